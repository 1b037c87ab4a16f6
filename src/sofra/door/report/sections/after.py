"""Parts 8 and 9: what became of last year's next steps, and what is recommended to whom."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sofra.door.programme.models import Tag
from sofra.door.report.content import Evidence, Kind, Origin, Points, Prose, Section, Sentence
from sofra.door.report.material import Material, Point
from sofra.door.report.queries import amount_words
from sofra.door.report.saying import here, in_english, in_one_language, labelled, say, sentence
from sofra.door.report.shelf import Shelf, edition_ref, finding_ref, point_sentence


def last_year(material: Material, shelf: Shelf) -> Section:
    title = say(_("What became of last year’s next steps"))
    if material.before is None:
        said = sentence(
            _("This is the first edition, so there were no next steps to follow up."), edition_ref(material.edition)
        )
        return Section("last-year", title, (Prose((said,)),))
    year = material.before.year
    ref = shelf.add(
        Evidence(
            f"next-steps-{material.before.slug}",
            Kind.FACT,
            say(_("Next steps that the edition %(year)d named"), year=year),
            about=tuple(in_one_language(*step) for step in material.promised) or (here("0"),),
        )
    )
    words = ngettext_lazy(
        "The edition %(year)d named %(number)d next step.",
        "The edition %(year)d named %(number)d next steps.",
        "number",
    )
    said = sentence(words, ref, year=year, number=len(material.promised))
    then = sentence(_("What became of it is not recorded."), ref) if material.promised else None
    return Section("last-year", title, (Prose((said, then) if then else (said,)),))


def recommendations(material: Material, _shelf: Shelf) -> Section:
    proposals = [point for point in material.by_kind.get("kind.proposal", ()) if not point.is_held_back]
    count = sentence(
        ngettext_lazy("%(number)d claim is a recommendation.", "%(number)d claims are recommendations.", "number"),
        "count-kinds",
        number=len(proposals),
    )
    words = _("To whom a recommendation goes is not recorded; it stands under whom it is about.")
    whom = (sentence(words, "count-kinds"),) if proposals else ()
    by_addressee: dict[Tag | None, list[Point]] = {}
    for point in proposals:
        by_addressee.setdefault(point.about[0] if point.about else None, []).append(point)
    parts = [_about(tag, points) for tag, points in by_addressee.items()]
    return Section(
        ref="recommendations",
        title=say(_("Recommendations")),
        blocks=(Prose((count, *whom)),),
        parts=(*parts, *_published(material)),
    )


def _about(addressee: Tag | None, points: list[Point]) -> Section:
    name = addressee.ref.replace(".", "-") if addressee else "nobody"
    title = labelled(addressee.label) if addressee else say(_("About nobody by name"))
    return Section(f"about-{name}", title, (Points(tuple(point_sentence(point) for point in points)),))


def _published(material: Material) -> tuple[Section, ...]:
    """What the convenor's own report said, as far as the public texts that were read tell."""
    if not material.published:
        return ()
    said = tuple(
        Sentence(in_english(each.text), (finding_ref(each),), Origin.CLAIM, uncounted=amount_words(each.text, "en"))
        for each in material.published
    )
    return (Section("published", say(_("What the convenor’s own report said")), (Points(said),)),)
