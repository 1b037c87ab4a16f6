from django.urls import path

from sofra.door.programme import views

urlpatterns = [path("", views.home, name="home")]
