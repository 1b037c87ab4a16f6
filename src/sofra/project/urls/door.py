from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from sofra.door.publishing.views import report_file
from sofra.web import views as web

urlpatterns = [
    path("health/", web.health, name="health"),
    path("language/", web.choose_language, name="choose_language"),
    path("style/", web.style, name="style"),
    # Without a language in front, so that the address of a version stays what it is.
    path("reports/<slug:slug>/<int:number>/<path:file>", report_file, name="report_file"),
    *i18n_patterns(path("", include("sofra.door.urls"))),
]
handler404 = web.not_found
handler400 = web.bad_request
handler500 = web.fault
