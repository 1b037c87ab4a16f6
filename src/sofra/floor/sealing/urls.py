from django.urls import path

from sofra.floor.sealing import views

urlpatterns = [
    path("keys/", views.keys, name="keys"),
    path("keys/lock/", views.lock, name="lock"),
    path("keys/burn/", views.burn, name="burn"),
]
