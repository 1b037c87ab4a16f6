"""One content, and many ways in which a room may have come to it."""

import random

from django.db import transaction

from sofra.floor.moderation.models import Hold, HoldReason, Wording
from sofra.floor.room.models import Card, Dialogue, Question, Role, StaffPass, Voice
from sofra.floor.sealing.models import Seal
from sofra.floor.statements.models import Statement
from sofra.floor.votes.models import Answer, Vote

N_VOICES, N_WORDINGS = 18, 12


def a_content():
    """Rows of one invented room, with fixed keys: what every history ends with."""
    chance = random.Random(1)
    key = lambda: f"{chance.getrandbits(128):032x}"  # noqa: E731
    voices, wordings, question = [key() for _ in range(N_VOICES)], [key() for _ in range(N_WORDINGS)], key()
    rows = [Seal(dialogue_id="lipova", public_key=chance.randbytes(32))]
    rows += [Question(key=question, dialogue_id="lipova", place=0, texts={"en": "What?"})]
    rows += [StaffPass(nullifier=key(), key=key(), dialogue_id="lipova", role=role) for role in Role]
    rows += [Voice(key=voice, dialogue_id="lipova", agreed=True, statements_left=9) for voice in voices]
    rows += [Card(nullifier=key(), dialogue_id="lipova", voice_id=voice) for voice in [*voices, None, None]]
    for n, wording in enumerate(wordings):
        said = a_statement(key(), question, chance)
        rows += [said, Hold(statement=said, reason=HoldReason.HARMS)] if n % 5 == 0 else [said]
        rows.append(a_wording(wording, said, n))
    rows += [
        Vote(voice_id=voice, wording_id=wording, answer=chance.choice(Answer.values))
        for voice in voices
        for wording in wordings
        if chance.random() < 0.8
    ]
    return rows


def a_statement(key, question, chance):
    sealed, take_back = chance.randbytes(2_096), f"{chance.getrandbits(256):064x}"
    return Statement(key=key, dialogue_id="lipova", question_id=question, sealed=sealed, take_back=take_back)


def a_wording(key, said, n):
    texts = {"en": f"Wording {n}. " * (n + 1)}
    return Wording(
        key=key,
        dialogue_id="lipova",
        question_id=said.question_id,
        statement=said,
        texts=texts,
        readers=1,
        on_table=True,
    )


KINDS = (Seal, Question, StaffPass, Voice, Card, Statement, Hold, Wording, Vote)


def live_through(rows, seed):
    """Write the rows in an order of this history's own, with detours that leave nothing in the content."""
    chance = random.Random(seed)
    Dialogue.objects.create(
        slug="lipova",
        fictional=True,
        title={},
        languages=["en"],
        rule={},
        seats=18,
        card_key=b"k" * 32,
        pass_key=b"p" * 32,
    )
    for kind in KINDS:
        some = [row for row in rows if isinstance(row, kind)]
        with transaction.atomic():
            for row in chance.sample(some, len(some)):
                write(row, chance)


def write(row, chance):
    detour = chance.random() < 0.3
    if isinstance(row, Vote) and detour:
        Vote(voice_id=row.voice_id, wording_id=row.wording_id, answer=chance.choice(Answer.values)).save(
            force_insert=True
        )
        Vote.objects.filter(voice_id=row.voice_id, wording_id=row.wording_id).update(answer=row.answer)
    else:
        type(row).objects.bulk_create([row])
    if isinstance(row, Voice) and detour:
        Voice.objects.create(dialogue_id="lipova", statements_left=10).delete()
