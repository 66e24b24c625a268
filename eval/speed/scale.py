"""How time, memory, disk and recall grow with the number of passages."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.speed.growing import (
    Fields,
    Grown,
    contents_of,
    fields_of,
    grow,
    questions_about,
)
from eval.speed.page import percentile
from eval.speed.workers import Worked, work
from index.dense import DenseIndex, Lists, best
from index.model import Encoder, Progress, Vectors
from index.snapshot import LISTS, write_snapshot

_QUESTIONS = 60
_K = 10

_TURNS = 5
"""Turns in which the smallest corpus and the one compared with it are asked one after another."""

_COMPARED = 100_000
"""With a corpus up to so many passages the smallest is compared."""

_SNAPSHOTS, _ASKED = "snapshots", "questions.json"

_AT_ONCE = 100_000
"""Vectors compared with the questions at once."""


@dataclass(frozen=True, slots=True)
class Point:
    """The figures at one size, times in seconds, those of a question in milliseconds, memory and
    disk in megabytes. ``built`` is without embedding and without reading words; ``first`` are
    questions on documents that were not looked at before; ``own`` is memory without files mapped.
    """

    passages: int
    documents: int
    built: float
    ready: float
    first_p95: float
    ask_p50: float
    ask_p95: float
    search_p95: float
    recall: float
    memory: float
    own: float
    disk: float


@dataclass(frozen=True, slots=True)
class Curves:
    """What was measured: ``real`` passages with vectors of their own, the seconds that reading the
    words of a thousand takes, the points; ``growth`` is, for each turn, how many times the p95 of
    the first point that of the point ``compared`` is."""

    real: int
    words: float
    points: Sequence[Point]
    compared: Point
    growth: Sequence[float]


def measure_sizes(
    real: Grown,
    sizes: Sequence[int],
    encoder: Encoder,
    model: Path,
    progress: Progress,
    turns: int = _TURNS,
) -> Curves:
    """Grows, builds, opens and asks a corpus of each of the ``sizes``, which ascend, in a folder
    that is gone afterwards; then the smallest and the largest up to a hundred thousand by turns."""
    progress("Đọc từ của văn bản thật", 0, 1)
    began = time.perf_counter()
    fields = fields_of(real)
    words = (time.perf_counter() - began) / len(real.passages) * 1000
    progress("Đọc từ của văn bản thật", 1, 1)
    points = []
    with tempfile.TemporaryDirectory() as kept:
        for done, size in enumerate(sizes):
            progress(f"Hỏi trên {size} đoạn", done, len(sizes))
            folder = Path(kept) / str(size)
            points.append(_point(grow(real, size), fields, encoder, model, folder))
        compared = max((size for size in sizes if size <= _COMPARED), default=sizes[0])
        progress(f"Hỏi xen kẽ kho {sizes[0]} và kho {compared} đoạn", len(sizes), len(sizes))
        smallest, larger = (Path(kept) / str(size) for size in (sizes[0], compared))
        growth = _growth(model, smallest, larger, turns)
    return Curves(len(real.passages), words, points, points[sizes.index(compared)], growth)


def _growth(model: Path, smallest: Path, larger: Path, turns: int) -> list[float]:
    """Asked by turns: a machine may be twice as fast a few minutes later."""
    ratios = []
    for _ in range(turns):
        few, many = (
            percentile(_asked(model, folder).result["ask"], 0.95) for folder in (smallest, larger)
        )
        ratios.append(many / few)
    return ratios


def _asked(model: Path, folder: Path) -> Worked:
    """What a worker tells of the snapshot and the questions in a folder."""
    arguments = [str(model), str(folder / _SNAPSHOTS), str(folder / _ASKED)]
    return work("eval.speed.asking", arguments, os.environ)


def _point(grown: Grown, fields: Fields, encoder: Encoder, model: Path, folder: Path) -> Point:
    began = time.perf_counter()
    snapshot = write_snapshot(folder / _SNAPSHOTS, contents_of(grown, fields, encoder))
    built = time.perf_counter() - began
    questions = questions_about(grown, _QUESTIONS)
    (folder / _ASKED).write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")
    worked = _asked(model, folder)
    result = worked.result
    lists = Lists.load(snapshot / LISTS) if (snapshot / LISTS).exists() else None
    queries = encoder.encode_queries(questions)
    found = DenseIndex(grown.vectors, lists)
    return Point(
        passages=len(grown.passages),
        documents=len(grown.documents),
        built=built,
        ready=worked.ready,
        first_p95=percentile(result["first"], 0.95),
        ask_p50=percentile(result["ask"], 0.5),
        ask_p95=percentile(result["ask"], 0.95),
        search_p95=percentile(result["search"], 0.95),
        recall=_recall(
            [found.nearest(query, _K).tolist() for query in queries], grown.vectors, queries
        ),
        memory=result["megabytes"],
        own=result["own_megabytes"],
        disk=_megabytes(snapshot),
    )


def _recall(found: Sequence[Sequence[int]], vectors: Vectors, queries: Vectors) -> float:
    """The share of the nearest of each query, told by looking at all vectors, that were found."""
    scores: list[list[float]] = [[] for _ in queries]
    rows: list[list[int]] = [[] for _ in queries]
    for start in range(0, len(vectors), _AT_ONCE):
        cosines = queries @ vectors[start : start + _AT_ONCE].T
        for turn, row in enumerate(cosines):
            nearest = best(row, _K)
            rows[turn] += (nearest + start).tolist()
            scores[turn] += row[nearest].tolist()
    hits = 0
    for told, own, score in zip(found, rows, scores, strict=True):
        exact = {own[place] for place in best(np.array(score, np.float32), _K).tolist()}
        hits += len(exact.intersection(map(int, told)))
    return hits / (_K * len(queries))


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
