from django.urls import path

from sofra.door.guests import views

LIST = "desk/dialogues/<slug:slug>/guests/"

urlpatterns = [
    path(LIST, views.guest_list, name="guest_list"),
    path(f"{LIST}risk/", views.risk_note, name="risk_note"),
    path(f"{LIST}delete/", views.delete_guest_list, name="delete_guest_list"),
    path(f"{LIST}new/", views.new_guest, name="new_guest"),
    path(f"{LIST}of/<slug:key>/", views.guest, name="guest"),
    path(f"{LIST}of/<slug:key>/remove/", views.remove_guest, name="remove_guest"),
    path(f"{LIST}of/<slug:key>/<slug:kind>/", views.note_pair, name="note_pair"),
    path(f"{LIST}of/<slug:key>/<slug:kind>/<int:number>/", views.forget_pair, name="forget_pair"),
]
