from django.urls import path

from sofra.floor.clinic import views

urlpatterns = [path("say/look/", views.look_over, name="look_over")]
