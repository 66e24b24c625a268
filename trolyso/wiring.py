"""The one place where the parts are put together: model, corpus, index, assistant, doors.

What is absent is made: the model from the packages that hold it, the snapshot from the documents.
A snapshot is made anew, too, when the documents read otherwise than those in it (one was added or
changed, or the reader has become better), or when another model is asked for. A damaged one is
not: whoever runs the machine should hear of that (SnapshotError). A door that stays open says so
and answers from the newest snapshot that is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from answer.assistant import Assistant
from answer.spelling import Speller
from bot.settings import Access, BotSettings
from corpus.errors import SettingsError, SnapshotError
from corpus.extras import how_to_add
from corpus.model import Document
from index.building import building
from index.history import is_held, roll_back
from index.manifest import OtherSchemaError
from index.model import Encoder, Progress, silent
from index.model_folder import prepare_sentence_transformer
from index.recipe import is_built_as_now
from index.search import Index
from index.snapshot import (
    Stored,
    current_snapshot,
    load_snapshot,
    read_snapshot,
    snapshot_folders,
)
from trolyso.encoding import load_encoder, open_encoder
from trolyso.library import fresh_collection, refresh_library, sources_of
from trolyso.serving import LiveAssistant
from trolyso.settings import Settings

if TYPE_CHECKING:
    from eval.bench.sets import Benchmark
    from index.milvus.layout import Address
    from index.milvus.served import MilvusIndex
    from trolyso.store import Store

Say = Callable[[str], None]
"""Told a Vietnamese line for people at the terminal."""

_FALLEN_BACK = "CẢNH BÁO: {error} Trong lúc chờ, đang trả lời từ bản dựng {name}."


def sentence_transformers_model(settings: Settings, progress: Progress = silent) -> Path:
    """The model that ships as a folder of sentence-transformers, prepared if need be."""
    return prepare_sentence_transformer(settings.model_folder, progress)


def build_index(settings: Settings, progress: Progress = silent) -> Path:
    """Builds a snapshot of the current documents, makes it the current one, returns its folder."""
    encoder = open_encoder(settings, progress)
    with building(settings.snapshots_folder, progress):
        sources, documents = _fresh_documents(settings, progress)
        return _build(documents, encoder, settings.snapshots_folder, progress, sources)


def publish_index(settings: Settings, to: str, progress: Progress = silent) -> str:
    """Builds a snapshot and publishes it on a Milvus server; returns the name it has there."""
    address = _milvus(settings, to)
    from index.milvus.publishing import publish

    return publish(build_index(settings, progress), address, progress)


def roll_back_index(settings: Settings, at: str | None) -> str:
    """Goes back to the snapshot before the current one, in the data directory or on a server;
    returns its name."""
    if at is None:
        return roll_back(settings.snapshots_folder).name
    address = _milvus(settings, at)
    from index.milvus.publishing import roll_back as roll_back_milvus

    return roll_back_milvus(address)


def open_index(settings: Settings, progress: Progress = silent) -> Index:
    """The index to answer from, model and snapshot made where they are absent or out of date."""
    return _Opener(settings, None).open_index(progress)


def index_of(
    documents: Sequence[Document],
    encoder: Encoder,
    snapshots: Path,
    progress: Progress = silent,
    sources: str | None = None,
) -> tuple[Path, Index]:
    """The index over just these documents (in the order of their ids), and the snapshot it is of:
    the current one where it holds them and no others, by the same model, else a new one."""
    if (standing := _standing(documents, encoder, snapshots)) is not None:
        return standing
    with building(snapshots, progress):
        # Another process may have built just this while we waited for it.
        if (standing := _standing(documents, encoder, snapshots)) is not None:
            return standing
        folder = _build(documents, encoder, snapshots, progress, sources)
    return folder, load_snapshot(folder, encoder)


def _standing(
    documents: Sequence[Document], encoder: Encoder, snapshots: Path
) -> tuple[Path, Index] | None:
    """The current snapshot, where it holds just these documents and is built as now."""
    stored = _current(snapshots)
    if stored is None or not is_built_as_now(stored.manifest, encoder):
        return None
    same = list(stored.documents.values()) == list(documents)
    return (stored.folder, stored.index(encoder)) if same else None


def _current(snapshots: Path) -> Stored | None:
    """The current snapshot, None where there is none, or one of another schema: a build is due,
    and no fault."""
    folder = current_snapshot(snapshots)
    try:
        return None if folder is None else read_snapshot(folder)
    except OtherSchemaError:
        return None


def _build(
    documents: Sequence[Document],
    encoder: Encoder,
    snapshots: Path,
    progress: Progress,
    sources: str | None = None,
) -> Path:
    # Imported here: who serves what is built needs none of what a build does.
    from index.build import build_snapshot

    return build_snapshot(documents, encoder, snapshots, progress, sources=sources)


def _fresh_documents(settings: Settings, progress: Progress) -> tuple[str, list[Document]]:
    """The documents as today's reader reads them, with what tells whether they would be the same
    again; that is taken first: what comes in meanwhile is found out at the next start."""
    refresh_library(settings, progress)
    return sources_of(settings), fresh_collection(settings, progress).documents


def remembering_encoder(settings: Settings, progress: Progress = silent) -> Encoder:
    """The encoder for measuring: what was embedded once is not embedded again."""
    # Imported here: who serves does not measure.
    from eval.bench.vectors import RememberingEncoder

    return RememberingEncoder(
        open_encoder(settings, progress), settings.eval_folder / "vectors.sqlite"
    )


def benchmark_index(benchmark: Benchmark, settings: Settings, progress: Progress = silent) -> Index:
    """The index over a benchmark's texts, kept with its vectors for the next time."""
    encoder = remembering_encoder(settings, progress)
    folder = settings.eval_folder / "bench" / benchmark.name
    return index_of(benchmark.documents, encoder, folder, progress)[1]


