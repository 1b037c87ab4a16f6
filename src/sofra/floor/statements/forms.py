from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sofra.floor.room.models import Dialogue
from sofra.web.languages import current_language, in_language, own_name_of_content

LONGEST = 400


class StatementForm(forms.Form):
    question = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Question"), widget=forms.RadioSelect, empty_label=None
    )
    words = forms.CharField(
        label=gettext_lazy("Your statement"),
        widget=forms.Textarea(attrs={"class": "input", "rows": 5}),
        error_messages={"required": gettext_lazy("Nothing was written yet. Write one sentence, then send.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("Written in"), widget=forms.Select(attrs={"class": "input"}))
    left = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, dialogue: Dialogue, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through to Django
        here = current_language()
        self.fields["question"].queryset = dialogue.questions.all()
        self.fields["question"].label_from_instance = lambda question: in_language(question.texts, here).text
        self.fields["language"].choices = [(code, own_name_of_content(code)) for code in dialogue.languages]
        self.fields["language"].initial = here.content if here.content in dialogue.languages else dialogue.languages[0]
        self.fields["question"].initial = dialogue.questions.first()

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
