import logging
from pathlib import Path

import msgspec
from django.db import transaction
from msgspec.structs import replace

from sofra.analysis.release.bands import MINIMUM_ANSWERS, ROUNDED_TO, band_of
from sofra.door.preparation.models import Preparation
from sofra.door.preparation.queries import breakdown_of
from sofra.door.releases.models import Release
from sofra.door.releases.queries import refused_documents
from sofra.hatch import release
from sofra.hatch.brief import Breakdown
from sofra.hatch.spool import RefusedDocument, Spool, read_document

log = logging.getLogger("sofra.hatch")


class WrongRelease(ValueError):
    """A document that no dialogue of this door can have released. The message says why."""


def take_releases(spool: Spool) -> list[str]:
    """Everything the floor laid into the hatch is published, or set aside with the reason."""
    taken = []
    for path in spool.waiting("release"):
        try:
            taken.append(_take(path))
        except (RefusedDocument, WrongRelease) as refusal:
            spool.refuse(path, str(refusal))
            log.warning("a release was refused: %s", refusal)
    return taken


def _take(path: Path) -> str:
    slug = take_release(path.read_bytes())
    path.unlink()
    return slug


@transaction.atomic
def take_release(document: bytes) -> str:
    """Keep one release. A later version replaces it if it only leaves something out; anything else is refused."""
    content = read_document(document, release.Release)
    preparation = _preparation_for(content)
    kept, is_new = Release.objects.get_or_create(
        dialogue=preparation.dialogue, defaults={"document": msgspec.to_builtins(content)}
    )
    if not is_new and kept.content != content:
        _check_that_it_only_leaves_out(kept.content, content)
        kept.document = msgspec.to_builtins(content)
        kept.save(update_fields=["document"])
    return content.dialogue


def _check_that_it_only_leaves_out(before: release.Release, later: release.Release) -> None:
    """What was taken back is gone from a later version, and nothing else in it is different."""
    if later.revision <= before.revision:
        raise WrongRelease(f"{later.dialogue} is released already, with other content; a dialogue is released once")
    same = replace(
        later,
        statements=before.statements,
        compared=before.compared,
        revision=before.revision,
        ledger=before.ledger,
        claims=before.claims,
    )
    left = iter(before.everything)
    there = {each.ref for each in later.everything}
    claims = release.counted_among(before.claims, there)
    if same != before or later.claims != claims or not all(each in left for each in later.everything):
        raise WrongRelease(f"a later version of {later.dialogue} may only leave statements out, and this one does more")


def _preparation_for(content: release.Release) -> Preparation:
    preparation = Preparation.objects.filter(dialogue__slug=content.dialogue, sent__isnull=False).first()
    if preparation is None:
        raise WrongRelease(f"no brief was ever sent for a dialogue {content.dialogue}")
    if preparation.dialogue.fictional != content.fictional:
        raise WrongRelease(f"{content.dialogue} is a rehearsal on one side and a real dialogue on the other")
    if not _is_broken_down_as_fixed(content, breakdown_of(preparation)):
        raise WrongRelease("it is not broken down as its brief had fixed")
    if content.colluders != preparation.colluders:
        raise WrongRelease("it was made under other rules than its brief had fixed")
    _check_all_bands(content)
    if strange := {language for claim in content.claims for language in claim.texts} - set(preparation.languages):
        raise WrongRelease(f"a claim is written in {sorted(strange)[0]}, a language that its room did not have")
    asked = preparation.questions.count()
    highest = max((each.question or 0 for each in content.everything), default=0)
    if highest >= asked:
        raise WrongRelease(f"it answers question {highest + 1}, and only {asked} were asked")
    return preparation


def _is_broken_down_as_fixed(content: release.Release, fixed: Breakdown | None) -> bool:
    """By opinion groups only where some were found; then with the names of the brief."""
    if fixed is None or fixed.by != "opinion":
        return content.breakdown == fixed and content.opinion_groups is None
    return content.opinion_groups is not None and content.breakdown in (None, fixed)


def _check_all_bands(content: release.Release) -> None:
    for number, each in enumerate(content.statements, 1):
        _check_bands(number, each, content.colluders)
    for number, compared in enumerate(content.compared, 1):
        for group in compared.groups:
            _check_bands(number, group, content.colluders)


def _check_bands(number: int, statement: release.ReleasedStatement | release.ReleasedGroup, colluders: int) -> None:
    """The gate stands on the floor; a document that it cannot have let through is refused here too."""
    if statement.answered < MINIMUM_ANSWERS:
        raise WrongRelease(f"statement {number} has {statement.answered} answers, {MINIMUM_ANSWERS} are needed")
    sizes = range(statement.answered, statement.answered + ROUNDED_TO)
    words = {band_of(count, size, n_colluders=colluders) for size in sizes for count in range(size + 1)}
    if strange := {statement.agree, statement.disagree} - words:
        raise WrongRelease(f"statement {number} says {sorted(strange)[0]}, a word that rooms of its size do not have")


def put_away_refused(spool: Spool, name: str) -> None:
    """Delete a refused document that somebody has looked at, and the reason beside it."""
    for refused in refused_documents(spool):
        if refused.name == name:
            refused.path.unlink(missing_ok=True)
            refused.path.with_suffix(".reason.txt").unlink(missing_ok=True)
