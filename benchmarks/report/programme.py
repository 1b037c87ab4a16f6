"""An invented programme of full size: six rooms and a region, 300 statements, 90 claims, all in five languages."""

import random
from datetime import date

from sofra.door.highlights.models import Claim, Highlight
from sofra.door.preparation.actions import prepare
from sofra.door.programme.actions import create_dialogue, create_edition, create_programme
from sofra.door.programme.models import Country, Source, Tag
from sofra.door.releases.models import Release

SLUG = "simulated-2027"
STATEMENTS, CLAIMS, ROOMS = 300, 90, 7
BANDS = (("broad", "few"), ("more_than_half", "less_than_half"), ("less_than_half", "less_than_half"), ("few", "broad"))
WORDS = {
    "en": "grants rooms courts towns papers schools borders forests rivers markets help hinder need lose find carry",
    "de": "Fördermittel Gerichte Städte Zeitungen Schulen Grenzen Wälder Flüsse Märkte helfen hindern brauchen finden",
    "sq": "grante gjykata qytete gazeta shkolla kufij pyje lumenj tregje ndihmojnë pengojnë duan humbin gjejnë",
    "bcms": "grantovi sudovi gradovi novine škole granice šume rijeke tržišta pomažu ometaju traže gube nalaze",
    "mk": "грантови судови градови весници училишта граници шуми реки пазари помагаат попречуваат бараат наоѓаат",
}


def sentence(chance, language):
    words = chance.choices(WORDS[language].split(), k=chance.randint(8, 22))
    return " ".join(words).capitalize() + "."


def texts(chance):
    return {language: sentence(chance, language) for language in WORDS}


def build(seed=1):
    """Needs the vocabulary and the countries of the sample."""
    chance = random.Random(seed)
    programme = create_programme(slug="simulated", name=texts(chance), convenor="Nobody", fictional=True)
    edition = create_edition(programme, slug=SLUG, year=2027, focus=texts(chance))
    places = [*Country.objects.all(), None]
    dialogues = [_dialogue(chance, edition, n, country) for n, country in enumerate(places)]
    for n, dialogue in enumerate(dialogues):
        _release(chance, dialogue, STATEMENTS // ROOMS + (n < STATEMENTS % ROOMS))
    _claims(chance, edition, dialogues)
    return edition


def _dialogue(chance, edition, number, country):
    dialogue = create_dialogue(
        edition,
        slug=f"simulated-2027-{number}",
        title=texts(chance),
        city=country.capital if country else "",
        country=country,
        level="national" if country else "regional",
        format="hybrid" if country else "online",
        date_from=date(2027, 10, 4 + number),
        date_to=date(2027, 10, 4 + number),
    )
    prepare(
        dialogue,
        languages=list(WORDS),
        rule=texts(chance),
        questions=[texts(chance) for _ in range(3)],
        opening_statements=[],
        seats=18 if country else 50,
    )
    return dialogue


def _release(chance, dialogue, number):
    statements = []
    for _ in range(number):
        agree, disagree = chance.choice(BANDS)
        statements.append(
            {
                "texts": texts(chance),
                "question": chance.randrange(3),
                "answered": 15,
                "agree": agree,
                "disagree": disagree,
            }
        )
    document = {
        "message": "release",
        "dialogue": dialogue.slug,
        "fictional": True,
        "statements": statements,
        "withheld": 2,
        "ledger": "1" * 64,
    }
    Release.objects.create(dialogue=dialogue, document=document)


def _claims(chance, edition, dialogues):
    kinds, topics = (
        list(Tag.objects.filter(facet__ref="kind")),
        list(Tag.objects.filter(facet__ref__in=["challenge", "need", "response", "entry", "market"])),
    )
    national, source = Tag.objects.get(ref="level.national"), Source.objects.first()
    for n in range(CLAIMS):
        dialogue = dialogues[n % len(dialogues)]
        if n < len(dialogues) * 4:
            Highlight.objects.create(
                ref=f"h-simulated-{n}",
                edition=edition,
                dialogue=dialogue,
                source=source,
                headline=texts(chance),
                position=900 + n,
            )
        highlight = chance.choice(list(Highlight.objects.filter(dialogue=dialogue)))
        claim = Claim.objects.create(
            ref=f"c-simulated-{n}",
            highlight=highlight,
            text=sentence(chance, "en"),
            kind=chance.choice(kinds),
            level=national,
            position=n,
        )
        claim.tags.set(chance.sample(topics, 2))
