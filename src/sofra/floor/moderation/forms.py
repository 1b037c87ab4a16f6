from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.floor.moderation.labels import REASONS
from sofra.floor.moderation.queries import Reading
from sofra.web.languages import BY_CODE, Texts, own_name_of_content

LONGEST = 400


class WordingForm(forms.Form):
    """One field a language of the room, the language of the original first and filled in with it."""

    def __init__(self, reading: Reading, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through to Django
        languages = sorted(reading.statement.dialogue.languages, key=lambda key: key != reading.language)
        begun = reading.texts or {reading.language: reading.words}
        for language in languages:
            self.fields[language] = forms.CharField(
                label=own_name_of_content(language),
                max_length=LONGEST,
                initial=begun.get(language, ""),
                widget=forms.Textarea(attrs={"class": "input", "rows": 3, "lang": BY_CODE[language].tag}),
                error_messages={"required": _("Every language of the room needs the wording before it can be shown.")},
            )

    def texts(self) -> Texts:
        return {language: " ".join(text.split()) for language, text in self.cleaned_data.items()}


class FirstLanguageForm(WordingForm):
    """The wording in the first language alone, for the translators to put into the others."""

    def __init__(self, reading: Reading, *args: object, **kwargs: object) -> None:
        super().__init__(reading, *args, **kwargs)
        first = reading.statement.dialogue.languages[0]
        for language, field in self.fields.items():
            field.required = language == first
        self.fields[first].error_messages["required"] = _(
            "The translators start from this language, so that nobody sees in which one somebody wrote. Write it here."
        )
        self.first = first

    def texts(self) -> Texts:
        return {self.first: super().texts()[self.first]}


class DraftForm(WordingForm):
    """The same fields, for a draft that may be half done."""

    def __init__(self, reading: Reading, *args: object, **kwargs: object) -> None:
        super().__init__(reading, *args, **kwargs)
        for field in self.fields.values():
            field.required = False


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=list(REASONS.items()), widget=forms.RadioSelect)


class DestroyForm(ReasonForm):
    sure = forms.BooleanField(
        label=_("Destroy the words. I know that nobody can bring them back."),
        error_messages={"required": _("Tick this if you want to destroy the words. Until then nothing is changed.")},
    )
