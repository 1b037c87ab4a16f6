import numpy as np
import pytest

from sofra.analysis.language.duplicates import find_duplicates, likeness
from sofra.analysis.language.embedding import choose_embedder
from sofra.analysis.language.memory import remembered
from sofra.analysis.language.search import Index
from sofra.analysis.language.tags import NoTags, Tag, Tagger, shipped_themes, tags_of
from sofra.analysis.language.themes import describe, group
from sofra.analysis.language.vectors import Vectors

from .conftest import rows_of


@pytest.fixture(scope="module")
def grouped(tagger, ten):
    return tagger.grouping_vectors(ten.texts, ten.languages, vectors=ten.vectors)


def test_reworded_pairs_are_more_alike_than_other_claims(embedder):
    scores = {"dup": [], "contrast": []}
    for row in rows_of("near_duplicates")[::2]:
        pair = likeness(embedder, row["base"], row["text"], (row["lang"], row["lang"]))
        scores[row["relation"]].append(pair)
    assert min(scores["dup"]) > max(scores["contrast"])


def test_only_the_same_words_are_called_the_same(embedder):
    texts = ["Sudije ćute.", "СУДИЈЕ ЋУТЕ", "sudije cute!", "Tužioci ćute.", "", ""]
    languages = ["bcms"] * 6
    pairs = find_duplicates(texts, languages, embedder.encode(texts, languages))
    assert {(pair.one, pair.other) for pair in pairs if pair.same_words} == {(0, 1), (0, 2), (1, 2)}
    assert all(pair.one < pair.other for pair in pairs)


def test_no_contrast_pair_is_ever_called_the_same():
    embedder = choose_embedder("lexical")
    for row in rows_of("near_duplicates"):
        if row["relation"] == "contrast":
            texts, languages = [row["base"], row["text"]], [row["lang"]] * 2
            pairs = find_duplicates(texts, languages, embedder.encode(texts, languages), at_least=0)
            assert [pair.same_words for pair in pairs] == [False]


def test_statements_in_five_languages_meet_in_one_theme(grouped, ten):
    ideas = [row["idea"] for row in ten.rows]
    labels = group(grouped, len(set(ideas)))
    assert {(idea, label) for idea, label in zip(ideas, labels, strict=True)} == {
        (idea, labels[ideas.index(idea)]) for idea in ideas
    }


def test_the_order_of_the_statements_changes_no_theme(grouped):
    order = np.random.default_rng(3).permutation(len(grouped))
    labels = group(grouped)
    mixed = group(Vectors(grouped.model, grouped.rows[order]))
    together = {frozenset(np.flatnonzero(labels == label).tolist()) for label in labels}
    again = {frozenset(order[np.flatnonzero(mixed == label)].tolist()) for label in mixed}
    assert together == again


def test_a_theme_shows_its_evidence(grouped, ten):
    themes = describe(group(grouped, 10), ten.texts, ten.languages, grouped)
    assert sorted(place for theme in themes for place in theme.members) == list(range(len(ten.texts)))
    for theme in themes:
        assert set(theme.nearest) <= set(theme.members)
        assert set(theme.words) == {ten.languages[place] for place in theme.members}
        for language, words in theme.words.items():
            said = " ".join(ten.texts[place].lower() for place in theme.members if ten.languages[place] == language)
            assert all(word in said for word in words)


def test_nothing_and_one_statement_can_be_grouped(tagger):
    assert group(tagger.grouping_vectors([], [])).tolist() == []
    assert group(tagger.grouping_vectors(["Judges are silent."], ["en"])).tolist() == [0]


def test_texts_without_words_do_not_break_a_grouping(tagger):
    texts = ["Judges are silent.", "", "😀", "Courts postpone every hearing."]
    vectors = tagger.grouping_vectors(texts, ["en"] * 4)
    assert np.isfinite(vectors.rows).all()
    assert vectors.rows[1].tolist() == vectors.rows[2].tolist() == [0.0] * vectors.rows.shape[1]


def test_the_development_statements_get_their_tags(tagger, developed):
    found = tagger.suggest(developed.texts, developed.languages, vectors=developed.vectors)
    pairs = list(zip(found, (row["theme"] for row in developed.rows), strict=True))
    assert sum(suggested[0].tag == theme for suggested, theme in pairs) >= 0.75 * len(pairs)
    assert sum(theme in [each.tag for each in suggested] for suggested, theme in pairs) >= 0.92 * len(pairs)


def test_a_far_lead_is_sure_and_a_second_place_never(tagger):
    suggested = tagger.suggest(["Cocaine and heroin are sold by dealers."], ["en"])[0]
    assert (suggested[0].tag, suggested[0].sure) == ("market.drugs", True)
    assert [each.sure for each in suggested[1:]] == [False, False]


def test_a_taxonomy_can_be_handed_in():
    taxonomy = {
        "facets": [
            {
                "id": "market",
                "items": [
                    {"id": "market.arms", "en": "Arms trafficking", "sq": "Trafikimi i armëve"},
                    {"id": "market.fauna", "en": "Wildlife crime"},
                ],
            }
        ]
    }
    tagger = Tagger(choose_embedder("lexical"), tags_of(taxonomy))
    assert tagger.suggest(["Pistols and rifles"], ["en"])[0][0].tag == "market.arms"


@pytest.mark.parametrize(("tags", "said"), [([], "no tags"), ([Tag("need.rest")], "nothing is said about need.rest")])
def test_a_tag_without_a_word_about_it_is_refused(tags, said):
    with pytest.raises(NoTags, match=said):
        Tagger(choose_embedder("lexical"), tags)


def test_what_is_remembered_is_what_would_be_computed(embedder):
    sentences = [(text, code) for tag in shipped_themes()[:2] for code, told in tag.about.items() for text in told]
    texts, languages = [text for text, _ in sentences], [code for _, code in sentences]
    assert remembered(embedder, texts, languages).rows == pytest.approx(
        embedder.encode(texts, languages).rows, abs=2e-3
    )


def test_every_shipped_sentence_is_remembered(embedder):
    from sofra.analysis.language.memory import _shipped, sentence_hash

    names = {
        sentence_hash(text, code)
        for tag in shipped_themes()
        for told in (tag.about, tag.says)
        for code in told
        for text in told[code]
    }
    assert names == set(_shipped(embedder.id))


def test_a_question_finds_its_statements_in_every_language(embedder, developed):
    index = Index(embedder, developed.texts, developed.languages, developed.vectors)
    found = [developed.rows[hit.place] for hit in index.search("gefälschter Reisepass", "de", 5)]
    assert [(row["idea"], row["lang"]) for row in found[:1]] == [(3, "de")]
    assert {row["idea"] for row in found} == {3}
    assert {row["lang"] for row in found} == {"en", "de", "sq", "mk", "bcms"}


def test_another_form_of_the_word_is_found_without_a_model():
    texts = ["Sudijama prijete.", "Reka je puna smeća."]
    assert Index(choose_embedder("lexical"), texts, ["bcms"] * 2).search("sudija", "bcms")[0].place == 0


@pytest.mark.parametrize("query", ["", "😀", "a", "\0"])
def test_a_question_without_words_finds_nothing(query):
    assert Index(choose_embedder("lexical"), ["Judges."], ["en"]).search(query, "en") == ()


def test_nothing_is_found_in_nothing():
    assert Index(choose_embedder("lexical"), [], []).search("judges", "en") == ()
