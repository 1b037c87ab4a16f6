"""What is asked of the language worker and what it answers, and how both travel over its socket."""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

SOCKET = "language.sock"
LARGEST = 4_000_000
"""Bytes of a question or of an answer."""
LONGEST_TEXT = 4_000
"""Letters. What is longer is read up to here: no statement or claim is."""
MOST_TEXTS = 2_500

_HEAD = struct.Struct(">I")
_LONGEST_PATH = 100
"""Bytes of a path that fit into the address of a socket everywhere."""

Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]


class Unreadable(ValueError):
    """Bytes that are no message: too many, cut off, or of another form."""


class Written(Struct, frozen=True, array_like=True):
    """A text and the language it is written in."""

    text: Text
    language: Annotated[str, Meta(max_length=16)]


Texts = Annotated[tuple[Written, ...], Meta(max_length=MOST_TEXTS)]
Shelf = Annotated[str, Meta(max_length=80)]
"""Under this name the vectors of `among` are kept in memory, until the name is asked with other texts or not at all."""


class Question(Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    """What all questions have in common: none of them is written down anywhere."""


class State(Question, frozen=True):
    """Which model is it, and is anything wrong?"""


class Near(Question, frozen=True):
    """Which of these say nearly what this text says, in whatever language?"""

    about: Written
    among: Texts
    shelf: Shelf
    at_least: float
    n: int


class Search(Question, frozen=True):
    """Which of these are best found by this query?"""

    query: Written
    among: Texts
    shelf: Shelf
    n: int


class Tags(Question, frozen=True):
    """Which of Sofra's themes does each of these bear?"""

    about: Texts
    n: int


class Group(Question, frozen=True):
    """Which of these belong together?"""

    among: Texts
    shelf: Shelf


class Answer(Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    """What all answers have in common."""


class Model(Answer, frozen=True):
    """Name and hash of the model; `trouble` says why it is not the one that was asked for."""

    id: str
    trouble: str


class Hit(Struct, frozen=True, array_like=True):
    """The place of a text in the list that was asked about, and how well it fits."""

    place: int
    score: float


class Hits(Answer, frozen=True):
    hits: tuple[Hit, ...]


class Tagged(Answer, frozen=True):
    tags: tuple[tuple[str, ...], ...]


class Area(Struct, frozen=True, array_like=True):
    """Places of texts that belong together, those in the middle, the theme that fits most, and words by language."""

    members: tuple[int, ...]
    nearest: tuple[int, ...]
    theme: str
    words: dict[str, tuple[str, ...]]


class Areas(Answer, frozen=True):
    areas: tuple[Area, ...]


class Without(Answer, frozen=True):
    """No model of meaning is loaded, so this cannot be answered; and why."""

    why: str


Questions = State | Near | Search | Tags | Group
Answers = Model | Hits | Tagged | Areas | Without
Message = TypeVar("Message")

_question: msgspec.msgpack.Decoder[Questions] = msgspec.msgpack.Decoder(Questions)
_answer: msgspec.msgpack.Decoder[Answers] = msgspec.msgpack.Decoder(Answers)


def read_question(content: bytes) -> Questions:
    return _decoded(content, _question)


def read_answer(content: bytes) -> Answers:
    return _decoded(content, _answer)


def _decoded(content: bytes, decoder: "msgspec.msgpack.Decoder[Message]") -> Message:
    try:
        message: Message = decoder.decode(content)
        return message
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Unreadable("no message of the language worker") from fault


def send(line: socket.socket, message: Question | Answer) -> None:
    """A message behind its length. Lone surrogates, which no encoding has, become question marks."""
    content = msgspec.msgpack.encode(message)
    if len(content) > LARGEST:
        raise Unreadable(f"{len(content)} bytes, at most {LARGEST} are sent")
    line.sendall(_HEAD.pack(len(content)) + content)


def receive(line: socket.socket) -> bytes:
    """The bytes of the next message."""
    (size,) = _HEAD.unpack(_exactly(line, _HEAD.size))
    if size > LARGEST:
        raise Unreadable(f"{size} bytes, at most {LARGEST} are read")
    return _exactly(line, size)


def _exactly(line: socket.socket, size: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < size:
        piece = line.recv(min(size - len(pieces), 65_536))
        if not piece:
            raise Unreadable("the line ended in the middle of a message")
        pieces += piece
    return bytes(pieces)


@contextmanager
def address_in(folder: Path) -> Iterator[str]:
    """Where the socket of this folder lies. A path too long for an address is reached by the handle of its folder."""
    place = folder / SOCKET
    if len(os.fsencode(place)) <= _LONGEST_PATH:
        yield str(place)
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{SOCKET}"
    finally:
        os.close(handle)
