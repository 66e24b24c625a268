"""The one place where the parts are put together: model, corpus, index, assistant, doors.

What is absent is made: the model from the packages that hold it, the snapshot from the documents.
A snapshot is made anew, too, when the documents read otherwise than those in it (one was added or
changed, or the reader has become better), or when another model is asked for. A damaged one is
not: whoever runs the machine should hear of that (SnapshotError).
"""

from __future__ import annotations

import _thread
import threading
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from answer.assistant import Assistant
from answer.protocol import AssistantLike
from bot.settings import BotSettings
from corpus.errors import SettingsError
from corpus.model import Document
from index.build import build_snapshot, is_built_as_now
from index.encoder import SentenceTransformerEncoder
from index.manifest import OtherSchemaError
from index.model import Encoder, Progress, silent
from index.model_folder import prepare_model
from index.search import Index
from index.snapshot import current_snapshot, load_snapshot
from trolyso.library import current_documents
from trolyso.settings import Settings


def ready_model(settings: Settings, progress: Progress = silent) -> Path | str:
    """The model to use: the one the settings name, else the shipped one, prepared if need be."""
    if settings.model is not None:
        return settings.model
    return prepare_model(settings.model_folder, progress)


def build_index(settings: Settings, progress: Progress = silent) -> Path:
    """Builds a snapshot of the current documents, makes it the current one, returns its folder."""
    encoder = _open_encoder(settings, progress)
    return build_snapshot(current_documents(), encoder, settings.snapshots_folder, progress)


def open_index(settings: Settings, progress: Progress = silent) -> Index:
    """The index to answer from, model and snapshot made where they are absent or out of date."""
    encoder = _open_encoder(settings, progress)
    return index_of(current_documents(), encoder, settings.snapshots_folder, progress)


def index_of(
    documents: Sequence[Document], encoder: Encoder, snapshots: Path, progress: Progress = silent
) -> Index:
    """The index over just these documents (in the order of their ids): the current snapshot's
    where it holds them and no others, by the same model, else that of a new snapshot."""
    folder = current_snapshot(snapshots)
    if folder is not None and _serves_as_it_is(folder, encoder):
        index = load_snapshot(folder, encoder)
        if list(index.documents.values()) == list(documents):
            return index
    return load_snapshot(build_snapshot(documents, encoder, snapshots, progress), encoder)


def _serves_as_it_is(folder: Path, encoder: Encoder) -> bool:
    """False for a snapshot of another model, recipe or schema: a build is due, and no fault."""
    try:
        return is_built_as_now(folder, encoder)
    except OtherSchemaError:
        return False


def open_assistant(settings: Settings, progress: Progress = silent) -> Assistant:
    """The assistant, ready to answer."""
    return Assistant(open_index(settings, progress))


def serve_http(
    load: Callable[[], AssistantLike],
    *,
    host: str,
    port: int,
    public_url: str | None,
    say: Callable[[str], None],
) -> None:
    """Serves web page and API until told to stop. Listens at once; ``load`` gives the assistant,
    in a thread beside. ``say`` is told the address, then that the assistant is ready. Raises what
    loading raised: a server that will never be ready shall not look as if it might."""
    # Imported here: a question on the command line need not wait for FastAPI.
    from api.app import create_app
    from api.server import serve

    loading = _Loading(load, say)
    app = create_app(loading.assistant, version=version("trolyso"), public_url=public_url)

    def on_listening(url: str) -> None:
        say(f"Trợ lý số: {url}  (đang nạp; nhấn Ctrl+C để dừng)")
        loading.start()

    try:
        serve(app, host, port, on_listening=on_listening)
    finally:
        if loading.error is not None:
            # In place of the KeyboardInterrupt by which the loading thread stopped the server.
            raise loading.error from None


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
    )


def run_bot(assistant: AssistantLike, telegram: BotSettings) -> None:
    """Runs the Telegram bot until told to stop."""
    # Imported here: a question on the command line need not wait for the Telegram library.
    from bot.application import run_polling_bot

    run_polling_bot(assistant, telegram)


def _open_encoder(settings: Settings, progress: Progress) -> Encoder:
    model = ready_model(settings, progress)
    progress("Nạp mô hình", 0, 1)
    encoder = SentenceTransformerEncoder(model)
    progress("Nạp mô hình", 1, 1)
    return encoder


class _Loading:
    """An assistant that is being loaded in a thread beside the server."""

    def __init__(self, load: Callable[[], AssistantLike], say: Callable[[str], None]) -> None:
        self._load = load
        self._say = say
        self._assistant: AssistantLike | None = None
        self.error: Exception | None = None

    def start(self) -> None:
        """Starts loading; when it fails, the main thread is interrupted as by Ctrl-C."""
        threading.Thread(target=self._run, name="loading", daemon=True).start()

    def assistant(self) -> AssistantLike | None:
        """The assistant, None until it is loaded."""
        return self._assistant

    def _run(self) -> None:
        try:
            self._assistant = self._load()
        except Exception as error:  # whatever it is, the main thread raises it
            self.error = error
            _thread.interrupt_main()
        else:
            self._say("Sẵn sàng trả lời.")
