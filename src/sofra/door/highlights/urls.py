from django.urls import path

from sofra.door.highlights import views

urlpatterns = [
    path("editions/<slug:slug>/", views.edition, name="edition"),
    path("topics/", views.topics, name="topics"),
    path("topics/<str:ref>/", views.topic, name="topic"),
    path("sources/", views.sources, name="sources"),
]
