from django.urls import path

from sofra.door.publishing import views

urlpatterns = [
    path("editions/<slug:slug>/report/", views.edition_report, name="edition_report"),
    path("desk/editions/<slug:slug>/report/", views.publishing, name="publishing"),
    path("desk/editions/<slug:slug>/report/publish/", views.publish, name="publish"),
    path("desk/editions/<slug:slug>/report/mistakes/", views.note_erratum, name="note_erratum"),
    path("desk/editions/<slug:slug>/report/look/<path:file>", views.look, name="look"),
]
