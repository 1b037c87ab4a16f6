from django.urls import path

from sofra.floor.retention import views

urlpatterns = [
    path("kept/<slug:slug>/", views.kept, name="kept"),
    path("console/kept/", views.kept_here, name="kept_here"),
    path("console/kept/delete/", views.delete_dialogue, name="delete_dialogue"),
    path("deleted/", views.deleted, name="deleted"),
]
