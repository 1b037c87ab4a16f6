from django.urls import path

from sofra.floor.console import views

urlpatterns = [
    path("console/", views.console, name="console"),
    path("console/move/", views.move, name="move"),
    path("console/cards/", views.more_cards, name="more_cards"),
    path("console/gate/", views.gate, name="gate"),
    path("console/groups/", views.look_for_groups, name="look_for_groups"),
    path("console/release/", views.release, name="release"),
    path("console/returned/<str:key>/", views.let_go, name="let_go"),
    path("wall/", views.wall, name="wall"),
]
