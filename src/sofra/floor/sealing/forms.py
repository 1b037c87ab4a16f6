from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.hatch.codes import LONG, MistypedCode, UnknownLetter, WrongLength, read_code


class LongCodeField(forms.CharField):
    """Sixteen letters from a card, read kindly, with a message that says what is wrong with them."""

    def __init__(self, **options: Any) -> None:
        attributes = {
            "class": "input code long",
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "placeholder": "XXXX-XXXX-XXXX-XXXX",
        }
        usual: dict[str, Any] = {
            "max_length": 60,
            "widget": forms.TextInput(attrs=attributes),
            "error_messages": {"required": _("Type the sixteen letters.")},
        }
        super().__init__(**(usual | options))

    def clean(self, value: Any) -> str:
        try:
            return read_code(super().clean(value), lengths=(LONG,))
        except WrongLength as error:
            text = _("These are %(number)s letters. This code has sixteen, in four groups of four.")
            raise forms.ValidationError(text, params={"number": error.letters}) from error
        except UnknownLetter as error:
            text = _("“%(letter)s” is not used in these codes. Look again at that place.")
            raise forms.ValidationError(text, params={"letter": error.letter}) from error
        except MistypedCode as error:
            raise forms.ValidationError(_("This cannot be a code.")) from error


class OpenForm(forms.Form):
    first = LongCodeField(label=_("One key card"))
    second = LongCodeField(label=_("Another holder's key card"))


class BurnForm(forms.Form):
    code = LongCodeField(label=_("Code from one key card"))
    sure = forms.BooleanField(
        label=_("Burn it. I know that nobody can undo this."),
        error_messages={"required": _("Tick this if you want to burn the key. Until then nothing is changed.")},
    )
