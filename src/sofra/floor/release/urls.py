from django.urls import path

from sofra.floor.release import views

urlpatterns = [
    path("take-back/", views.take_back, name="take_back"),
    path("taken-back/", views.taken_back, name="taken_back"),
]
