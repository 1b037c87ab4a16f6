from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sofra.door.preparation.models import (
    LONGEST_LINE,
    MOST_STAFF,
    MOST_STATEMENTS,
    BreakdownBy,
    Colluders,
    Preparation,
)
from sofra.door.preparation.polis import (
    NotUtf8,
    NoWords,
    WordsOfASet,
    WrongColumns,
    WrongSet,
    words_of_a_set,
)
from sofra.door.preparation.queries import groups_of
from sofra.door.programme.models import Country, Dialogue, Edition, Programme
from sofra.hatch.brief import FEWEST_HOLDERS, LARGEST_ROOM, MOST_HOLDERS, SMALLEST_GROUP, SMALLEST_MAP, SMALLEST_ROOM
from sofra.hatch.codes import LONG, SHORT
from sofra.hatch.spool import LARGEST_DOCUMENT
from sofra.web.languages import LANGUAGES, Texts

WRITTEN_LANGUAGES = [language for language in LANGUAGES if language.code == language.content]
LONGEST_PASSAGE = 4000
MOST_QUESTIONS = 12
FIRST_STATEMENTS = 12
"""A room of two dozen has read so many in five minutes."""
SIMPLE_FIELDS = (
    "languages",
    "seats",
    "facilitators",
    "moderators",
    "key_holders",
    "breakdown",
    "code_letters",
    "colluders",
)


class ProgrammeForm(forms.Form):
    name = forms.CharField(label=_("Name of the programme"), max_length=200)
    convenor = forms.CharField(label=_("Who convenes it"), max_length=200)
    fictional = forms.BooleanField(
        label=_("This is a rehearsal: everything in it is invented"),
        help_text=_("Every page, card and report of a rehearsal says so. It cannot be changed later."),
        required=False,
    )


class EditionForm(forms.Form):
    programme = forms.ModelChoiceField(
        Programme.objects.all(), label=pgettext_lazy("desk", "Programme"), empty_label=None
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    focus = forms.CharField(label=_("Focus"), max_length=LONGEST_LINE, required=False)

    def __init__(self, *args: Any, programmes: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].label_from_instance = lambda each: programmes[each.pk]  # type: ignore[attr-defined]


class DialogueForm(forms.Form):
    edition = forms.ModelChoiceField(Edition.objects.order_by("-year", "slug"), label=_("Edition"), empty_label=None)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_LINE, help_text=_("Other languages follow."))
    city = forms.CharField(label=_("Town"), max_length=80, required=False)
    country = forms.ModelChoiceField(
        Country.objects.all(), label=_("Country"), required=False, empty_label=_("None of the six, or several")
    )
    level = forms.ChoiceField(label=pgettext_lazy("of a dialogue", "Level"), choices=Dialogue.Level.choices)
    format = forms.ChoiceField(label=pgettext_lazy("of a dialogue", "Format"), choices=Dialogue.Format.choices)
    date_from = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    date_to = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it empty for a dialogue of one day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, *args: Any, editions: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].label_from_instance = lambda each: editions[each.pk]  # type: ignore[attr-defined]
        self.fields["country"].label_from_instance = lambda each: each.shown_name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first = cleaned.get("date_from")
        cleaned["date_to"] = cleaned.get("date_to") or first
        if first and cleaned["date_to"] < first:
            self.add_error("date_to", gettext("The last day is before the first one."))
        return cleaned


@dataclass(frozen=True)
class SideBySide:
    """One text in all languages of the dialogue, as fields beside each other."""

    name: str
    """Such as ``question_2``; the place on the page to come back to."""
    fields: tuple[forms.BoundField, ...]


class DraftText(forms.CharField):
    """A text that the brief needs, and that may stay empty as long as it is a draft."""

    def validate(self, value: str) -> None:
        """Emptiness is told before sending, by ``what_is_missing``."""


