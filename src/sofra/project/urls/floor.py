from django.urls import include, path

from sofra.floor.room.views import not_found
from sofra.web import views as web

urlpatterns = [
    path("health/", web.health, name="health"),
    path("language/", web.choose_language, name="choose_language"),
    path("style/", web.style, name="style"),
    path("", include("sofra.floor.urls")),
]
handler404 = not_found
handler400 = web.bad_request
handler500 = web.fault
