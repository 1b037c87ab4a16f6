from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sofra.door.programme.urls")),
    path("", include("sofra.door.highlights.urls")),
    path("", include("sofra.door.people.urls")),
    path("", include("sofra.door.preparation.urls")),
    path("", include("sofra.door.guests.urls")),
    path("", include("sofra.door.invitations.urls")),
    path("", include("sofra.door.seating.urls")),
    path("", include("sofra.door.issuance.urls")),
    path("", include("sofra.door.sentences.urls")),
    path("", include("sofra.door.report.urls")),
    path("", include("sofra.door.publishing.urls")),
]
