"""The field for a code from paper: read kindly, with a message that says what is wrong with it."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.hatch.codes import LENGTHS, LONG, MistypedCode, UnknownLetter, WrongLength, read_code

SIXTEEN = (LONG,)
WRONG_LENGTH = {
    SIXTEEN: _("These are %(number)s letters. This code has sixteen, in four groups of four."),
    LENGTHS: _("These are %(number)s letters. A code has eight or sixteen, in groups of four."),
}


class CodeField(forms.CharField):
    """Sixteen letters unless other lengths are given."""

    def __init__(self, *, lengths: Collection[int] = SIXTEEN, **options: Any) -> None:
        self.lengths = tuple(lengths)
        attributes = {
            "class": "input code long" if lengths == SIXTEEN else "input code",
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "placeholder": "-".join(["XXXX"] * (min(lengths) // 4)),
        }
        usual: dict[str, Any] = {
            "max_length": 60,
            "widget": forms.TextInput(attrs=attributes),
            "error_messages": {"required": _("Type the sixteen letters.")},
        }
        super().__init__(**(usual | options))

    def clean(self, value: Any) -> str:
        return self.read(super().clean(value))

    def read(self, typed: str) -> str:
        try:
            return read_code(typed, lengths=self.lengths)
        except WrongLength as error:
            raise forms.ValidationError(WRONG_LENGTH[self.lengths], params={"number": error.letters}) from error
        except UnknownLetter as error:
            text = _("“%(letter)s” is not used in these codes. Look again at that place.")
            raise forms.ValidationError(text, params={"letter": error.letter}) from error
        except MistypedCode as error:
            raise forms.ValidationError(_("This cannot be a code.")) from error
