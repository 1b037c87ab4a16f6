from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.hatch.codes import MistypedCode, UnknownLetter, WrongLength, read_code


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from your card"),
        max_length=40,
        error_messages={"required": _("Type the eight letters from your card.")},
        widget=forms.TextInput(
            attrs={
                "class": "input code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "XXXX-XXXX",
            }
        ),
    )
    again = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_code(self) -> str:
        try:
            return read_code(self.cleaned_data["code"])
        except WrongLength as error:
            text = _("These are %(number)s letters. A code has eight, in two groups of four.")
            raise forms.ValidationError(text, params={"number": error.letters}) from error
        except UnknownLetter as error:
            text = _("“%(letter)s” is not used on cards. Look again at that place.")
            raise forms.ValidationError(text, params={"letter": error.letter}) from error
        except MistypedCode as error:
            raise forms.ValidationError(_("This cannot be a code.")) from error