def open_assistant(settings: Settings, progress: Progress = silent) -> Assistant:
    """The assistant, ready to answer."""
    return _opener(settings).open(progress)


def live_assistant(
    settings: Settings,
    progress: Callable[[], AbstractContextManager[Progress]],
    say: Say,
    loading: Future[Encoder] | None = None,
) -> LiveAssistant:
    """An assistant for a door that stays open, still to be opened; ``progress`` draws while it is.
    ``loading`` is its encoder, where that loads already.
    It changes to every new snapshot that a build makes."""
    opener = _opener(settings, loading)

    def first() -> Assistant:
        with progress() as drawn:
            try:
                return opener.open(drawn)
            except SnapshotError as error:
                return opener.open_whole(error, say)

    return LiveAssistant(first, opener.newer, say)


def open_database(settings: Settings) -> Store:
    """What changes while the product runs: answers given, feedback. Raises StoreError."""
    # Imported here: a question on the command line keeps nothing and need not wait.
    from trolyso.store import open_store, sqlite_url

    url = settings.database_url
    where = sqlite_url(settings.database_file) if url is None else url.get_secret_value()
    return open_store(where, settings.retention_days)


def telegram_settings(settings: Settings) -> BotSettings:
    """What the bot needs to know. Raises SettingsError without a token."""
    if settings.telegram_token is None:
        raise SettingsError(
            "Chưa có mã truy cập (token) của bot Telegram.",
            english="There is no Telegram token.",
            hint="Lấy token từ @BotFather rồi đặt vào TROLYSO_TELEGRAM_TOKEN.",
        )
    return BotSettings(
        token=settings.telegram_token.get_secret_value(),
        base_url=settings.telegram_base_url,
        public_url=settings.public_url,
        webhook_url=settings.telegram_webhook_url,
        webhook_host=settings.telegram_webhook_host,
        webhook_port=settings.telegram_webhook_port,
        access=Access(settings.telegram_access),
        allowed=settings.telegram_allowed,
        admins=settings.telegram_admins,
        history_turns=settings.telegram_history_turns,
        history_minutes=settings.telegram_history_minutes,
        questions_per_minute=settings.telegram_questions_per_minute,
        retention_days=settings.retention_days,
        log_questions=settings.telegram_log_questions,
    )


def _milvus(settings: Settings, uri: str) -> Address:
    """Where the server is. Raises SettingsError where its client is not installed: who has no
    server of this kind need not have it, and so ``index.milvus`` is imported late."""
    try:
        from index.milvus.layout import Address
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"Muốn dùng Milvus ở {uri} phải cài thêm gói {error.name}.",
            english=f"Milvus at {uri} needs the package {error.name}.",
            hint=how_to_add("milvus"),
        ) from error

    token = settings.milvus_token
    return Address(uri, "" if token is None else token.get_secret_value())


