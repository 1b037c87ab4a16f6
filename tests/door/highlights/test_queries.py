import pytest
from django.http import Http404

from sofra.door.highlights.models import Highlight
from sofra.door.highlights.queries import Cell, edition_in_full, highlights_of, topic_page, topic_table
from sofra.door.programme.models import Dialogue, Edition


def counted_by_hand(edition_slug=None):
    """Highlights by tag and seat, counted without SQL."""
    seen = {}
    for highlight in Highlight.objects.filter(anomaly=""):
        if edition_slug and highlight.edition.slug != edition_slug:
            continue
        country = highlight.dialogue.country if highlight.dialogue else None
        for tag in highlight.topics:
            seen.setdefault((tag.ref, country.seat if country else None), set()).add(highlight.ref)
    return {place: len(refs) for place, refs in seen.items()}


@pytest.mark.parametrize("slug", [None, "2020", "2021"])
def test_topic_table_counts_highlights_as_a_hand_would(slug, programme):
    table = topic_table(Edition.objects.get(slug=slug) if slug else None)
    by_hand = counted_by_hand(slug)

    for group in table.groups:
        for row in group.rows:
            expected = [by_hand.get((row.tag.ref, seat), 0) for seat in (1, 2, 3, 4, 5, 6, None)]
            assert [cell.count for cell in row.cells] == expected
    shown = {row.tag.ref for group in table.groups for row in group.rows}
    assert shown == {ref for ref, _seat in by_hand if ref.split(".")[0] in [g.facet.ref for g in table.groups]}


def test_topic_table_leaves_the_anomaly_out(programme):
    table = topic_table(Edition.objects.get(slug="2020"), facets=["response"])
    network = [row for group in table.groups for row in group.rows if row.tag.ref == "response.network"]

    assert [cell.count for row in network for cell in row.cells] == [0, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(("count", "dots"), [(0, ()), (1, (22,)), (2, (14, 30)), (3, (6, 22, 38)), (5, ())])
def test_dots_stand_around_the_middle_of_their_cell(count, dots):
    assert Cell(count).dots == dots


def test_edition_keeps_the_anomaly_apart(programme):
    page = edition_in_full(Edition.objects.get(slug="2020"))
    tirana = next(each for each in page.dialogues if each.dialogue.slug == "2020-al")

    assert [each.ref for each in tirana.highlights] == ["h-2020-al-1", "h-2020-al-2", "h-2020-al-3"]
    assert [each.ref for each in page.context] == ["h-2020-al-0"]
    assert page.n_highlights == 16


def test_edition_stands_in_the_order_of_the_seats(programme):
    page = edition_in_full(Edition.objects.get(slug="2020"))

    assert [each.dialogue.city for each in page.dialogues] == [
        "Belgrade", "Pristina", "Skopje", "Tirana", "Podgorica", "Sarajevo", "",
    ]  # fmt: skip
    assert [each.participants for each in page.dialogues] == ["", "", "", "", "", "", "more than 50"]


def test_highlights_of_a_dialogue_are_its_results(programme):
    tirana = Dialogue.objects.get(slug="2020-al")

    assert [each.ref for each in highlights_of(tirana)] == ["h-2020-al-1", "h-2020-al-2", "h-2020-al-3"]


def test_topic_leads_to_its_claims_in_the_order_of_the_seats(programme):
    page = topic_page("need.safety")

    assert [claim.ref for claim in page.claims] == [
        claim.ref for claim in sorted(page.claims, key=lambda each: each.highlight.edition.year)
    ]
    assert "c-2020-xk-1d" in [claim.ref for claim in page.claims]


def test_unknown_topic_is_not_there(programme):
    with pytest.raises(Http404):
        topic_page("need.unheard_of")
