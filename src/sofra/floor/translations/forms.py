from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.web.languages import BY_CODE, own_name_of_content

LONGEST = 400


class TranslationForm(forms.Form):
    """One text in one language; the source travels along, so that a change meanwhile is seen."""

    text = forms.CharField(
        max_length=LONGEST,
        error_messages={"required": _("Nothing is written yet. Write the translation, then keep it.")},
    )
    source = forms.CharField(widget=forms.HiddenInput, max_length=2 * LONGEST)

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = own_name_of_content(language)
        self.fields["text"].widget = forms.Textarea(
            attrs={"class": "input", "rows": 4, "lang": BY_CODE[language].tag, "autofocus": True}
        )

    def clean_text(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).split())


class RewordForm(forms.Form):
    text = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"class": "input", "rows": 4}))

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = own_name_of_content(language)
        self.fields["text"].widget.attrs["lang"] = BY_CODE[language].tag

    def clean_text(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).split())
