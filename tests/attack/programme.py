"""A whole invented programme through the real actions of the floor: six rooms and a region, in each of two years.

People never change their minds, which is the worst case for whoever publishes twice. The truth is kept beside it: who
wrote what in which language, and who answered what.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from math import ceil

from sofra.floor.console.actions import move_on, take_brief
from sofra.floor.moderation.actions import approve
from sofra.floor.moderation.models import Wording
from sofra.floor.release.actions import release_dialogue, take_back
from sofra.floor.release.models import Released
from sofra.floor.release.queries import document_of
from sofra.floor.room.actions import admit, agree_to_rule
from sofra.floor.room.models import Phase, Role, StaffPass, Voice
from sofra.floor.statements.actions import submit_statement
from sofra.floor.statements.models import Statement
from sofra.floor.votes.actions import cast_vote
from sofra.floor.votes.models import Answer
from sofra.hatch.brief import Brief
from sofra.hatch.codes import LONG, new_codes
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import as_bytes, read_document
from tests.attack.dialogues import SYLLABLES
from tests.attack.meetings import COUNTRIES, LANGUAGES, MEETINGS, YEARS
from tests.floor.conftest import ADDRESS

PEOPLE_OF_A_COUNTRY = 19
SPEECH = {"AL": "sq", "XK": "sq", "MK": "mk", "BA": "bcms", "ME": "bcms", "RS": "bcms"}
"""In which language people of each country write. In Serbia they write it in Cyrillic."""
TO_CYRILLIC = str.maketrans("abdefgiklmnoprstuvz", "абдефгиклмнопрстувз")

ASKED_AGAIN = "asked again"
"""In Skopje eleven people answer this: eight agree, three disagree. Next year a twelfth comes, and disagrees.

Whoever publishes both years tells everybody what the newcomer answered: docs/methods/release.md, its last example.
"""


@dataclass(frozen=True)
class Person:
    country: str
    number: int

    @property
    def group(self):
        return {"country": COUNTRIES.index(self.country), "sector": self.number % 3}

    def mind(self, about):
        if about == ASKED_AGAIN and self.country == "MK":
            return Answer.AGREE if self.number < 8 else Answer.DISAGREE
        return random.Random(f"{self} {about}").choice([Answer.AGREE, Answer.AGREE, Answer.DISAGREE, Answer.PASS])

    def words(self, chance):
        """Twelve words in the letters of this person's own language."""
        words = " ".join("".join(chance.choices(SYLLABLES, k=2)) for _ in range(12))
        return words.translate(TO_CYRILLIC) if self.country in ("MK", "RS") else words


def who_comes(meeting, chance):
    if meeting.country == "MK":
        return [Person("MK", number) for number in range(YEARS.index(meeting.year) + 11)]
    if meeting.country:
        return [Person(meeting.country, n) for n in chance.sample(range(PEOPLE_OF_A_COUNTRY), chance.randint(11, 18))]
    everybody = [Person(country, number) for country in COUNTRIES for number in range(PEOPLE_OF_A_COUNTRY)]
    return chance.sample(everybody, 110)


