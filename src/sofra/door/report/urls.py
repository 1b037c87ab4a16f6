from django.urls import path

from sofra.door.report import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/release/", views.release_from_file, name="release_from_file"),
    path("desk/refused/<str:name>/put-away/", views.put_away, name="put_away"),
    path("desk/dialogues/<slug:slug>/", views.desk_dialogue, name="desk_dialogue"),
    path("desk/dialogues/<slug:slug>/sheet/", views.release_sheet, name="release_sheet"),
    path("dialogues/<slug:slug>/", views.dialogue, name="dialogue"),
    path("dialogues/<slug:slug>/report/", views.report, name="report"),
    path("dialogues/<slug:slug>/report/polis/", views.polis_set, name="polis_set"),
]
