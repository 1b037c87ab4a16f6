"""What the scorer does not ask: cost, memory, uneven languages, news text, the dictionary, neighbours.

    python benchmarks/language/measure.py [--news FILE.iob2] [--hunspell FOLDER]

Prints one figure a line. Process time of one thread, so that a busy machine changes it little.
"""

import argparse
import json
import os
import resource
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from sofra.analysis.language.detection import detect
from sofra.analysis.language.embedding import choose_embedder
from sofra.analysis.language.lemmas import keys_of
from sofra.analysis.language.marks import find_marks
from sofra.analysis.language.script import to_cyrillic, to_latin
from sofra.analysis.language.tags import Tagger, shipped_themes
from sofra.analysis.language.themes import group
from sofra.analysis.language.vectors import Vectors

DEVELOPMENT = Path(__file__).parent / "development"
LANGUAGES = ("en", "de", "sq", "mk", "bcms")
UNEVEN = (0.6, 0.2, 0.1, 0.05, 0.05)
TWENTY_WORDS = (
    "The municipality gives the contract for cleaning the river to the same company every year and nobody asks why"
)


def say(name: str, value: float) -> None:
    print(f"{name:62s} {value:.4g}", flush=True)


def rows_of(name: str) -> list[dict]:
    return [json.loads(line) for line in (DEVELOPMENT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def mutual_information(one: np.ndarray, other: np.ndarray) -> float:
    """Normalised by the mean of the two entropies, 0 to 1."""
    table = np.array([[np.sum((one == a) & (other == b)) for b in np.unique(other)] for a in np.unique(one)])
    joint = table / table.sum()
    rows, columns = joint.sum(axis=1), joint.sum(axis=0)
    there = joint > 0
    information = np.sum(joint[there] * np.log(joint[there] / np.outer(rows, columns)[there]))
    entropy = (-np.sum(rows * np.log(rows)) - np.sum(columns * np.log(columns))) / 2
    return float(information / entropy) if entropy > 0 else 0.0


def cost_of_a_statement(embedder) -> None:
    """The mean of thirty runs, and the least: what other processes take from the caches only adds."""
    costs = []
    for _ in range(31):
        started = time.process_time()
        embedder.encode([TWENTY_WORDS], ["en"])
        costs.append((time.process_time() - started) * 1000)
    say("embedding a statement of 19 words, ms CPU, mean", float(np.mean(costs[1:])))
    say("  the least of thirty", min(costs[1:]))


def leak_with_uneven_languages(vectors: Vectors, rows: list[dict]) -> None:
    """Half of all ideas in English; how much the themes tell about the language, beyond what chance does."""
    codes, ideas = np.array([row["lang"] for row in rows]), np.array([row["idea"] for row in rows])
    rng, found, chance = np.random.default_rng(1), [], []
    for _ in range(20):
        drawn = rng.choice(LANGUAGES, size=ideas.max() + 1, p=UNEVEN)
        picked = [int(np.flatnonzero((ideas == idea) & (codes == drawn[idea]))[0]) for idea in range(len(drawn))]
        extra = rng.choice(np.flatnonzero(codes == "en"), size=36, replace=False)
        picked = sorted({*picked, *extra.tolist()})
        labels = group(Vectors(vectors.model, vectors.rows[picked]), 12)
        found.append(mutual_information(labels, codes[picked]))
        chance.append(mutual_information(labels, rng.permutation(codes[picked])))
    say("uneven languages: NMI of themes and languages", float(np.mean(found)))
    say("  the same with the languages shuffled", float(np.mean(chance)))
    say("  adjusted for chance", float((np.mean(found) - np.mean(chance)) / (1 - np.mean(chance))))


def cost_of_a_thousand(tagger: Tagger, rows: list[dict]) -> None:
    texts = [f"{rows[number % len(rows)]['text']} {number}" for number in range(1000)]
    codes = [rows[number % len(rows)]["lang"] for number in range(1000)]
    started = time.process_time()
    group(tagger.grouping_vectors(texts, codes))
    say("embedding, tagging and grouping 1,000 statements, s CPU", time.process_time() - started)


def news(file: Path) -> None:
    sentences, hits, flags, named, clean = file.read_text(encoding="utf-8").split("\n\n"), 0, 0, 0, 0
    for sentence in filter(str.strip, sentences):
        text = next(line[9:] for line in sentence.split("\n") if line.startswith("# text = "))
        has_person = "\tB-PER\t" in sentence
        found = any(mark.kind == "person" for mark in find_marks(text))
        named, clean = named + has_person, clean + (not has_person)
        hits, flags = hits + (found and has_person), flags + (found and not has_person)
    say("news: sentences with a person that are marked", hits / named)
    say("news: sentences without one that are marked", flags / clean)


def dictionary(folder: Path) -> None:
    lines = (folder / "sr_RS.dic").read_text(encoding="utf-8").splitlines()[1:]
    words = [word for line in lines if (word := line.split("/")[0].strip()) and not word.isascii()]
    right = sum(to_cyrillic(to_latin(word)) == word for word in words)
    say(f"Cyrillic to Latin and back, {len(words)} words", right / len(words))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--news", type=Path)
    parser.add_argument("--hunspell", type=Path)
    asked = parser.parse_args()
    rows = rows_of("statements")
    texts, codes = [row["text"] for row in rows], [row["lang"] for row in rows]
    started = time.process_time()
    for text in texts:
        find_marks(text)
    say("marking a statement, ms CPU", (time.process_time() - started) / len(texts) * 1000)
    say("memory with marks alone, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    embedder = choose_embedder()
    cost_of_a_statement(embedder)
    tagger = Tagger(embedder, shipped_themes())
    leak_with_uneven_languages(tagger.grouping_vectors(texts, codes), rows)
    cost_of_a_thousand(tagger, rows)
    for text, code in zip(texts, codes, strict=True):
        detect(text)
        keys_of(text, code)
    say(
        "memory with detection, forms of words, model and tags, MB",
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
    if asked.news:
        news(asked.news)
    if asked.hunspell:
        dictionary(asked.hunspell)


if __name__ == "__main__":
    main()
