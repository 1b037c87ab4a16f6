from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sofra.floor.room.models import Dialogue, Question
from sofra.hatch.codes import LONG, MistypedCode, read_code
from sofra.web.languages import current_language, in_language, own_name_of_content

LONGEST = 400


class StatementForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Your statement"),
        widget=forms.Textarea(attrs={"class": "input", "rows": 5}),
        error_messages={"required": gettext_lazy("Nothing was written yet. Write one sentence, then send.")},
    )
    left = forms.IntegerField(widget=forms.HiddenInput)
    page = forms.CharField(widget=forms.HiddenInput, required=False)
    take_back = forms.BooleanField(
        required=False,
        label=gettext_lazy("Give me a code with which I can take this back"),
        help_text=gettext_lazy(
            "Whoever finds the code can prove that its holder wrote this. Without a code nobody can take it back."
        ),
    )

    may_quote = forms.BooleanField(
        required=False,
        label=gettext_lazy("It may be quoted word for word"),
        help_text=gettext_lazy(
            "In the wording that a moderator has read, with the region and the year and nothing else, and only if ten "
            "people or more answer it. Without your tick nobody quotes it."
        ),
    )

    def __init__(self, dialogue: Dialogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"] = _question_field(dialogue)
        self.fields["language"] = _language_field(dialogue)
        self.order_fields(["question", "words", "language", "may_quote", "take_back", "left", "page"])

    def clean_page(self) -> str:
        """Its message stands at the words, since nobody sees a hidden field."""
        try:
            return read_code(self.cleaned_data["page"], lengths=(LONG,))
        except MistypedCode:
            self.add_error("words", _("This page has lost its number. Open it again to send your words."))
            return ""

    def clean_words(self) -> str:
        words = " ".join(str(self.cleaned_data["words"]).split())
        if len(words) > LONGEST:
            over = len(words) - LONGEST
            text = ngettext(
                "%(over)s letter too many: %(longest)s fit. Your words are still here, shorten them and send again.",
                "%(over)s letters too many: %(longest)s fit. Your words are still here, shorten them and send again.",
                over,
            )
            raise forms.ValidationError(text, params={"over": over, "longest": LONGEST})
        if not any(letter.isalpha() for letter in words):
            raise forms.ValidationError(_("There are no words in it yet. Write one sentence, then send."))
        return words


def _question_field(dialogue: Dialogue) -> forms.Field:
    here = current_language()
    questions = dialogue.questions.all()
    field: forms.ModelChoiceField[Question] = forms.ModelChoiceField(
        questions, label=_("Question"), widget=forms.RadioSelect, empty_label=None, initial=questions.first()
    )
    field.label_from_instance = lambda obj: in_language(obj.texts, here).text  # type: ignore[method-assign]
    return field


def _language_field(dialogue: Dialogue) -> forms.Field:
    here = current_language().content
    return forms.ChoiceField(
        label=_("Written in"),
        choices=[(key, own_name_of_content(key)) for key in dialogue.languages],
        initial=here if here in dialogue.languages else dialogue.languages[0],
        widget=forms.Select(attrs={"class": "input"}),
    )
