"""Words that whoever guesses at Sofra tries first. A password needs something besides them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

WORDS = (
    *("sofra", "resilience", "dialogue", "dialogues", "convenor", "convenors", "password", "civilsociety", "balkan"),
    *("tirana", "sarajevo", "pristina", "prishtina", "podgorica", "skopje", "shkup", "belgrade", "beograd"),
)
FEWEST_LETTERS_BESIDES = 6


class WordsOfTheHouse:
    """Shaped as Django's `AUTH_PASSWORD_VALIDATORS` ask."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  # Django gives it
        besides = re.sub("|".join(sorted(WORDS, key=len, reverse=True)), "", password.lower())
        if besides != password.lower() and len(re.sub(r"[\W\d_]", "", besides)) < FEWEST_LETTERS_BESIDES:
            raise ValidationError(self.get_help_text(), code="password_of_the_house")

    def get_help_text(self) -> str:
        return gettext("Sofra's own words and the capitals are tried first. Add words that have nothing to do with it.")
