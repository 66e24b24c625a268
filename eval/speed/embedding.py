"""A worker: passages a second of sentence-transformers on the very texts that the product embeds.

``python -m eval.speed.embedding MODEL TEXTS``: a folder of sentence-transformers, a JSON file with
a list of texts.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from eval.speed.workers import READY
from index.encoder import SentenceTransformerEncoder


def main(model: str, texts: str) -> None:
    """Embeds all texts and prints how many a second."""
    encoder = SentenceTransformerEncoder(Path(model))
    read: list[str] = json.loads(Path(texts).read_text(encoding="utf-8"))
    encoder.encode_passages(read[:8])
    print(READY, flush=True)
    began = time.perf_counter()
    encoder.encode_passages(read)
    print(json.dumps({"passages_per_second": len(read) / (time.perf_counter() - began)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
