"""A worker: a snapshot of any size opened and asked in a process of its own.

``python -m eval.speed.asking MODEL SNAPSHOTS QUESTIONS``: a folder of the model, one of snapshots,
a JSON file with a list of questions.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections import deque
from pathlib import Path

from answer.assistant import Assistant
from answer.model import Question
from eval.speed.workers import READY, own_megabytes, resident_megabytes
from index.model_folder import encoder_of
from index.snapshot import current_snapshot, load_snapshot

_K = 10


def main(model: str, snapshots: str, questions: str) -> None:
    """Opens, asks, searches, and prints what it took."""
    folder = current_snapshot(Path(snapshots))
    if folder is None:
        raise SystemExit(f"{snapshots}: no snapshot")
    index = load_snapshot(folder, encoder_of(Path(model)))
    assistant = Assistant(index)
    asked: list[str] = json.loads(Path(questions).read_text(encoding="utf-8"))
    assistant.ask(Question(asked[0]))
    print(READY, flush=True)
    deque(assistant.prepare(), 0)  # as a server does beside
    gc.collect()
    gc.freeze()  # as a server does: what stays is not looked through for garbage
    first, taken, searched = [], [], []
    for question in asked:  # what is made when a document is first looked at
        began = time.perf_counter()
        assistant.ask(Question(question))
        first.append((time.perf_counter() - began) * 1000)
    for question in asked:
        began = time.perf_counter()
        assistant.ask(Question(question))
        taken.append((time.perf_counter() - began) * 1000)
        vector = index.encode(question)
        began = time.perf_counter()
        index.search(question, _K, query_vector=vector)
        searched.append((time.perf_counter() - began) * 1000)
    result = {
        "first": first,
        "ask": taken,
        "search": searched,
        "megabytes": resident_megabytes(),
        "own_megabytes": own_megabytes(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
