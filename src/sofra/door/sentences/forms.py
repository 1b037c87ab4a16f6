from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.door.sentences.actions import Draft
from sofra.door.sentences.models import LONGEST, SentenceVersion
from sofra.door.sentences.queries import Ground, span_in
from sofra.door.sentences.released import Piece, Span, What, span_of
from sofra.hatch.claims import SaidBy
from sofra.web.claims import SAID_BY
from sofra.web.languages import current_language, in_language, own_name_of_content


class SentenceForm(forms.Form):
    """One sentence of the highlights. Whatever it says can be kept; what may not be published is told on the desk."""

    text = forms.CharField(
        label=_("One sentence"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write one sentence."),
            "max_length": _("At most 400 characters. Say the rest in another sentence."),
        },
    )
    language = forms.ChoiceField(label=_("Language of the sentence"))
    uncounted = forms.BooleanField(
        label=_("Say that nobody counted"),
        help_text=_("The fixed words for it follow the sentence."),
        required=False,
    )
    said_by = forms.ChoiceField(
        label=_("Whose voice"),
        help_text=_("Name a sector only if it said every claim that you tick. Never a town or a language beside it."),
        choices=[(each.value, SAID_BY[each]) for each in SaidBy],
    )
    quoted = forms.ChoiceField(
        label=_("Quote"),
        help_text=_("Only statements whose authors allowed it can be chosen."),
        required=False,
    )
    part = forms.CharField(
        label=_("Which words of it"),
        help_text=_("Letter for letter, as they stand there. Leave it empty to quote all of it."),
        max_length=LONGEST,
        required=False,
    )
    checked = forms.BooleanField(label=_("I have looked: nothing in it points at one person."), required=False)
    rests_on = forms.MultipleChoiceField(required=False, error_messages={
        "invalid_choice": _("Something that you ticked was taken back. Look at the ticks, then keep it again.")
    })  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, ground: Ground, languages: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground
        self._choose("language", [(each, own_name_of_content(each)) for each in languages])
        quotable = [piece for piece in ground.statements.values() if piece.quotable]
        self._choose("quoted", [("", _("No quote")), *((each.ref, _shown(each)) for each in quotable)])
        self._choose("rests_on", [(key, key) for key in ground.pieces])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def ticked(self) -> frozenset[str]:
        return frozenset(self["rests_on"].value() or ())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["span"] = self._span(given)
        if given.get("quoted") and given["span"] is None:
            self.add_error(
                "part", _("These words do not stand in it, letter for letter. Copy them from the statement.")
            )
        return given

    def _span(self, given: dict[str, Any]) -> Span | None:
        source = self.ground.statements.get(given.get("quoted", ""))
        wording = source.texts.get(given.get("language", ""), "") if source else ""
        return span_of(source.ref, wording, given.get("part", "")) if source else None

    def draft(self) -> Draft:
        """What is quoted bears the sentence too, ticked or not."""
        given, span = self.cleaned_data, self.cleaned_data["span"]
        quoted = [f"{What.STATEMENT}:{span.ref}"] if span else []
        return Draft(
            language=given["language"],
            text=" ".join(given["text"].split()),
            said_by=given["said_by"],
            uncounted=given["uncounted"],
            checked=given["checked"],
            rests_on=tuple(dict.fromkeys([*given["rests_on"], *quoted])),
            quote=span,
        )


def _shown(piece: Piece) -> str:
    return in_language(piece.texts, current_language()).text


def as_typed(version: SentenceVersion, ground: Ground) -> dict[str, Any]:
    """A version as the form shows it."""
    span, source = span_in(version), ground.statements.get(version.quote_ref)
    words = span.words_in(source.texts.get(version.language, "")) if span and source else ""
    names = ("text", "language", "uncounted", "said_by", "checked")
    typed = {name: getattr(version, name) for name in names}
    whole = source is not None and words == source.texts.get(version.language)
    rests_on = [key for key in version.rests_on if key in ground.pieces]
    quote = {"quoted": version.quote_ref if source else "", "part": "" if whole else words}
    return typed | quote | {"rests_on": rests_on, "seen": version.number}
