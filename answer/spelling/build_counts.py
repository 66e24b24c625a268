"""Make the syllable counts that ship in ``corpus/data`` from texts at hand.

    python -m answer.spelling.build_counts DIR_OR_FILE… -o corpus/data/syllables.npz

Reads ``.txt`` files (a directory stands for all in it) and ``.jsonl`` or ``.jsonl.xz`` files whose
lines have a ``text``; adds ``answer/data/colloquial.txt``, the ways of speech of
``answer/data/paraphrases.toml`` and the names of provinces and bodies.
Texts that ``--leave`` names by the beginning of their file name are left out: scans with reading
errors (the file that ships was made with ``--leave ocr-``), texts held out to measure on.
Repeatable: the same texts give the same file.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import IO

from corpus.datafiles import read_data
from corpus.language.counts import Counts, sequence, vietnamese_runs
from corpus.language.syllables import canonical
from corpus.places import ALL

_LEAST_WORD = 2  # times a syllable must be seen: once is as often a slip
_LEAST_TRIPLE = 2  # a triple seen once says little, and no text can be put together again
_NAME_WEIGHT = 40  # times the name of each province, ministry and department counts
_SPOKEN_WEIGHT = 8  # times each way of speech counts that has a paraphrase

# The choices of a colloquial phrase: "[a|b]".
_CHOICE = re.compile(r"\[([^\]]*)\]")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, build, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sources", nargs="+", type=Path, metavar="DIR_OR_FILE")
    parser.add_argument("-o", "--output", required=True, type=Path)
    parser.add_argument("--leave", action="append", default=[], metavar="PREFIX")
    chosen = parser.parse_args(arguments)
    texts = (text for path in chosen.sources for text in read_texts(path, tuple(chosen.leave)))
    counts = build(texts)
    counts.save(chosen.output)
    print(
        f"{chosen.output}: {len(counts.words)} words, {len(counts.pair_keys)} pairs, "
        f"{len(counts.triple_keys)} triples, {chosen.output.stat().st_size} bytes"
    )


def build(texts: Iterator[str]) -> Counts:
    """Counts of the texts, of what people say, and of names of provinces and bodies."""
    sequences = itertools.chain(
        ((sequence(run), 1) for text in texts for run in vietnamese_runs(text)),
        colloquial(),
        ((phrase, _SPOKEN_WEIGHT) for phrase in spoken()),
        ((sequence(name), _NAME_WEIGHT) for name in _names()),
    )
    return Counts.learn(sequences, least=_LEAST_WORD).pruned(1, _LEAST_TRIPLE)


def _names() -> Iterator[str]:
    for place in ALL:
        yield place.name
        yield place.full_name
    for field in read_data("bodies")["fields"]:
        yield f"Sở {field['name']}"
        yield f"Bộ {field['name']}"


def read_texts(path: Path, leave: tuple[str, ...] = ()) -> Iterator[str]:
    """The texts of a directory or file, in the order of their names."""
    if path.is_dir():
        for inner in sorted(path.iterdir()):
            yield from read_texts(inner, leave)
    elif leave and path.name.startswith(leave):
        return
    elif path.suffix == ".txt":
        yield path.read_text(encoding="utf-8")
    elif path.name.endswith((".jsonl", ".jsonl.xz")):
        with _open(path) as lines:
            for line in lines:
                yield json.loads(line)["text"]


def _open(path: Path) -> IO[str]:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def colloquial() -> Iterator[tuple[list[str], int]]:
    """The phrases of colloquial.txt as sequences, with the weight that stands above them, and
    once each as a whole sentence, so that what begins and ends one is known; those that only begin
    one, with the break before them."""
    weight, begins = 1, False
    text = (files("answer") / "data" / "colloquial.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("%"):
            begins, weight = "begins" in line, int(line.split()[-1])
        elif line.strip() and not line.startswith("#"):
            for phrase in expanded(line):
                if begins:
                    yield sequence(phrase)[:-1], weight
                else:
                    yield [canonical(word) for word in phrase.split()], weight
                    yield sequence(phrase), 1


def spoken() -> Iterator[list[str]]:
    """The ways of speech of paraphrases.toml that are several words: typed without marks they must
    be read as what they are, or nothing tells what is written for them."""
    text = (files("answer") / "data" / "paraphrases.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(text)["said"]:
        for phrase in row["as"]:
            if " " in phrase:
                yield sequence(phrase)[1:-1]


def expanded(line: str) -> list[str]:
    """Each way to read a line with choices.

    >>> expanded("[sở|bộ] nào")
    ['sở nào', 'bộ nào']
    """
    parts = _CHOICE.split(line)
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    return [" ".join("".join(picked).split()) for picked in itertools.product(*choices)]


if __name__ == "__main__":
    main()
