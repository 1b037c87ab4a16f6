from django.urls import path

from sofra.door.invitations import message_views, views

DESK = "desk/dialogues/<slug:slug>/invitations/"

urlpatterns = [
    path(DESK, views.invitations, name="invitations"),
    path(f"{DESK}letter/<slug:language>/", views.letter, name="letter"),
    path(f"{DESK}hours/", views.hours, name="hours"),
    path(f"{DESK}place/<slug:key>/", views.give_place, name="give_place"),
    path(f"{DESK}message/", message_views.message, name="message"),
    path("answer/", views.answer, name="answer"),
    path("answer/mine/", views.my_answer, name="my_answer"),
    path("answer/given/", views.answered, name="answered"),
    path("answer/meeting.ics", views.calendar_file, name="calendar_file"),
    path("answer/leave/", views.leave_answer, name="leave_answer"),
]