def _opener(settings: Settings, loading: Future[Encoder] | None = None) -> _Opener | _MilvusOpener:
    if settings.index is None:
        return _Opener(settings, loading)
    return _MilvusOpener(settings, settings.index, loading)


class _MilvusOpener:
    """Opens assistants over the snapshots on a Milvus server, the model loaded once."""

    def __init__(self, settings: Settings, uri: str, loading: Future[Encoder] | None) -> None:
        self._settings = settings
        self._loading = loading
        self._address = _milvus(settings, uri)
        self._index: MilvusIndex | None = None

    def open(self, progress: Progress) -> Assistant:
        """The assistant over the current snapshot of the server. Raises SnapshotError."""
        from index.milvus.served import MilvusIndex

        loading = self._loading or load_encoder(self._settings, progress)
        self._encoder = loading.result()
        self._index = MilvusIndex(self._address, self._encoder)
        return Assistant(self._index)

    def open_whole(self, error: SnapshotError, say: Say) -> Assistant:
        """Raises the error: the server watches over its own disks."""
        raise error

    def newer(self) -> Assistant | None:
        """An assistant over the snapshot that is current now, None while it is the one open."""
        if self._index is None or self._index.is_current():
            return None
        self._index = type(self._index)(self._address, self._encoder)
        return Assistant(self._index)


class _Opener:
    """Opens assistants over the snapshots of one data directory, the model loaded once."""

    def __init__(self, settings: Settings, loading: Future[Encoder] | None) -> None:
        self._settings = settings
        self._encoder: Encoder | None = None
        self._loading = loading
        self._folder: Path | None = None

    def open_index(self, progress: Progress) -> Index:
        """The index over the current documents, a snapshot built if need be. What is stored is read
        while the model loads."""
        loading = self._loading or load_encoder(self._settings, progress)
        return self._open(_current(self._settings.snapshots_folder), loading, progress)

    def _open(self, stored: Stored | None, loading: Future[Encoder], progress: Progress) -> Index:
        """The index of what is stored, where nothing has changed since the build: then no document
        is read; else of a new snapshot."""
        settings = self._settings
        held = stored is not None and is_held(stored.folder)
        same = stored is not None and stored.manifest["sources"] == sources_of(settings)
        self._encoder = loading.result()
        if stored and (held or same) and is_built_as_now(stored.manifest, self._encoder):
            self._folder = stored.folder
            return stored.index(self._encoder)
        sources, documents = _fresh_documents(settings, progress)
        self._folder, index = index_of(
            documents, self._encoder, settings.snapshots_folder, progress, sources
        )
        return index

    def open(self, progress: Progress) -> Assistant:
        """The assistant over the current documents. What is stored teaches the speller while the
        model loads."""
        loading = self._loading or load_encoder(self._settings, progress)
        stored = _current(self._settings.snapshots_folder)
        if stored is None:
            return Assistant(self._open(stored, loading, progress))
        with ThreadPoolExecutor(1, "speller") as pool:
            speller = pool.submit(Speller.of, stored.documents.values())
            index = self._open(stored, loading, progress)
        return Assistant(index, speller.result() if index.documents is stored.documents else None)

    def open_whole(self, error: SnapshotError, say: Say) -> Assistant:
        """The assistant over the newest snapshot that is whole, after ``open`` has failed because
        the current one is damaged or no new one can be written; people are told. Raises the error
        where there is none."""
        snapshots = self._settings.snapshots_folder
        encoder = (self._loading or load_encoder(self._settings)).result()
        for folder in reversed(snapshot_folders(snapshots)):
            with suppress(SnapshotError):
                index = load_snapshot(folder, encoder)
                self._encoder = encoder
                with suppress(SnapshotError):
                    self._folder = current_snapshot(snapshots)  # not to be tried again
                say(_FALLEN_BACK.format(error=error, name=folder.name))
                return Assistant(index)
        raise error

    def newer(self) -> Assistant | None:
        """An assistant over the snapshot that is current now, None while it is the one opened last.
        A snapshot that cannot be opened is tried once: SnapshotError."""
        folder = current_snapshot(self._settings.snapshots_folder)
        if folder is None or folder == self._folder or self._encoder is None:
            return None
        self._folder = folder
        return Assistant(load_snapshot(folder, self._encoder))
