from django.urls import path

from sofra.floor.statements import views

urlpatterns = [path("say/", views.say, name="say"), path("said/", views.said, name="said")]