class DraftForm(forms.Form):
    """Everything a brief will hold. Nothing has to be complete here: it is a draft until it is sent."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of this dialogue"),
        help_text=_("Save after a change: the fields follow."),
        choices=[(language.content, language.own_name) for language in WRITTEN_LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        help_text=_(
            "How many people you expect. A third more cards are made, so that the last one drawn is still a draw."
        ),
        min_value=SMALLEST_ROOM,
        max_value=LARGEST_ROOM,
    )
    facilitators = forms.IntegerField(label=_("Passes for facilitators"), min_value=1, max_value=MOST_STAFF)
    moderators = forms.IntegerField(label=_("Passes for moderators"), min_value=1, max_value=MOST_STAFF)
    key_holders = forms.IntegerField(
        label=_("Key cards"),
        help_text=_(
            "For two to five people you trust. Two of them together open what was said, so that it can be read; "
            "any one of them can burn it."
        ),
        min_value=FEWEST_HOLDERS,
        max_value=MOST_HOLDERS,
        initial=FEWEST_HOLDERS,
    )
    breakdown = forms.ChoiceField(
        label=_("How answers are counted"),
        help_text=_(
            "By country or work, people choose theirs when they enter, or would rather not say. Opinion groups are"
            " found after the vote, and nobody learns who is in which. Each group of ten or more gets results of its"
            " own, and there is no total."
        ),
        choices=BreakdownBy.choices,
        required=False,
    )
    code_letters = forms.TypedChoiceField(
        label=_("Letters on each card"),
        help_text=_("Eight are quick to type. Sixteen cannot be found even by somebody who takes the machine."),
        choices=[(SHORT, _("Eight, in two groups")), (LONG, _("Sixteen, in four groups"))],
        coerce=int,
        initial=SHORT,
    )

    colluders = forms.TypedChoiceField(
        label=_("People who may compare notes"),
        help_text=_(
            "Results leave as words so wide that so many people together cannot work out how anybody else answered."
        ),
        choices=Colluders.choices,
        coerce=int,
        initial=Colluders.TWO,
    )

    def __init__(self, *args: Any, preparation: Preparation, questions: int, statements: int, **kwargs: Any) -> None:
        self.columns = [each for each in WRITTEN_LANGUAGES if each.content in preparation.languages]
        self.n_questions, self.n_statements = questions, statements
        kwargs.setdefault("initial", _as_initial(preparation))
        super().__init__(*args, **kwargs)
        self._add("title", LONGEST_LINE, rows=2)
        self._add("rule", LONGEST_PASSAGE, rows=12)
        for number in range(questions):
            self._add(f"question_{number}", LONGEST_LINE, rows=3)
        for number in range(statements):
            self._add(f"statement_{number}", LONGEST_LINE, rows=3)

    def _add(self, name: str, longest: int, *, rows: int) -> None:
        for language in self.columns:
            self.fields[f"{name}_{language.content}"] = DraftText(
                label=language.own_name,
                max_length=longest,
                widget=forms.Textarea(attrs={"rows": rows, "lang": language.tag}),
            )

    def clean_breakdown(self) -> str:
        """Nobody is asked about themselves for results that could not leave (R6)."""
        by: str = self.cleaned_data["breakdown"]
        needed = SMALLEST_GROUP * len(groups_of(by))
        if by == BreakdownBy.OPINION and self.cleaned_data.get("seats", SMALLEST_MAP) < SMALLEST_MAP:
            text = gettext("Opinion groups need %(seats)s seats or more. With fewer, they would point at people.")
            raise ValidationError(text % {"seats": SMALLEST_MAP})
        if self.cleaned_data.get("seats", needed) < needed:
            text = gettext("For this, %(seats)s seats are needed, ten for each group. With fewer, nothing could leave.")
            raise ValidationError(text % {"seats": needed})
        return by

    def _side_by_side(self, name: str) -> SideBySide:
        return SideBySide(name, tuple(self[f"{name}_{language.content}"] for language in self.columns))

    def title(self) -> SideBySide:
        return self._side_by_side("title")

    def rule(self) -> SideBySide:
        return self._side_by_side("rule")

    def questions(self) -> Iterator[SideBySide]:
        return (self._side_by_side(f"question_{number}") for number in range(self.n_questions))

    def statements(self) -> Iterator[SideBySide]:
        return (self._side_by_side(f"statement_{number}") for number in range(self.n_statements))

    def _written(self, name: str, kept: Texts) -> dict[str, str]:
        """What was typed, beside what is kept in languages that are not on the page."""
        shown = {language.content for language in self.columns}
        typed = {code: self.cleaned_data[f"{name}_{code}"].strip() for code in shown}
        texts = {code: text for code, text in kept.items() if code not in shown} | typed
        return {code: text for code, text in texts.items() if text}

    def draft(self, preparation: Preparation) -> dict[str, Any]:
        """The words for ``save_draft``. A row that was emptied in every language is gone."""
        questions = [each.texts for each in preparation.questions.all()]
        statements = [each.texts for each in preparation.opening_statements.all()]
        simple = {name: self.cleaned_data[name] for name in SIMPLE_FIELDS}
        return simple | {
            "title": self._written("title", preparation.dialogue.title),
            "rule": self._written("rule", preparation.rule),
            "questions": self._rows("question", self.n_questions, questions),
            "opening_statements": self._rows("statement", self.n_statements, statements),
        }

    def _rows(self, name: str, number: int, kept: list[Texts]) -> list[dict[str, str]]:
        kept = kept + [{}] * (number - len(kept))
        rows = (self._written(f"{name}_{place}", kept[place]) for place in range(number))
        return [row for row in rows if row]


def _as_initial(preparation: Preparation) -> dict[str, Any]:
    rows: dict[str, Texts] = {"title": preparation.dialogue.title, "rule": preparation.rule}
    rows |= {f"question_{n}": each.texts for n, each in enumerate(preparation.questions.all())}
    rows |= {f"statement_{n}": each.texts for n, each in enumerate(preparation.opening_statements.all())}
    initial: dict[str, Any] = {f"{name}_{code}": text for name, texts in rows.items() for code, text in texts.items()}
    return initial | {name: getattr(preparation, name) for name in SIMPLE_FIELDS}


class DocumentForm(forms.Form):
    """A document of the hatch that came on a stick."""

    document = forms.FileField(
        label=_("File from the stick"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": _("Choose the file first. A file of more than 4 MB is none of ours and is not read."),
            "empty": _("This file is empty. Copy it to the stick once more."),
        },
    )

    def clean_document(self) -> bytes:
        file = self.cleaned_data["document"]
        if file.size > LARGEST_DOCUMENT:
            raise ValidationError(gettext("This file is too large to be one of ours. At most 4 MB are read."))
        content: bytes = file.read()
        return content


class PolisForm(forms.Form):
    """A Polis set, of which only the words of its statements are read."""

    document = forms.FileField(
        label=_("The set: its ZIP file, or comments.csv"),
        widget=forms.FileInput(attrs={"accept": ".zip,.csv"}),
        error_messages={
            "required": _("Choose the file first. A file of more than 6 MB is not read: bring its comments.csv alone."),
            "empty": _("This file is empty."),
        },
    )
    language = forms.ChoiceField(label=_("Language in which it is written"))
    most = forms.IntegerField(
        label=_("How many statements at most"), min_value=1, max_value=MOST_STATEMENTS, initial=FIRST_STATEMENTS
    )

    def __init__(self, *args: Any, preparation: Preparation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (each.content, each.own_name) for each in WRITTEN_LANGUAGES if each.content in preparation.languages
        ]

    def clean_document(self) -> WordsOfASet:
        try:
            return words_of_a_set(self.cleaned_data["document"].read())
        except NotUtf8 as error:
            raise ValidationError(gettext("This file is not written in UTF-8. Save it as CSV in UTF-8.")) from error
        except WrongColumns as error:
            text = gettext(
                "comments.csv must have the columns comment-id, moderated and comment-body, and commas between them."
            )
            raise ValidationError(text) from error
        except NoWords as error:
            text = gettext(
                "No statement can be taken: %(rejected)s were rejected, %(long)s are longer than 400 letters."
            )
            raise ValidationError(text % {"rejected": error.words.rejected, "long": error.words.too_long}) from error
        except WrongSet as fault:
            text = gettext("This is no Polis set that can be read here (%(reason)s). Nothing was taken over.")
            raise ValidationError(text % {"reason": fault}) from fault
