from django.apps import AppConfig


class FloorConfig(AppConfig):
    name = "sofra.floor"
    label = "floor"
