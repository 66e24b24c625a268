"""The whole measurement: the product, then the usual pipeline, in one run on one machine."""

from __future__ import annotations

import json
import os
import socket
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.speed.facts import Facts, facts
from eval.speed.server import Served, measure_server
from eval.speed.workers import Worked, work
from index.passages import passage_text
from index.search import Index

Step = Callable[[str], None]
"""Told, in Vietnamese, what is measured next."""


@dataclass(frozen=True, slots=True)
class Measured:
    """``ours`` and ``peer`` are the retrieval of each in a process of its own, ``peer_build`` the
    build of the peer's index, ``reference`` sentence-transformers on the product's own passages;
    those of the peer are None where the extra ``peers`` is not installed."""

    facts: Facts
    questions: int
    documents: int
    passages: int
    server: Served
    ours: Worked
    reference: Worked
    peer: Worked | None
    peer_build: Worked | None


def measure(
    index: Index,
    questions: Sequence[str],
    *,
    model: Path,
    reference_model: Path,
    snapshots: Path,
    home: Path,
    with_peer: bool,
    step: Step,
) -> Measured:
    """Measures over an index that is built: ``snapshots`` is the folder it lies in, ``home`` the
    data directory, ``reference_model`` the same model as a folder of sentence-transformers."""
    machine = facts()
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(home, Path(folder))
        asked = _write(Path(folder) / "questions.json", list(questions))
        texts = _write(Path(folder) / "texts.json", [d.text for d in index.documents.values()])
        passages = _write(
            Path(folder) / "passages.json",
            [passage_text(index.documents[p.document_id], p) for p in index.passages],
        )
        step("Máy chủ: một người hỏi, rồi nhiều người hỏi")
        server = measure_server(questions, _free_port(), environment)
        step("Truy hồi của Trợ lý số, tốc độ nhúng")
        ours = work("eval.speed.retrieval", [str(model), str(snapshots), asked], environment)
        step("sentence-transformers trên cùng các đoạn")
        reference = work("eval.speed.embedding", [str(reference_model), passages], environment)
        peer = peer_build = None
        if with_peer:
            store = str(Path(folder) / "langchain")
            common = [str(reference_model), texts, store]
            step("LangChain: cắt, nhúng, lập chỉ mục")
            module = "eval.speed.langchain_pipeline"
            peer_build = work(module, ["build", *common], environment)
            step("LangChain: truy hồi")
            peer = work(module, ["search", *common, asked], environment)
    return Measured(
        facts=machine,
        questions=len(questions),
        documents=len(index.documents),
        passages=len(index.passages),
        server=server,
        ours=ours,
        reference=reference,
        peer=peer,
        peer_build=peer_build,
    )


def _environment(home: Path, beside: Path) -> Mapping[str, str]:
    """That of this process, over the data directory but with a database of its own, for nobody
    has asked these questions; no library is to look for anything outside."""
    return {
        **os.environ,
        "TROLYSO_HOME": str(home),
        "TROLYSO_DATABASE_URL": f"sqlite:///{beside}/asked.db",
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "PYTHONIOENCODING": "utf-8",
    }


def _write(path: Path, value: list[str]) -> str:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return str(path)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
