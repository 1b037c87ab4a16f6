from django.urls import path

from sofra.floor.moderation import views

urlpatterns = [
    path("moderation/", views.moderation, name="moderation"),
    path("moderation/<str:key>/", views.word, name="word"),
    path("moderation/<str:key>/hold/", views.hold, name="hold"),
    path("moderation/<str:key>/again/", views.take_up_again, name="take_up_again"),
]