@dataclass
class Programme:
    """The truth about everything that was said and answered, for the test to compare with what leaves."""

    spool: object
    seed: int
    said_each: int
    said: list[tuple[str, str]] = field(default_factory=list)
    """Raw words, and their language."""
    language_of: dict[tuple[str, str], str] = field(default_factory=dict)
    """By dialogue and English wording: in which country's letters it was written."""
    answered: dict[tuple[str, str, str], frozenset[Person]] = field(default_factory=dict)
    """By dialogue, English wording and group: who answered."""
    keys: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self.chance = random.Random(self.seed)

    def live_through(self):
        for meeting in MEETINGS:
            self.hold(meeting)
        return self

    def hold(self, meeting):
        people = who_comes(meeting, self.chance)
        brief = read_document(self.spool.path("brief", meeting.slug).read_bytes(), Brief)
        dialogue = take_brief(brief, self.spool, address=ADDRESS)
        seats = self.come_in(meeting, people)
        move_on(dialogue, Phase.WRITE)
        about = self.write_and_word(dialogue, meeting, seats)
        move_on(dialogue, Phase.VOTE)
        self.vote(dialogue, meeting, seats, about)
        move_on(dialogue, Phase.CLOSED)
        for kind in (Voice, Statement, Wording):
            self.keys |= set(kind.objects.filter(dialogue=dialogue).values_list("key", flat=True))
        release_dialogue(dialogue, self.spool)

    def come_in(self, meeting, people):
        batch = read_document(self.spool.path("entry", meeting.slug).read_bytes(), EntryBatch)
        seats = {}
        for person, code in zip(people, batch.participants, strict=False):
            voice = admit(code)
            agree_to_rule(voice, person.group[meeting.breakdown] if meeting.breakdown else None)
            seats[person] = voice
        assert len(seats) == len(people)
        return seats

    def write_and_word(self, dialogue, meeting, seats):
        """Some write; a moderator words each of it in every language, beginning with the one in which it came."""
        moderator = StaffPass.objects.filter(dialogue=dialogue, role=Role.MODERATOR)[0]
        own = [f"of {meeting.slug} alone, {number}" for number in range(self.said_each)]
        ideas, everybody = [*own, ASKED_AGAIN, "shared"], sorted(seats, key=str)
        authors = self.chance.sample(everybody * ceil(len(ideas) / len(everybody)), len(ideas))
        about = {}
        for author, idea in zip(authors, ideas, strict=True):
            statement, language = self.write(dialogue, seats[author], author)
            texts = wording_of(idea, author)
            approve(statement, {language: texts[language]} | texts, by=moderator)
            self.language_of[meeting.slug, texts["en"]] = author.country
            about[texts["en"]] = idea
        return about

    def write(self, dialogue, voice, author):
        """Everybody asks for a code with which to take it back; the first of each room is kept for the test."""
        here = Voice.objects.select_related("dialogue").get(key=voice.key)
        words, language = author.words(self.chance), SPEECH[author.country]
        self.said.append((words, language))
        (code,) = new_codes(1, length=LONG)
        self.codes.setdefault(dialogue.slug, code)
        question, left = dialogue.questions.first(), here.statements_left
        sent = submit_statement(here, question, words, language, left=left, page=code, take_back=True)
        return sent, language

    def take_one_back(self):
        """Somebody of the last meeting does: the next version of its release."""
        last = MEETINGS[-1].slug
        take_back(self.codes[last], self.spool)
        return as_bytes(document_of(Released.objects.get(dialogue_id=last)))

    def vote(self, dialogue, meeting, seats, about):
        answered = defaultdict(set)
        voices = {
            person: Voice.objects.select_related("dialogue").get(key=voice.key) for person, voice in seats.items()
        }
        for wording in Wording.objects.filter(dialogue=dialogue, on_table=True):
            english = wording.texts["en"]
            idea = about[english]
            for person, voice in voices.items():
                if idea in (ASKED_AGAIN, "shared") or self.chance.random() < 0.95:
                    cast_vote(voice, wording, person.mind(idea))
                    group = str(person.group[meeting.breakdown]) if meeting.breakdown else "room"
                    answered[meeting.slug, english, group].add(person)
        self.answered |= {place: frozenset(persons) for place, persons in answered.items()}


def wording_of(idea, author):
    """In every language, the same wherever the same idea is worded; where it comes in Cyrillic, the wording is too."""
    texts = {}
    for language in LANGUAGES:
        chance = random.Random(f"{language} {idea}")
        words = " ".join("".join(chance.choices(SYLLABLES, k=2)) for _ in range(8))
        in_cyrillic = language == "mk" or (language == "bcms" and author.country == "RS")
        texts[language] = words.translate(TO_CYRILLIC) if in_cyrillic else words
    return texts
