from allauth.account import views as account
from django.urls import include, path

from sofra.door.people import views

# Only what we offer of allauth: no sign-up, no mail addresses to manage, no password by mail.
urlpatterns = [
    path("welcome/<str:token>/", views.welcome, name="welcome"),
    path("desk/convenors/", views.convenors, name="convenors"),
    path("desk/convenors/invite/", views.invite_colleague, name="invite_colleague"),
    path("desk/convenors/<int:key>/let-in-again/", views.let_in_again, name="let_in_again"),
    path("desk/convenors/<int:key>/end-sessions/", views.end_sessions_of, name="end_sessions_of"),
    path("accounts/end-sessions/", views.end_sessions_elsewhere, name="end_sessions_elsewhere"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", views.sign_out, name="account_logout"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
