from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.floor.moderation.models import HoldReason
from sofra.floor.sealing.queries import Words
from sofra.floor.statements.models import Statement
from sofra.web.languages import BY_CODE, Texts, own_name_of_content

LONGEST = 400
REASONS = {
    HoldReason.NAMES_A_PERSON: _("It names a person or points at one"),
    HoldReason.NOT_THE_QUESTION: _("It is about something else"),
    HoldReason.SAID_ALREADY: _("It is on the table already"),
    HoldReason.HARMS: _("It could harm somebody"),
}


class WordingForm(forms.Form):
    """One field a language of the room, the language of the original first and filled in with it."""

    def __init__(self, statement: Statement, words: Words, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through to Django
        languages = sorted(statement.dialogue.languages, key=lambda key: key != words.language)
        for language in languages:
            self.fields[language] = forms.CharField(
                label=own_name_of_content(language),
                max_length=LONGEST,
                initial=words.text if language == words.language else "",
                widget=forms.Textarea(attrs={"class": "input", "rows": 3, "lang": BY_CODE[language].tag}),
                error_messages={"required": _("Every language of the room needs the wording before it can be shown.")},
            )

    def texts(self) -> Texts:
        return {language: " ".join(text.split()) for language, text in self.cleaned_data.items()}


class HoldForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why it is held back"), choices=list(REASONS.items()), widget=forms.RadioSelect)
