import shutil

import pytest

from sofra.door.highlights.actions import load_files, load_sample
from sofra.door.highlights.models import Claim, Finding, Highlight, Output
from sofra.door.programme.actions import create_dialogue, create_edition, create_programme
from sofra.door.programme.models import Country, Dialogue, Edition, Facet, Precursor, Programme, Source, Tag
from sofra.door.programme.sheet import ProgrammeFault
from tests.door.highlights.conftest import SAMPLE

GOLDEN = {
    Programme: 1, Edition: 2, Dialogue: 13, Country: 6, Precursor: 3, Source: 19,
    Highlight: 23, Claim: 70, Tag: 216, Facet: 17, Output: 1, Finding: 10,
}  # fmt: skip


def counts():
    return {model: model.objects.count() for model in GOLDEN}


def test_sample_loads_whole(programme):
    assert counts() == GOLDEN


def test_sample_loaded_again_changes_nothing(programme):
    dialogues = list(Dialogue.objects.values())

    load_sample(SAMPLE)

    assert counts() == GOLDEN
    assert list(Dialogue.objects.values()) == dialogues


def test_seats_stand_clockwise_from_belgrade(programme):
    capitals = [country.capital for country in Country.objects.all()]

    assert capitals == ["Belgrade", "Pristina", "Skopje", "Tirana", "Podgorica", "Sarajevo"]


def test_claim_keeps_all_that_its_file_says(programme):
    claim = Claim.objects.get(ref="c-2020-al-1b")

    assert claim.text == "Many media outlets are linked to political parties."
    assert claim.quantifier == "many"
    assert (claim.kind.ref, claim.level.ref) == ("kind.cause", "level.national")
    assert {tag.ref for tag in claim.tags.all()} == {"challenge.media_capture", "sector.media"}
    assert {tag.ref for tag in claim.voices.all()} == {"voice.media"}
    assert {tag.ref for tag in claim.about.all()} == {"voice.media", "voice.parties"}


def test_number_that_is_not_public_stays_empty(programme):
    assert Dialogue.objects.get(slug="2020-al").participants_at_least is None
    assert Dialogue.objects.get(slug="2020-wb").participants_at_least == 50


def test_faulty_file_loads_nothing(db, tmp_path):
    folder = shutil.copytree(SAMPLE, tmp_path / "sample")
    file = folder / "programme-2020-2021.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("f-10,", "f-9,"), encoding="utf-8")

    with pytest.raises(ProgrammeFault):
        load_sample(folder)

    assert set(counts().values()) == {0}


def test_slug_of_another_programme_is_not_taken_over(db):
    mine = create_programme(slug="mine", name={"en": "Mine"}, convenor="Me")
    create_edition(mine, slug="2021", year=2021)

    with pytest.raises(ProgrammeFault) as caught:
        load_sample(SAMPLE)

    assert str(caught.value) == (
        "programme-2020-2021.yaml, line 65: edition ed-2021, id: another programme has an edition '2021'"
    )
    assert Highlight.objects.count() == Source.objects.count() == 0


def test_dialogue_of_the_desk_survives_loading_again(programme, dialogue):
    edition = Edition.objects.get(slug="2021")
    create_dialogue(
        edition, slug="tetovo-2021", title={"en": "Later"}, city="Tetovo", country=None, level="national",
        format="online", date_from=dialogue.date_from, date_to=dialogue.date_to,
    )  # fmt: skip

    load_files(SAMPLE / "programme-2020-2021.yaml", SAMPLE / "taxonomy.yaml")

    assert Dialogue.objects.filter(slug__in=["tetovo-2021", dialogue.slug]).count() == 2
