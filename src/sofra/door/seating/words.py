"""What the desk says about plans: why a seat, why no plan, what would help, which rule is in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from sofra.door.seating.telling import NoPlan

Sentences = Mapping[str, "str | Promise"]

REASONS: Sentences = {
    "too_many_people": _("%(people)s people come, and the %(tables)s tables have %(seats)s seats."),
    "too_few_people": _("%(people)s people come, and the tables need at least %(needed)s."),
    "role_missing_facilitator": _(
        "Every table needs one facilitator. There are %(tables)s tables and %(people)s facilitators."
    ),
    "role_missing_rapporteur": _(
        "Every table needs one rapporteur. There are %(tables)s tables and %(people)s rapporteurs."
    ),
    "role_surplus_facilitator": _(
        "Every table needs just one facilitator. There are %(tables)s tables and %(people)s facilitators."
    ),
    "role_surplus_rapporteur": _(
        "Every table needs just one rapporteur. There are %(tables)s tables and %(people)s rapporteurs."
    ),
    "role_twice_facilitator": _("%(people)s are both facilitators of %(table)s. One table needs just one."),
    "role_twice_rapporteur": _("%(people)s are both rapporteurs of %(table)s. One table needs just one."),
    "together_and_apart": _(
        "Your notes contradict each other: %(people)s belong together, and %(ends)s are kept apart."
    ),
    "clique": _(
        "By your notes %(count)s people are all kept apart from each other (%(people)s), and there are %(tables)s"
        " tables."
    ),
    "company": _("%(people)s have their places at %(table)s and share no language."),
    "no_language": _(
        "%(people)s understands only %(languages)s. At no table is there a language that this"
        " guest shares with those who have their places there."
    ),
    "no_table_room": _("%(people)s comes to the room, and no table has a seat in the room."),
    "no_table_online": _("%(people)s takes part online, and no table has a seat online."),
    "nobody_else": _(
        "%(people)s understands only %(languages)s, and too few people who share that can sit at one table."
    ),
    "language": _("%(count)s guests who understand %(languages)s cannot all sit at tables with a common language."),
    "tables": _("No company with a common language can be found for %(table)s."),
    "rules": _("%(people)s cannot all be seated: the rules on %(families)s do not agree."),
    "private": _(
        "Private notes about who sits with whom leave no plan. Each convenor sees only their own:"
        " ask your colleagues to look at theirs."
    ),
}
FAMILIES: Sentences = {
    "language": _("languages"),
    "apart": _("who is kept apart"),
    "together": _("who belongs together"),
    "mode": _("seats online and in the room"),
    "role": _("facilitators and rapporteurs"),
    "largest": _("the most seats of a table"),
    "smallest": _("the fewest people at a table"),
}
REMEDIES: Sentences = {
    "interpreter": _("Somebody who interprets between %(langs)s at %(table)s."),
    "two_interpreters": _("Two interpreters at %(table)s, for %(langs)s."),
    "whisper": _("Somebody who whispers to %(people)s what is said, from or into %(langs)s."),
    "two_whispers": _("Somebody who whispers to each of %(people)s what is said."),
    "apart": _("Take back your note that keeps %(people)s apart."),
    "together": _("Take back your note that keeps %(people)s together."),
    "appoint_rapporteur": _("Make %(people)s a rapporteur."),
    "appoint_facilitator": _("Make %(people)s the facilitator of %(table)s."),
    "excuse_rapporteur": _("Let %(people)s be a guest and not a rapporteur."),
    "excuse_facilitator": _("Let %(people)s be a guest and not a facilitator."),
    "other_rapporteur": _("Let %(first)s be a rapporteur in the place of %(second)s."),
    "online_seat": _("One more seat online at %(table)s."),
    "screen": _("Put a screen at %(table)s, so that up to four people can join it online."),
    "seats_everywhere": _("More seats at every table: %(amount)s more each."),
    "seat": _("One more seat at %(table)s."),
    "smaller_tables": _("Let every table be smaller: %(amount)s people fewer at least."),
}
BROKEN: Sentences = {
    "rounds": _("The plan has not as many rounds as you want now."),
    "table": _("A table of the plan is gone."),
    "once": _("These guests have no seat, or a seat although they are not here: %(people)s."),
    "size": _("%(table)s has too few or too many people."),
    "apart": _("You noted that %(people)s never sit at one table."),
    "together": _("You noted that %(people)s always sit together."),
    "language": _("At %(table)s there is no language that everybody understands."),
    "mode": _("At %(table)s the seats online and in the room do not fit: %(people)s."),
    "role": _("%(table)s needs exactly one facilitator and one rapporteur."),
    "fixed": _("%(people)s has a place at another table."),
    "held": _("This round has begun, and nobody moves in it any more."),
    "private": _("This is not possible."),
}


def listed(names: Sequence[object]) -> str:
    return get_text_list([str(each) for each in names], pgettext("the last two of a list", "and"))


WITHOUT_BUTTON = ("two_interpreters", "whisper", "two_whispers", "apart", "together")
"""What people have to bring about themselves."""


@dataclass(frozen=True)
class Offered:
    """A remedy as the page shows it, and what its button carries."""

    sentence: str
    button: bool
    kind: str
    people: str
    tables: str
    langs: str
    amount: int


def told_words(told: NoPlan) -> str:
    """Why there is no plan."""
    families = listed([FAMILIES[each] for each in told.families])
    return str(REASONS[told.kind]) % _plain({**told.facts, "families": families})


def offered(told: NoPlan) -> list[Offered]:
    return [
        Offered(
            sentence=str(REMEDIES[each.kind]) % _plain(each.facts),
            button=each.kind not in WITHOUT_BUTTON,
            kind=each.kind,
            people=" ".join(each.people),
            tables=each.table.replace(",", ""),
            langs=" ".join(each.langs),
            amount=each.amount,
        )
        for each in told.offers
    ]


def broken_words(rule: str, round_number: int, people: Sequence[str], table: str) -> str:
    """Which rule, with its round where it has one."""
    sentence = str(BROKEN[rule]) % {"people": listed(people), "table": table}
    if not round_number:
        return sentence
    return gettext("Round %(round)s: %(sentence)s") % {"round": round_number, "sentence": sentence}


def _plain(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: listed(value) if isinstance(value, (tuple, list)) else str(value) for name, value in facts.items()}
