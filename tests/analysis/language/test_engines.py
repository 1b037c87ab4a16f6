import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from sofra.analysis.language.embedding import NoModel, choose_embedder
from sofra.analysis.language.engines import folder_engine
from sofra.analysis.language.vectors import similarities


class Server(BaseHTTPRequestHandler):
    """An OpenAI-compatible server: counts letters, and answers in reverse order, as it may."""

    asked: list = []
    broken = False

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append((self.path, asked["model"], self.headers.get("Authorization"), len(asked["input"])))
        found = [
            {"index": number, "embedding": [text.count(letter) + 0.1 for letter in "aeioulr"]}
            for number, text in enumerate(asked["input"])
        ]
        body = b"{}" if type(self).broken else json.dumps({"data": found[::-1]}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def address():
    Server.asked, Server.broken = [], False
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def test_a_server_that_the_administrator_names_is_asked(address):
    found = choose_embedder(f"{address}#little", key="secret")
    assert found.trouble == ""
    assert found.id.startswith(f"server:{address}#little/means:")
    vectors = found.encode(["aaa", "aau", "lll"], ["en"] * 3)
    likeness = similarities(vectors, vectors)
    assert likeness[0, 1] > likeness[1, 2] + 0.2  # in the order of the texts, not of the answer
    assert Server.asked[0] == ("/v1/embeddings", "little", "Bearer secret", 64)


def test_without_a_key_none_is_sent(address):
    choose_embedder(address)
    assert Server.asked[0][1:3] == ("default", None)


def test_a_server_that_answers_something_else_is_not_used(address):
    Server.broken = True
    found = choose_embedder(address)
    assert found.id.startswith("lexical")
    assert "gave no vectors (KeyError)" in found.trouble


def test_a_server_that_is_not_there_is_not_used():
    assert "gave no vectors (URLError)" in choose_embedder("http://127.0.0.1:9/v1").trouble


def test_an_empty_folder_holds_no_model(tmp_path):
    with pytest.raises(NoModel, match="holds no model"):
        folder_engine(tmp_path)


def test_a_folder_whose_package_is_missing_is_told(tmp_path, monkeypatch):
    (tmp_path / "model.onnx").write_bytes(b"x")
    (tmp_path / "tokenizer.json").write_text("{}")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(NoModel, match="needs the package onnxruntime"):
        folder_engine(tmp_path)


ONNXRUNTIME = """
import numpy
class Input:
    def __init__(self, name): self.name = name
class InferenceSession:
    def __init__(self, path, providers): assert providers == ["CPUExecutionProvider"]
    def get_inputs(self): return [Input("input_ids"), Input("attention_mask")]
    def run(self, outputs, tokens):
        assert set(tokens) == {"input_ids", "attention_mask"}
        ids = tokens["input_ids"]
        return [numpy.eye(300, dtype=numpy.float32)[ids]]
"""
TOKENIZERS = """
class Encoding:
    def __init__(self, text):
        self.ids = [ord(letter) % 300 for letter in text]
        self.attention_mask = [1] * len(text)
        self.type_ids = [0] * len(text)
class Tokenizer:
    @classmethod
    def from_file(cls, path): return cls()
    def enable_truncation(self, length): self.length = length
    def encode(self, text): return Encoding(text[: self.length])
"""
SENTENCE_TRANSFORMERS = """
import os
class SentenceTransformer:
    def __init__(self, path, local_files_only, device):
        assert local_files_only and device == "cpu" and os.environ["HF_HUB_OFFLINE"] == "1"
    def encode(self, texts): return [[text.count("a") + 0.1, text.count("u") + 0.1] for text in texts]
"""


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Small packages of the same names and shapes as those that an administrator would install."""
    folder = tmp_path / "packages"
    folder.mkdir()
    named = {"onnxruntime": ONNXRUNTIME, "tokenizers": TOKENIZERS, "sentence_transformers": SENTENCE_TRANSFORMERS}
    for name, code in named.items():
        (folder / f"{name}.py").write_text(code)
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(folder)
    yield
    for name in named:
        sys.modules.pop(name, None)


def test_an_onnx_model_in_a_folder_is_read(tmp_path, packages):
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.onnx").write_bytes(b"weights")
    (tmp_path / "tokenizer.json").write_text("{}")
    rows = folder_engine(tmp_path).rows(["aaaa", "aaaab", "uuuu"])
    assert rows.shape == (3, 300)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_sentence_transformers_in_a_folder_are_read(tmp_path, packages):
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(NoModel, match="holds no weights"):
        folder_engine(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    found = choose_embedder(f"folder:{tmp_path}")
    assert found.trouble == ""
    assert found.id.startswith("sentence-transformers:")
    assert set(found.means) == {"en", "de", "sq", "bcms", "mk"}


def test_another_file_is_another_model(tmp_path, packages):
    (tmp_path / "modules.json").write_text("[]")
    ids = []
    for weights in (b"one", b"two"):
        (tmp_path / "model.safetensors").write_bytes(weights)
        ids.append(folder_engine(tmp_path).id)
    assert ids[0] != ids[1]
