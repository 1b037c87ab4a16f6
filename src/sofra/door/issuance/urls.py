from django.urls import path

from sofra.door.issuance import views

urlpatterns = [
    path("pass/", views.ticket, name="ticket"),
    path("pass/sign/", views.sign_pass, name="sign_pass"),
    path("pass/draw/", views.draw_code, name="draw_code"),
    path("desk/dialogues/<slug:slug>/afar/", views.issuance, name="issuance"),
    path("desk/dialogues/<slug:slug>/afar/begin/", views.begin, name="begin_issuing"),
    path("desk/dialogues/<slug:slug>/afar/more/", views.more_tickets, name="more_tickets"),
    path("desk/dialogues/<slug:slug>/afar/anew/", views.tickets_anew, name="tickets_anew"),
    path("desk/dialogues/<slug:slug>/afar/end/", views.end_issuing, name="end_issuing"),
    path("desk/dialogues/<slug:slug>/afar/urn/", views.fill_urn, name="fill_urn"),
]
