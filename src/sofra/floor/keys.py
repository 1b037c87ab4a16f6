"""Random text keys: nothing about a row's age or place can be read from them."""

import secrets

from django.db import models


def random_key() -> str:
    return secrets.token_hex(16)


class RandomKeyField(models.CharField):
    def __init__(self, **options: object) -> None:
        options = {"max_length": 32, "primary_key": True, "default": random_key, "editable": False, **options}
        super().__init__(**options)
