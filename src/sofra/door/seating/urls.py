from django.urls import path

from sofra.door.seating import guest_views, handout_views, views

TABLES = "desk/dialogues/<slug:slug>/tables/"

urlpatterns = [
    path("seat/", guest_views.my_seat, name="my_seat"),
    path("seat/here/", guest_views.i_am_here, name="i_am_here"),
    path("seat/leave/", guest_views.leave_seat, name="leave_seat"),
    path(TABLES, views.tables, name="tables"),
    path(f"{TABLES}settings/", views.table_settings, name="table_settings"),
    path(f"{TABLES}make/", views.make_plan, name="make_plan"),
    path(f"{TABLES}again/", views.seat_again, name="seat_again"),
    path(f"{TABLES}remedy/", views.take_remedy, name="take_remedy"),
    path(f"{TABLES}back/", views.take_back_plan, name="take_back_plan"),
    path(f"{TABLES}begin/", views.begin_round, name="begin_round"),
    path(f"{TABLES}begin/back/", views.take_back_round, name="take_back_round"),
    path(f"{TABLES}round/<int:number>/", views.round_shown, name="round"),
    path(f"{TABLES}round/<int:number>/<slug:key>/", views.change_seat, name="change_seat"),
    path(f"{TABLES}guest/<slug:key>/", views.seats_of_guest, name="seats_of_guest"),
    path(f"{TABLES}guest/<slug:key>/place/", views.fix_place, name="fix_place"),
    path(f"{TABLES}guest/<slug:key>/wish/", views.note_wish, name="note_wish"),
    path(f"{TABLES}missing/", views.missing, name="missing"),
    path(f"{TABLES}facilitator/<int:table>/", views.replace_facilitator, name="replace_facilitator"),
    path(f"{TABLES}changes/", views.changes, name="seat_changes"),
    path(f"{TABLES}people/", handout_views.people, name="seats_of_all"),
    path(f"{TABLES}rooms/", handout_views.rooms, name="rooms_to_paste"),
    path(f"{TABLES}print/<slug:what>/", handout_views.print_plan, name="print_plan"),
    path(f"{TABLES}file/", handout_views.plan_file, name="plan_file"),
    path(f"{TABLES}file/take/", handout_views.plan_from_file, name="plan_from_file"),
]
