from django.urls import include, path

urlpatterns = [
    path("", include("sofra.floor.room.urls")),
    path("", include("sofra.floor.sealing.urls")),
    path("", include("sofra.floor.statements.urls")),
    path("", include("sofra.floor.moderation.urls")),
    path("", include("sofra.floor.translations.urls")),
    path("", include("sofra.floor.clinic.urls")),
    path("", include("sofra.floor.votes.urls")),
    path("", include("sofra.floor.harvest.urls")),
    path("", include("sofra.floor.release.urls")),
    path("", include("sofra.floor.retention.urls")),
    path("", include("sofra.floor.console.urls")),
]
