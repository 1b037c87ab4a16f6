from django.urls import path

from sofra.floor.votes import views

urlpatterns = [
    path("vote/", views.vote, name="vote"),
    path("vote/<str:key>/", views.vote_again, name="vote_again"),
    path("done/", views.done, name="done"),
]
