"""Places in a text that may point at a person: names, contacts, numbers, and where the author speaks of an office held.

Recall comes first. A mark is a question to a moderator, never a decision.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from sofra.analysis.language.contacts import find_contacts
from sofra.analysis.language.people import find_people
from sofra.analysis.language.text import clean

Kind = Literal["person", "email", "phone", "iban", "identity_number", "url", "handle", "plate", "address", "self"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Where two marks overlap the one that says more stays.
_RANK = ("email", "url", "handle", "identity_number", "iban", "address", "phone", "plate", "self", "person")
_ENGLISH = (
    r"mayor|minister|director|journalist|reporter|editor|judge|prosecutor|police officer|inspector|teacher|professor|"
    r"doctor|nurse|lawyer|deputy|member of parliament|MP|head of|employee|former|president|owner|councill?or|"
    r"customs officer|civil servant|witness|victim"
)
_GERMAN = r"(?:Bürgermeister|Journalist|Direktor|Richter|Staatsanw|Polizist|Lehrer|Arzt|Ärzt|Anw[aä]lt|Minister|Leiter)"
_ALBANIAN = (
    r"(?:gazetar|kryetar|drejtor|m[ëe]sues|gjyqtar|prokuror|polic|mjek|avokat|deputet|minist[ëe]r|profesor|punonjës)"
)
_BCMS = (
    r"(?:novinar|gradonačel|direktor|sudij|tuži|polic|nastavni|profesor|ljekar|lekar|doktor|advokat|poslani|ministar|"
    r"načelni|inspektor|predsj?edni|službeni|odborni|bivš|новинар|градоначел|директор|судиј|тужи|полиц|наставни|"
    r"професор|љекар|лекар|доктор|адвокат|послани|министар|начелни|инспектор|предсј?едни|службени|одборни|бивш)"
)
_MACEDONIAN = (
    r"(?:новинар|градоначал|директор|судиј|обвинител|полица|наставни|професор|лекар|доктор|адвокат|пратени|министер|"
    r"инспектор|претседател|службени|советни|поранеш)"
)
_SELF = re.compile(
    "|".join(
        (
            rf"\b(?:I,?|speaking) as (?:the|an?)\b|\bas (?:the|an?) (?:{_ENGLISH})\b[^.!?]{{0,40}}?,? I\b",
            rf"\bI(?: am|'m|’m| was| work as| worked as)(?: the| an?)? (?:\w+ ){{0,2}}(?:{_ENGLISH})\b",
            r"\bin my (?:role|capacity|position|job) as\b|\bmy name is\b|\bI am called\b",
            rf"\bich(?: selbst)? als\b|\bals {_GERMAN}\w* (?:\w+ ){{0,4}}(?:habe|bin|war|kann|muss|weiß) ich\b",
            rf"\bich (?:bin|war|arbeite als) (?:die |der |ein |eine )?(?:\w+ )?{_GERMAN}\w*",
            r"\bmein name ist\b|\bich heiße\b",
            rf"\bun[ëe],? si\b|\bsi {_ALBANIAN}\w*(?: \w+){{0,5}}? q[ëe] (?:jam|kam)\b",
            rf"\b(?:un[ëe] )?(?:jam|isha|punoj si|kam qenë) {_ALBANIAN}\w*",
            r"\bquhem\b|\bemri im [ëe]sht[ëe]\b|\bm[ëe] quajn[ëe]\b",
            rf"\b(?:ja,? kao|ја,? као)\b|\b(?:ja sam|ја сам) (?:\w+ ){{0,2}}{_BCMS}\w*|\b(?:kao|као) {_BCMS}\w*",
            r"\b(?:radim kao|zovem se|moje ime je|ime mi je|радим као|зовем се|моје име је|име ми је)\b",
            rf"\bјас,? како\b|\bјас сум (?:\w+ ){{0,2}}{_MACEDONIAN}\w*|\bкако {_MACEDONIAN}\w*",
            r"\b(?:работам како|се викам|моето име е|името ми е)\b",
        )
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """One place in a text: characters from `start` up to and without `end`, and what may be there."""

    start: int
    end: int
    kind: Kind


def find_marks(text: str) -> tuple[Mark, ...]:
    """Places in a text that may point at a person, in order and without overlap.

    Parameters
    ----------
    text
        Any text in English, German, Albanian, Bosnian-Montenegrin-Serbian or Macedonian, in Latin or Cyrillic letters.

    Returns
    -------
    tuple of Mark
        Offsets count characters of `text` as it was given. Empty where nothing was found.

    Notes
    -----
    The rules and how often they miss: docs/methods/language.md.

    Examples
    --------
    >>> find_marks("Call 064 555 3321.")
    (Mark(start=5, end=17, kind='phone'),)
    """
    readable = clean(text)
    found = [*find_contacts(readable), *((start, end, "person") for start, end in find_people(readable))]
    found += [(self.start(), self.end(), "self") for self in _SELF.finditer(readable)]
    return tuple(sorted(_without_overlap(found)))


def _without_overlap(found: list[tuple[int, int, str]]) -> list[Mark]:
    kept: list[Mark] = []
    for start, end, kind in sorted(found, key=lambda each: (_RANK.index(each[2]), each[0])):
        if all(end <= mark.start or mark.end <= start for mark in kept):
            kept.append(Mark(start, end, kind))  # type: ignore[arg-type]
    return kept
