from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "sofra.door"
    label = "door"
