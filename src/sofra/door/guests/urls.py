from django.urls import path

from sofra.door.guests import day_views, upload_views, views

LIST = "desk/dialogues/<slug:slug>/guests/"

urlpatterns = [
    path(LIST, views.guest_list, name="guest_list"),
    path(f"{LIST}risk/", views.risk_note, name="risk_note"),
    path(f"{LIST}delete/", views.delete_guest_list, name="delete_guest_list"),
    path(f"{LIST}new/", views.new_guest, name="new_guest"),
    path(f"{LIST}here/", day_views.attendance, name="attendance"),
    path(f"{LIST}here/<slug:kind>.pdf", day_views.sheet, name="guest_sheet"),
    path(f"{LIST}bring/", upload_views.bring_list, name="bring_list"),
    path(f"{LIST}bring/template.<slug:kind>", upload_views.list_template, name="list_template"),
    path(f"{LIST}bring/rows/", upload_views.take_upload, name="take_upload"),
    path(f"{LIST}bring/away/", upload_views.put_upload_away, name="put_upload_away"),
    path(f"{LIST}of/<slug:key>/", views.guest, name="guest"),
    path(f"{LIST}of/<slug:key>/remove/", views.remove_guest, name="remove_guest"),
    path(f"{LIST}of/<slug:key>/<slug:kind>/", views.note_pair, name="note_pair"),
    path(f"{LIST}of/<slug:key>/<slug:kind>/<int:number>/", views.forget_pair, name="forget_pair"),
]
