"""Random text keys: nothing about a row's age or place can be read from them."""

import secrets
from typing import Any

from django.db import models


def random_key() -> str:
    return secrets.token_hex(16)


class RandomKeyField(models.CharField):  # type: ignore[type-arg]  # not subscriptable when it runs
    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {"max_length": 32, "primary_key": True, "default": random_key, "editable": False}
        super().__init__(**(usual | options))
