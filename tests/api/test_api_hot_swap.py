"""A new snapshot under a running server: noticed, changed to between two requests, none dropped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import httpx
import pytest

from corpus import document_of
from corpus.errors import SnapshotError
from corpus.library import Collection, Held
from corpus.model import Document
from index.build import build_snapshot
from index.model import Progress, silent
from index.search import Index
from index.snapshot import current_snapshot, snapshot_folders
from tests.api.api_testing import running
from trolyso.serving import LiveAssistant
from trolyso.settings import Settings
from trolyso.wiring import live_assistant, open_index

_PATIENCE = 60.0
_OLDER = document_of(
    "Số: 8/KH-UBND\nQuảng Ngãi, ngày 01 tháng 02 năm 2024\nKẾ HOẠCH\nI. MỤC TIÊU\n1. Rà soát.",
    source="cũ.txt",
)
_NEWER = document_of(
    "Số: 9/KH-UBND\nQuảng Ngãi, ngày 01 tháng 02 năm 2025\nKẾ HOẠCH\nI. MỤC TIÊU\n1. Đào tạo.",
    source="mới.txt",
)


@pytest.fixture
def home_of_one(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory whose model is the shared one, with one document."""
    (tmp_path / "model").symlink_to(home / "model")

    def only_one(settings: Settings, progress: Progress = silent) -> Collection:
        return Collection((Held(_OLDER, None),), ())

    monkeypatch.setattr("trolyso.wiring.fresh_collection", only_one)
    return tmp_path


@pytest.fixture
def said() -> list[str]:
    """What the people at the terminal were told."""
    return []


@pytest.fixture
def live(home_of_one: Path, said: list[str]) -> Iterator[LiveAssistant]:
    """A live assistant over a small real snapshot."""
    settings = Settings(home=home_of_one)
    live = live_assistant(settings, lambda: nullcontext(silent), said.append)
    live.open()
    yield live
    live.close()


def _documents(live: LiveAssistant) -> list[Document]:
    return list(live.documents.values())


def _ask_until(reached: threading.Event, client: httpx.Client, seen: list[httpx.Response]) -> None:
    """Asks one thing after the other, until ``reached``."""
    while not reached.is_set():
        seen.append(client.get("/readyz"))
        seen.append(client.get("/v1/documents"))
        seen.append(client.post("/v1/ask", json={"question": "Mục tiêu là gì?"}))


def test_a_new_snapshot_is_changed_to_without_dropping_a_request(
    live: LiveAssistant, home_of_one: Path, shipped_index: Index, said: list[str]
) -> None:
    before = _documents(live)
    seen: list[httpx.Response] = []
    reached = threading.Event()
    with running(live.current) as client:
        asking = threading.Thread(target=_ask_until, args=(reached, client, seen))
        asking.start()
        try:
            snapshots = home_of_one / "snapshots"
            build_snapshot([*before, _NEWER], shipped_index.encoder, snapshots)
            _wait(lambda: len(live.documents) == len(before) + 1)
            after = len(seen)
            _wait(lambda: len(seen) > after + 3)
        finally:
            reached.set()
            asking.join(_PATIENCE)
        assert {response.status_code for response in seen} == {200}
        told = [response.json()["documents"] for response in seen if response.url.path == "/readyz"]
        assert told == sorted(told)
        assert set(told) == {len(before), len(before) + 1}
        assert client.get(f"/v1/documents/{_NEWER.id}").json()["source"] == "mới.txt"
    assert said == ["Đã chuyển sang bản dựng mới: 2 văn bản."]


def test_a_damaged_new_snapshot_is_told_of_once_and_the_old_one_serves_on(
    live: LiveAssistant, home_of_one: Path, shipped_index: Index, said: list[str]
) -> None:
    before = _documents(live)
    staging = home_of_one / "staging"
    built = build_snapshot([*before, _NEWER], shipped_index.encoder, staging)
    (built / "documents.jsonl").write_bytes(b"{}")
    built.rename(home_of_one / "snapshots" / built.name)
    (home_of_one / "snapshots" / "current").write_text(built.name, encoding="utf-8")
    _wait(lambda: bool(said))
    assert "vẫn dùng bản cũ" in said[0]
    assert "documents.jsonl" in said[0]
    assert _documents(live) == before
    time.sleep(2.5)  # two more looks
    assert len(said) == 1


def test_a_server_that_finds_its_snapshot_damaged_says_so_and_serves_the_one_before_until_a_build(
    home_of_one: Path, shipped_index: Index, said: list[str]
) -> None:
    settings = Settings(home=home_of_one)
    (one,) = open_index(settings).documents.values()
    snapshots = settings.snapshots_folder
    whole = current_snapshot(snapshots)
    damaged = build_snapshot([one, _NEWER], shipped_index.encoder, snapshots)
    _flip_a_bit(damaged / "vectors.npy")
    live = live_assistant(settings, lambda: nullcontext(silent), said.append)
    live.open()
    try:
        assert whole is not None
        assert _documents(live) == [one]
        (warning,) = said
        assert warning.startswith(f"CẢNH BÁO: Bản dựng hỏng ở {damaged / 'vectors.npy'}")
        assert "trolyso build" in warning
        assert whole.name in warning
        built = build_snapshot([one, _NEWER], shipped_index.encoder, snapshots)
        _wait(lambda: len(live.documents) == 2)
        assert snapshot_folders(snapshots) == [whole, built]
    finally:
        live.close()


def test_a_server_without_one_whole_snapshot_names_the_damage_and_does_not_start(
    home_of_one: Path, said: list[str]
) -> None:
    settings = Settings(home=home_of_one)
    open_index(settings)
    (only,) = snapshot_folders(settings.snapshots_folder)
    _flip_a_bit(only / "documents.jsonl")
    live = live_assistant(settings, lambda: nullcontext(silent), said.append)
    with pytest.raises(SnapshotError, match=r"documents\.jsonl"):
        live.open()
    assert said == []


def _flip_a_bit(file: Path) -> None:
    written = bytearray(file.read_bytes())
    written[len(written) // 2] ^= 1
    file.write_bytes(written)


def _wait(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.05)
