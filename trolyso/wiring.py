"""The one place where the parts are put together: model, corpus, index, assistant, doors.

What is absent is made: the model from the packages that hold it, the snapshot from the documents.
A snapshot is made anew, too, when the documents read otherwise than those in it (one was added or
changed, or the reader has become better), or when another model is asked for. A damaged one is
not: whoever runs the machine should hear of that (SnapshotError).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from answer.assistant import Assistant
from answer.protocol import AssistantLike
from answer.spelling import Speller
from bot.settings import Access, BotSettings
from corpus.errors import SettingsError
from corpus.model import Document
from eval.bench.sets import Benchmark
from eval.bench.vectors import RememberingEncoder
from index.build import build_snapshot, is_built_as_now
from index.building import building
from index.history import is_held
from index.manifest import OtherSchemaError
from index.model import Encoder, Progress, silent
from index.model_folder import encoder_of, prepare_model, prepare_sentence_transformer
from index.search import Index
from index.snapshot import current_snapshot, load_snapshot
from trolyso.library import fresh_collection
from trolyso.serving import LiveAssistant
from trolyso.settings import Settings

if TYPE_CHECKING:
    from trolyso.store import Store

Say = Callable[[str], None]
"""Told a Vietnamese line for people at the terminal."""


def ready_model(settings: Settings, progress: Progress = silent) -> Path | str:
    """The model to use: the one the settings name, else the shipped one, prepared if need be."""
    if settings.model is not None:
        return settings.model
    return prepare_model(settings.model_folder, progress)


def sentence_transformers_model(settings: Settings, progress: Progress = silent) -> Path:
    """The model that ships as a folder of sentence-transformers, prepared if need be."""
    return prepare_sentence_transformer(settings.model_folder, progress)


def build_index(settings: Settings, progress: Progress = silent) -> Path:
    """Builds a snapshot of the current documents, makes it the current one, returns its folder."""
    encoder = open_encoder(settings, progress)
    with building(settings.snapshots_folder, progress):
        documents = fresh_collection(settings, progress).documents
        return build_snapshot(documents, encoder, settings.snapshots_folder, progress)


def open_index(settings: Settings, progress: Progress = silent) -> Index:
    """The index to answer from, model and snapshot made where they are absent or out of date."""
    return _Opener(settings).open_index(progress)


def index_of(
    documents: Sequence[Document], encoder: Encoder, snapshots: Path, progress: Progress = silent
) -> tuple[Path, Index]:
    """The index over just these documents (in the order of their ids), and the snapshot it is of:
    the current one where it holds them and no others, by the same model, else a new one."""
    if (standing := _standing(documents, encoder, snapshots)) is not None:
        return standing
    with building(snapshots, progress):
        # Another process may have built just this while we waited for it.
        if (standing := _standing(documents, encoder, snapshots)) is not None:
            return standing
        folder = build_snapshot(documents, encoder, snapshots, progress)
    return folder, load_snapshot(folder, encoder)


def _standing(
    documents: Sequence[Document], encoder: Encoder, snapshots: Path
) -> tuple[Path, Index] | None:
    """The current snapshot, where it holds just these documents and is built as now."""
    folder = current_snapshot(snapshots)
    if folder is None or not _serves_as_it_is(folder, encoder):
        return None
    index = load_snapshot(folder, encoder)
    return (folder, index) if list(index.documents.values()) == list(documents) else None


def _serves_as_it_is(folder: Path, encoder: Encoder) -> bool:
    """False for a snapshot of another model, recipe or schema: a build is due, and no fault."""
    try:
        return is_built_as_now(folder, encoder)
    except OtherSchemaError:
        return False


def benchmark_index(benchmark: Benchmark, settings: Settings, progress: Progress = silent) -> Index:
    """The index over a benchmark's texts, kept with its vectors for the next time."""
    encoder = RememberingEncoder(
        open_encoder(settings, progress), settings.eval_folder / "vectors.sqlite"
    )
    folder = settings.eval_folder / "bench" / benchmark.name
    return index_of(benchmark.documents, encoder, folder, progress)[1]


def open_assistant(settings: Settings, progress: Progress = silent) -> Assistant:
    """The assistant, ready to answer."""
    return Assistant(open_index(settings, progress))


def live_assistant(
    settings: Settings, progress: Callable[[], AbstractContextManager[Progress]], say: Say
) -> LiveAssistant:
    """An assistant for a door that stays open, still to be opened; ``progress`` draws while it is.
    It changes to every new snapshot that a build makes."""
    opener = _Opener(settings)

    def first() -> AssistantLike:
        with progress() as drawn:
            return opener.open(drawn)

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


def open_encoder(settings: Settings, progress: Progress = silent) -> Encoder:
    """The encoder over the model to use, made ready if need be."""
    model = ready_model(settings, progress)
    progress("Nạp mô hình", 0, 1)
    encoder = encoder_of(model)
    progress("Nạp mô hình", 1, 1)
    return encoder


class _Opener:
    """Opens assistants over the snapshots of one data directory, the model loaded once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._encoder: Encoder | None = None
        self._speller: Speller | None = None
        self._folder: Path | None = None

    def open_index(self, progress: Progress) -> Index:
        """The index over the current documents, a snapshot built if need be."""
        documents = fresh_collection(self._settings, progress).documents
        self._encoder = open_encoder(self._settings, progress)
        home = self._settings.snapshots_folder
        current = current_snapshot(home)
        if current is not None and is_held(current) and _serves_as_it_is(current, self._encoder):
            self._folder = current
            return load_snapshot(current, self._encoder)
        self._folder, index = index_of(documents, self._encoder, home, progress)
        return index

    def open(self, progress: Progress) -> Assistant:
        """The assistant over the current documents."""
        index = self.open_index(progress)
        self._speller = Speller.load()
        return Assistant(index, self._speller)

    def newer(self) -> Assistant | None:
        """An assistant over the snapshot that is current now, None while it is the one opened last.
        A snapshot that cannot be opened is tried once: SnapshotError."""
        folder = current_snapshot(self._settings.snapshots_folder)
        if folder is None or folder == self._folder or self._encoder is None:
            return None
        self._folder = folder
        return Assistant(load_snapshot(folder, self._encoder), self._speller)
