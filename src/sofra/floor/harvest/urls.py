from django.urls import path

from sofra.floor.harvest import views

urlpatterns = [
    path("harvest/", views.harvest, name="harvest"),
    path("harvest/sectors/", views.sectors, name="sectors"),
    path("harvest/leave/", views.leave_harvest, name="leave_harvest"),
    path("harvest/<str:key>/", views.claim, name="claim"),
    path("harvest/<str:key>/topic/", views.add_topic, name="add_topic"),
    path("harvest/<str:key>/strike/", views.strike, name="strike"),
    path("harvest/<str:key>/again/", views.take_up_claim, name="take_up_claim"),
    path("harvest/<str:key>/mend/", views.mend, name="mend"),
    path("read-back/", views.read_back, name="read_back"),
    path("read-back/<str:key>/", views.answer, name="answer"),
]
