from __future__ import annotations

import signal
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from answer.assistant import Assistant
from corpus import document_of
from corpus.errors import ModelError, SettingsError, SnapshotError
from corpus.library import Collection, Confirmed, Held
from index.manifest import MANIFEST, SCHEMA, SEAL, read_manifest, seal_folder
from index.model import Encoder, Progress, silent
from index.search import Index
from index.snapshot import current_snapshot
from trolyso.encoding import ready_model
from trolyso.library import open_library, sources_of
from trolyso.serving import LiveAssistant
from trolyso.settings import Settings
from trolyso.web import serve_http
from trolyso.wiring import (
    index_of,
    open_assistant,
    open_database,
    open_index,
    telegram_settings,
)

PLAN = document_of("KẾ HOẠCH\nI. MỤC TIÊU\n1. Sở Nội vụ đào tạo cán bộ.", source="kh.txt")


@pytest.fixture
def encoder(shipped_index: Index) -> Encoder:
    """The real encoder, loaded once."""
    return shipped_index.encoder


def test_a_snapshot_of_the_same_documents_is_used_again(tmp_path: Path, encoder: Encoder) -> None:
    folder, first = index_of([PLAN], encoder, tmp_path)
    again, second = index_of([PLAN], encoder, tmp_path)
    assert again == folder == current_snapshot(tmp_path)
    assert second.documents == first.documents == {PLAN.id: PLAN}


def test_a_changed_document_makes_a_new_snapshot(tmp_path: Path, encoder: Encoder) -> None:
    first, _ = index_of([PLAN], encoder, tmp_path)
    corrected = replace(PLAN, number="99/KH-UBND")
    second, index = index_of([corrected], encoder, tmp_path)
    assert index.documents[PLAN.id].number == "99/KH-UBND"
    assert second != first


def test_documents_are_not_read_again_while_nothing_has_changed(
    home: Path, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model").symlink_to(home / "model")
    settings = Settings(home=tmp_path)

    def one(settings: Settings, progress: Progress = silent) -> Collection:
        return Collection((Held(PLAN, None),), ())

    monkeypatch.setattr("trolyso.wiring.fresh_collection", one)
    first = open_index(settings)

    def not_again(settings: Settings, progress: Progress = silent) -> Collection:
        raise AssertionError("read again")

    monkeypatch.setattr("trolyso.wiring.fresh_collection", not_again)
    assert open_index(settings).documents == first.documents
    monkeypatch.setattr("trolyso.wiring.sources_of", lambda settings: "others")
    with pytest.raises(AssertionError, match="read again"):
        open_index(settings)


def test_what_decides_the_documents_is_told_by_its_digest(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    before = sources_of(settings)
    assert sources_of(settings) == before
    given = tmp_path / "cong-van.txt"
    given.write_text("CÔNG VĂN\nSở Nội vụ đào tạo cán bộ.", encoding="utf-8")
    library = open_library(settings)
    with library.writing():
        entry = library.add(given)
    added = sources_of(settings)
    assert added != before
    with library.writing():
        library.confirm(entry, Confirmed(number="9/CV"))
    assert sources_of(settings) not in (before, added)


@dataclass(frozen=True)
class _OtherModel:
    """The real encoder under another model's name and digest, as a fine-tuned one would be."""

    encoder: Encoder
    name: str = "other"
    digest: str = "0" * 64

    def __getattr__(self, name: str) -> object:
        return getattr(self.encoder, name)


def test_another_model_makes_a_new_snapshot(tmp_path: Path, encoder: Encoder) -> None:
    index_of([PLAN], encoder, tmp_path)
    first = current_snapshot(tmp_path)
    index_of([PLAN], _OtherModel(encoder), tmp_path)  # type: ignore[arg-type]
    assert current_snapshot(tmp_path) != first


def test_a_snapshot_of_another_schema_is_built_anew(tmp_path: Path, encoder: Encoder) -> None:
    index_of([PLAN], encoder, tmp_path)
    folder = current_snapshot(tmp_path)
    assert folder is not None
    manifest = read_manifest(folder)
    (folder / MANIFEST).unlink()
    (folder / SEAL).unlink()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.manifest.SCHEMA", SCHEMA + 1)
        seal_folder(folder, {**manifest, "schema": SCHEMA + 1})
    built, index = index_of([PLAN], encoder, tmp_path)
    assert built != folder
    assert list(index.documents) == [PLAN.id]


def test_a_damaged_snapshot_is_not_quietly_replaced(tmp_path: Path, encoder: Encoder) -> None:
    index_of([PLAN], encoder, tmp_path)
    folder = current_snapshot(tmp_path)
    assert folder is not None
    (folder / "documents.jsonl").write_bytes(b"{}")
    with pytest.raises(SnapshotError, match=r"documents\.jsonl"):
        index_of([PLAN], encoder, tmp_path)
    assert current_snapshot(tmp_path) == folder


def test_a_model_that_the_settings_name_is_taken_as_it_is(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, model="/some/model")
    assert ready_model(settings) == "/some/model"
    assert not settings.model_folder.exists()


def test_the_bots_settings_come_from_ours() -> None:
    settings = Settings.model_validate(
        {
            "telegram_token": "123:AAA",
            "telegram_base_url": "http://127.0.0.1:9000/bot",
            "public_url": "https://troly.example.vn",
        }
    )
    telegram = telegram_settings(settings)
    assert telegram.token == "123:AAA"
    assert telegram.base_url == "http://127.0.0.1:9000/bot"
    assert telegram.public_url == "https://troly.example.vn"


def test_there_is_no_bot_without_a_token() -> None:
    with pytest.raises(SettingsError, match="Chưa có mã truy cập"):
        telegram_settings(Settings())


@pytest.mark.parametrize("interrupts", [signal.default_int_handler, signal.SIG_IGN])
def test_a_server_whose_assistant_cannot_be_loaded_stops_and_says_why(
    interrupts: signal.Handlers, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    # What a shell starts in the background ignores Ctrl-C.
    before = signal.signal(signal.SIGINT, interrupts)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))

    def first() -> Assistant:
        raise ModelError("Không có mô hình.")

    said: list[str] = []
    live = LiveAssistant(first, lambda: None, said.append)
    settings = Settings(home=tmp_path)
    store = open_database(settings)
    with pytest.raises(ModelError, match="Không có mô hình"):
        serve_http(settings, live, store, host="127.0.0.1", port=0, say=said.append)
    assert [line.split(":")[0] for line in said] == ["Trợ lý số"]


def test_without_its_client_milvus_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.startswith("index.milvus")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(SettingsError, match="phải cài thêm gói pymilvus") as caught:
        open_assistant(Settings(home=home, index="milvus://127.0.0.1:1"))
    assert ".[milvus]" in str(caught.value)
