"""Whole dialogues in the worst case: people write in just the order in which they came in, one after the other."""

import random
from dataclasses import dataclass, field

from sofra.floor.console.actions import take_brief
from sofra.floor.release.actions import release_dialogue
from sofra.floor.room.models import Dialogue, Phase, Voice
from sofra.floor.sealing.actions import open_with
from sofra.floor.votes.actions import cast_vote
from sofra.floor.votes.models import Answer, Vote
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import read_document
from tests.floor.conftest import ADDRESS, Room, a_brief

PEOPLE = 18
VOTES_EACH = 6
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
"""Words of these are nobody's name or number, so one moderator is enough."""


def open_a_room(spool):
    """The room as it stands before anybody comes, with its words open to two key cards."""
    dialogue = take_brief(a_brief(seats=PEOPLE, opening_statements=()), spool, address=ADDRESS)
    batch = read_document(spool.path("entry", dialogue.slug).read_bytes(), EntryBatch)
    open_with(dialogue, *batch.key_cards)
    return batch


@dataclass
class Lived:
    """One dialogue under way, and the truth about it: whose words are whose."""

    batch: EntryBatch
    chance: random.Random
    said: dict = field(default_factory=dict)
    """Words of each person, by place of arrival."""
    votes: dict = field(default_factory=dict)
    """What each person voted on which wording; no two people alike."""

    def come_in_and_write(self, cards):
        self.room = Room(Dialogue.objects.get(), self.batch)
        self.room.batch = type(self.batch)(dialogue="lipova", address=ADDRESS, participants=tuple(cards))
        self.room.sit_down(PEOPLE)
        self.room.open(Phase.WRITE)
        statements = []
        for person, voice in enumerate(self.room.seated):
            self.said[person] = " ".join(self.chance.choices(SYLLABLES, k=12))
            statements.append(self.room.say(voice, self.said[person]))
        for person, statement in self.chance.sample(list(enumerate(statements)), PEOPLE):
            self.room.word(statement, f"{self.said[person]} in other words")

    def vote(self):
        self.room.open(Phase.VOTE)
        table = list(self.room.dialogue.wordings.all())
        for person, voice in enumerate(self.room.seated):
            for wording in self.chance.sample(table, VOTES_EACH):
                cast_vote(voice, wording, self.chance.choice(list(Answer)))
            self.votes[person] = votes_of(voice)
        assert len(set(self.votes.values())) == PEOPLE

    def close(self):
        """The floor forgets the key of the words. The attacker has two key cards."""
        self.room.open(Phase.CLOSED)
        open_with(self.room.dialogue, *self.batch.key_cards)

    def release(self, spool):
        release_dialogue(self.room.dialogue, spool)

    def truth(self):
        """Key of each voice as it is now, and its words. After the close a voice is known by its votes alone."""
        now = {votes_of(voice): voice.key for voice in Voice.objects.all()} if self.votes else {}
        return {
            now[self.votes[person]] if now else self.room.seated[person].key: words
            for person, words in self.said.items()
        }


def votes_of(voice):
    return frozenset(Vote.objects.filter(voice=voice).values_list("wording_id", "answer"))
