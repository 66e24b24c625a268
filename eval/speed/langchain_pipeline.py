"""A worker: LangChain's usual pipeline over the same texts with the same model, as its tutorials
have it: RecursiveCharacterTextSplitter, HuggingFaceEmbeddings, FAISS.

``python -m eval.speed.langchain_pipeline build MODEL TEXTS FOLDER`` splits, embeds and saves;
``… search MODEL TEXTS FOLDER QUESTIONS`` loads what was saved and searches, as a service would.
MODEL is a folder of sentence-transformers, TEXTS a JSON file with a list of texts. It needs the
extra ``peers``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from eval.speed.retrieval import HITS
from eval.speed.workers import READY, resident_megabytes

CHUNK, OVERLAP = 1000, 200
"""Characters of a piece and of what two share: the figures of the tutorials."""


def main(step: str, model: str, texts: str, folder: str, questions: str = "") -> None:
    """Does one step and prints what it took."""
    # Imported here, as below: the extra is not installed everywhere this module is looked at.
    from langchain_community.embeddings import HuggingFaceEmbeddings

    embeddings = HuggingFaceEmbeddings(
        model_name=model,
        model_kwargs={"device": "cpu"},
        encode_kwargs={"normalize_embeddings": True},
    )
    if step == "build":
        _build(embeddings, texts, folder)
    else:
        _search(embeddings, folder, questions)


def _build(embeddings: Any, texts: str, folder: str) -> None:
    from langchain_community.vectorstores import FAISS
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    pieces = splitter.create_documents(json.loads(Path(texts).read_text(encoding="utf-8")))
    print(READY, flush=True)
    began = time.perf_counter()
    store = FAISS.from_documents(pieces, embeddings)
    rate = len(pieces) / (time.perf_counter() - began)
    store.save_local(folder)
    print(json.dumps({"passages_per_second": rate, "passages": len(pieces)}))


def _search(embeddings: Any, folder: str, questions: str) -> None:
    from langchain_community.vectorstores import FAISS

    # The pickle is the one that the step before wrote.
    store = FAISS.load_local(folder, embeddings, allow_dangerous_deserialization=True)
    asked: list[str] = json.loads(Path(questions).read_text(encoding="utf-8"))
    store.similarity_search(asked[0], k=HITS)
    print(READY, flush=True)
    taken = []
    for question in asked:
        began = time.perf_counter()
        store.similarity_search(question, k=HITS)
        taken.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"milliseconds": taken, "megabytes": resident_megabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
