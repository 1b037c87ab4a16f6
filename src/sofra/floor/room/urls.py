from django.urls import path

from sofra.floor.room import views

urlpatterns = [
    path("", views.join, name="join"),
    path("rule/", views.rule, name="rule"),
    path("rule/decline/", views.decline, name="decline"),
    path("table/", views.table, name="table"),
    path("wait/", views.wait, name="wait"),
    path("headcount/", views.headcount, name="headcount"),
    path("headcount/tell/", views.tell_headcount, name="tell_headcount"),
    path("leave/", views.leave, name="leave"),
    path("left/", views.left, name="left"),
]
