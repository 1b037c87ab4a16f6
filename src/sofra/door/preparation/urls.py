from django.urls import path

from sofra.door.preparation import views

urlpatterns = [
    path("desk/programmes/new/", views.new_programme, name="new_programme"),
    path("desk/editions/new/", views.new_edition, name="new_edition"),
    path("desk/dialogues/new/", views.new_dialogue, name="new_dialogue"),
    path("desk/dialogues/<slug:slug>/draft/", views.edit_dialogue, name="edit_dialogue"),
    path("desk/dialogues/<slug:slug>/polis/", views.statements_from_polis, name="statements_from_polis"),
    path("desk/dialogues/<slug:slug>/send/", views.send_brief, name="send_brief"),
    path("desk/dialogues/<slug:slug>/brief/", views.download_brief, name="download_brief"),
    path("desk/dialogues/<slug:slug>/cards/", views.print_cards, name="print_cards"),
    path("desk/dialogues/<slug:slug>/cards/forget/", views.forget_codes, name="forget_codes"),
    path("desk/dialogues/<slug:slug>/cards/file/", views.cards_from_file, name="cards_from_file"),
]
