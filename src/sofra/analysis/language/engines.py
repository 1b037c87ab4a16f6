"""Models that an administrator brings: in a folder on this machine, or on a server at an address he names."""

import json
import os
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

import numpy as np

from sofra.analysis.language.embedding import Engine, NoModel
from sofra.analysis.language.vectors import Rows, unit_rows

_PATIENCE = 60  # seconds for one answer of a server
_MOST_AT_ONCE = 64
_TOKENS = 512


def folder_engine(folder: Path) -> Engine:
    """A model in a folder, in ONNX form (``tokenizer.json`` and ``model.onnx``) or of sentence-transformers.

    Raises
    ------
    NoModel
        If the folder holds neither, or the package that reads it is not installed.
    """
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")  # these packages would like to fetch
    onnx = next((file for file in (folder / "onnx" / "model.onnx", folder / "model.onnx") if file.is_file()), None)
    try:
        if onnx and (folder / "tokenizer.json").is_file():
            return _onnx_engine(onnx, folder / "tokenizer.json")
        if (folder / "modules.json").is_file():
            return _sentence_transformers_engine(folder)
    except ImportError as missing:
        raise NoModel(
            f"The folder {folder.name} needs the package {missing.name}, which is not installed."
        ) from missing
    raise NoModel(f"The folder {folder.name} holds no model that Sofra can read.")


@dataclass(frozen=True, slots=True, eq=False)
class _Onnx:
    id: str
    session: Any
    tokenizer: Any

    def rows(self, texts: Sequence[str]) -> Rows:
        """Mean of the tokens' last hidden states, as the e5 and MiniLM families are meant to be read."""
        return unit_rows(np.vstack([self._row(text) for text in texts]))

    def _row(self, text: str) -> Rows:
        encoded = self.tokenizer.encode(f"query: {text}")
        tokens = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),
        }
        wanted = {each.name for each in self.session.get_inputs()}
        hidden = self.session.run(None, {name: value for name, value in tokens.items() if name in wanted})[0]
        row: Rows = np.asarray(hidden, dtype=np.float32)[0].mean(axis=0)
        return row


def _onnx_engine(model: Path, tokenizer: Path) -> Engine:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    reader = Tokenizer.from_file(str(tokenizer))
    reader.enable_truncation(_TOKENS)
    session = InferenceSession(str(model), providers=["CPUExecutionProvider"])
    return _Onnx(f"onnx:{_digest(model)}/query", session, reader)


@dataclass(frozen=True, slots=True, eq=False)
class _SentenceTransformers:
    id: str
    model: Any

    def rows(self, texts: Sequence[str]) -> Rows:
        return unit_rows(np.asarray(self.model.encode(list(texts)), dtype=np.float32))


def _sentence_transformers_engine(folder: Path) -> Engine:
    from sentence_transformers import SentenceTransformer

    weights = sorted([*folder.rglob("*.safetensors"), *folder.rglob("pytorch_model.bin")])
    if not weights:
        raise NoModel(f"The folder {folder.name} holds no weights.")
    model = SentenceTransformer(str(folder), local_files_only=True, device="cpu")
    return _SentenceTransformers(f"sentence-transformers:{_digest(weights[0])}", model)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()[:12]


@dataclass(frozen=True, slots=True, eq=False)
class _Server:
    """An OpenAI-compatible server. It tells no hash, so `id` carries its address and the name of the model."""

    address: str
    model: str
    key: str

    @property
    def id(self) -> str:
        return f"server:{self.address}#{self.model}"

    def rows(self, texts: Sequence[str]) -> Rows:
        pieces = [texts[start : start + _MOST_AT_ONCE] for start in range(0, len(texts), _MOST_AT_ONCE)]
        return unit_rows(np.vstack([self._ask(piece) for piece in pieces]))

    def _ask(self, texts: Sequence[str]) -> Rows:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        body = json.dumps({"model": self.model, "input": list(texts)}).encode()
        request = urllib.request.Request(f"{self.address}/embeddings", data=body, headers=headers)  # noqa: S310 - see server_engine
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - see server_engine
                found = json.load(answer)["data"]
            rows = np.array(
                [each["embedding"] for each in sorted(found, key=lambda each: each["index"])], dtype=np.float32
            )
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise NoModel(f"The server at {self.address} gave no vectors ({type(fault).__name__}).") from fault
        if rows.ndim != 2 or len(rows) != len(texts):  # noqa: PLR2004 - texts by numbers
            raise NoModel(f"The server at {self.address} gave {len(rows)} vectors for {len(texts)} texts.")
        return rows


def server_engine(setting: str, key: str = "") -> Engine:
    """A server at ``http://HOST:PORT/v1#MODEL``. Words are sent to it: only the administrator may name it."""
    address, _, model = setting.partition("#")
    return _Server(address.rstrip("/"), model or "default", key)
