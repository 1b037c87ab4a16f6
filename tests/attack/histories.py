"""One content, and many ways in which a room may have come to it."""

import random

from django.db import transaction

from sofra.floor.harvest.models import Claim, ClaimState, EarlierText, TrendCard
from sofra.floor.moderation.models import Act, Draft, FirstReading, Hold, LoggedAct, Reason, Returned, Taken, Wording
from sofra.floor.room.models import Card, Dialogue, Question, Role, StaffPass, Voice
from sofra.floor.sealing.models import Seal
from sofra.floor.statements.models import Statement
from sofra.floor.translations.models import Translation, TranslationState
from sofra.floor.votes.models import Answer, Vote

N_VOICES, N_WORDINGS = 18, 12


def a_content():
    """Rows of one invented room, with fixed keys: what every history ends with."""
    chance = random.Random(1)
    voices, wordings = [a_key(chance) for _ in range(N_VOICES)], [a_key(chance) for _ in range(N_WORDINGS)]
    question = Question(key=a_key(chance), dialogue_id="lipova", place=0, texts={"en": "What?"})
    passes = [StaffPass(nullifier=a_key(chance), key=a_key(chance), dialogue_id="lipova", role=role) for role in Role]
    rows = [Seal(dialogue_id="lipova", public_key=chance.randbytes(32)), question, *passes]
    rows += [Voice(key=voice, dialogue_id="lipova", agreed=True, statements_left=9) for voice in voices]
    rows += [Card(nullifier=a_key(chance), dialogue_id="lipova", voice_id=voice) for voice in [*voices, None, None]]
    for n, wording in enumerate(wordings):
        said = a_statement(question, chance)
        rows += [said, a_wording(wording, said, n), *what_moderators_did(said, passes, n, chance)]
        rows += what_rapporteurs_noted(wording, n, chance)
        rows += what_translators_wrote(wording, passes, n, chance)
    rows += [
        Vote(voice_id=voice, wording_id=wording, answer=chance.choice(Answer.values))
        for voice in voices
        for wording in wordings
        if chance.random() < 0.8
    ]
    return rows


def a_key(chance):
    return f"{chance.getrandbits(128):032x}"


def a_statement(question, chance):
    sealed, take_back = chance.randbytes(2_096), f"{chance.getrandbits(256):064x}"
    return Statement(
        key=a_key(chance),
        dialogue_id="lipova",
        question=question,
        sealed=sealed,
        take_back=take_back,
        may_quote=chance.random() < 0.5,
    )


def a_wording(key, said, n):
    texts = {"en": f"Wording {n}. " * (n + 1)}
    return Wording(
        key=key, dialogue_id="lipova", question=said.question, statement=said, texts=texts, readers=1, on_table=True
    )


def what_moderators_did(said, passes, n, chance):
    yield Draft(key=a_key(chance), statement=said, language="en", sealed=chance.randbytes(600))
    yield LoggedAct(key=a_key(chance), dialogue_id="lipova", act=chance.choice(Act.values))
    if n % 3 == 0:
        yield FirstReading(statement=said, staff_pass=passes[0])
        yield Hold(statement=said, reason=chance.choice(Reason.values))
        yield Returned(
            key=a_key(chance), dialogue_id="lipova", question=said.question, reason=chance.choice(Reason.values)
        )
    if n < len(passes):
        yield Taken(statement=said, staff_pass=passes[n])


def what_rapporteurs_noted(wording, n, chance):
    state = chance.choice(ClaimState.values)
    claim = Claim(
        key=a_key(chance), dialogue_id="lipova", text=f"Claim {n}.", kind="trend", counted_id=wording, state=state
    )
    yield claim
    yield from (EarlierText(key=a_key(chance), claim=claim, version=v, text=f"Was {v}.") for v in (1, 2))
    yield TrendCard(claim=claim, direction="growing", known=["seen"], hit="Young people.")


def what_translators_wrote(wording, passes, n, chance):
    for language in ("de", "mk")[: n % 3]:
        state = chance.choice(TranslationState.values)
        by = None if state == TranslationState.APPROVED else passes[-1]
        yield Translation(
            key=a_key(chance), wording_id=wording, language=language, state=state, source=f"Was {n}.", staff_pass=by
        )


KINDS = (
    *(Seal, Question, StaffPass, Voice, Card, Statement, Wording, Vote),
    *(Taken, Draft, FirstReading, Hold, Returned, LoggedAct),
    *(Claim, EarlierText, TrendCard),
    Translation,
)


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
    if isinstance(row, Claim) and detour:
        Claim.objects.filter(key=row.key).update(text="Another sentence, and a longer one.", state=ClaimState.NOTED)
        Claim.objects.filter(key=row.key).update(text=row.text, state=row.state)
    if isinstance(row, Translation) and detour:
        Translation.objects.filter(key=row.key).update(state=TranslationState.DRAFT, source="Another one, longer.")
        Translation.objects.filter(key=row.key).update(state=row.state, source=row.source)
    if isinstance(row, Voice) and detour:
        Voice.objects.create(dialogue_id="lipova", statements_left=10).delete()
