from django.urls import path

from sofra.door.sentences import views

DESK = "desk/dialogues/<slug:slug>/highlights/"

urlpatterns = [
    path(DESK, views.highlights, name="highlights"),
    path(f"{DESK}new/", views.new_sentence, name="new_sentence"),
    path(f"{DESK}publish/", views.publish, name="publish_highlights"),
    path(f"{DESK}preview/", views.preview, name="preview_highlights"),
    path(f"{DESK}<int:key>/", views.sentence, name="sentence"),
    path(f"{DESK}<int:key>/<slug:act>/", views.act, name="act_on_sentence"),
]
