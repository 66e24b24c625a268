"""The encoder that the settings ask for, made ready if need be.

Apart from ``trolyso.wiring``, which brings all the rest with it: a door lets the model load, most
of which is no Python, while it imports that.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from index.model import Encoder, Progress, silent
from index.model_folder import encoder_of, is_prepared, prepare_model
from trolyso.settings import Settings


def ready_model(
    settings: Settings, progress: Progress = silent, *, renew: bool = False
) -> Path | str:
    """The model to use: the one the settings name, else the shipped one, prepared if need be, or
    where an earlier version prepared it and ``renew`` is asked for."""
    if settings.model is not None:
        return settings.model
    return prepare_model(settings.model_folder, progress, renew=renew)


def open_encoder(settings: Settings, progress: Progress = silent) -> Encoder:
    """The encoder over the model to use, made ready if need be."""
    model = ready_model(settings, progress)
    progress("Nạp mô hình", 0, 1)
    encoder = encoder_of(model)
    progress("Nạp mô hình", 1, 1)
    return encoder


def load_encoder(settings: Settings, progress: Progress = silent) -> Future[Encoder]:
    """The same in a thread."""
    pool = ThreadPoolExecutor(1, "encoder")
    loading = pool.submit(open_encoder, settings, progress)
    pool.shutdown(wait=False)
    return loading


def begin_encoder(settings: Settings) -> Future[Encoder] | None:
    """The same, where nothing has to be prepared that people would watch; else None."""
    prepared = settings.model is not None or is_prepared(settings.model_folder)
    return load_encoder(settings) if prepared else None
