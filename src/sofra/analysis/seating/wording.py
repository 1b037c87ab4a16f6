"""What is said about reasons and remedies: English sentences that a page can look up in its catalogue."""

from sofra.analysis.seating.check import BrokenRule
from sofra.analysis.seating.reasons import Reason
from sofra.analysis.seating.remedies import Remedy

REASONS = {
    "too_many_people": "There are %(people)s people, and the %(tables)s tables have %(seats)s seats.",
    "too_few_people": "There are %(people)s people, and the tables need at least %(needed)s.",
    "role_missing": "Every table needs exactly one %(role)s: there are %(tables)s tables and %(people)s of them.",
    "role_surplus": "Every table needs exactly one %(role)s: there are %(tables)s tables and %(people)s of them.",
    "role_twice": "Every table needs exactly one %(role)s: %(people)s are both given to %(tables)s.",
    "together_and_apart": "%(people)s belong together, and %(ends)s of them are to be kept apart.",
    "clique": "%(count)s people are all to be kept apart from each other, and there are %(tables)s tables.",
    "company": "%(people)s have their places at %(tables)s and share no language.",
    "no_language": "%(people)s understands only %(languages)s. At no table is there a language that this person shares"
    " with those who have their place there.",
    "no_table": "No table has a place for %(people)s, who takes part by this way: %(mode)s.",
    "nobody_else": "%(people)s understands only %(languages)s, and too few people who share that can sit at one table.",
    "language": "%(count)s people who understand %(languages)s cannot all be seated at tables with a common language.",
    "tables": "No company with a common language can be found for %(tables)s.",
    "rules": "%(people)s cannot all be seated: the rules on %(families)s do not agree.",
}
REMEDIES = {
    "interpreter": "An interpreter between %(langs)s at %(table)s.",
    "two_interpreters": "Two interpreters, between %(langs)s, at %(table)s.",
    "whisper": "Whispered interpretation between %(langs)s for %(people)s.",
    "two_whispers": "Whispered interpretation for %(people)s.",
    "apart": "Let %(people)s sit at one table after all.",
    "together": "Let %(people)s sit at different tables.",
    "appoint_rapporteur": "%(people)s as rapporteur.",
    "appoint_facilitator": "%(people)s as facilitator at %(table)s.",
    "excuse_rapporteur": "%(people)s as a participant and not as rapporteur.",
    "excuse_facilitator": "%(people)s as a participant and not as facilitator.",
    "other_rapporteur": "The first of %(people)s as rapporteur in the place of the second.",
    "online_seat": "One more online seat at %(table)s.",
    "screen": "A screen at %(table)s, so that up to four people can join it online.",
    "seats_everywhere": "%(amount)s more seats at every table.",
    "seat": "One more seat at %(table)s.",
    "smaller_tables": "Let every table be %(amount)s smaller than now.",
}
BROKEN = {
    "rounds": "the plan has not as many rounds as the dialogue",
    "table": "there is no such table",
    "once": "everybody present sits exactly once, and nobody else does",
    "size": "too few or too many people",
    "apart": "these two are to be kept apart",
    "together": "these people belong together",
    "language": "no language or interpretation that all understand",
    "mode": "online and room seats do not fit",
    "role": "there has to be exactly one facilitator and one rapporteur",
    "fixed": "the place of this person is at another table",
    "held": "this round is over and cannot change",
}


def reason_sentence(reason: Reason) -> str:
    """Why there is no plan, in English."""
    facts = {name: _listed(value) for name, value in reason.facts.items()}
    named = {"people": _listed(reason.people), "tables": _listed(reason.tables), "families": _listed(reason.families)}
    return REASONS[reason.kind] % {**named, **facts}


def remedy_sentence(remedy: Remedy) -> str:
    """What would help, in English."""
    langs, people = _listed(remedy.langs), _listed(remedy.people)
    return REMEDIES[remedy.kind] % {"langs": langs, "people": people, "table": remedy.table, "amount": remedy.amount}


def broken_sentence(broken: BrokenRule) -> str:
    """Which rule a plan breaks, in English."""
    where = f"Round {broken.round}" if broken.round else "The plan"
    parts = [where, *broken.tables, BROKEN[broken.rule]]
    return ", ".join(parts) + (f": {_listed(broken.people)}" if broken.people else "")


def _listed(value: object) -> str:
    return ", ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)
