from django.urls import path

from sofra.floor.moderation import views

urlpatterns = [
    path("moderation/", views.moderation, name="moderation"),
    path("moderation/next/", views.read_next, name="read_next"),
    path("moderation/leave/", views.leave_desk, name="leave_desk"),
    path("moderation/<str:key>/", views.word, name="word"),
    path("moderation/<str:key>/take/", views.take, name="take"),
    path("moderation/<str:key>/hold/", views.hold, name="hold"),
    path("moderation/<str:key>/return/", views.return_to_room, name="return_to_room"),
    path("moderation/<str:key>/destroy/", views.destroy, name="destroy"),
    path("moderation/<str:key>/again/", views.take_up_again, name="take_up_again"),
]
