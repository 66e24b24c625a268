"""What decides, besides documents and model, what a build comes to."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from index.heads import HEADING_WORDS
from index.manifest import Manifest
from index.model import DEFAULT_SIZES, Encoder, PassageSettings
from index.postings import K1, B
from index.search import DEFAULT_FUSION

VERSION = 4
"""To be raised whenever the code cuts, heads or counts the same documents otherwise than before."""


def recipe_of(sizes: PassageSettings) -> dict[str, Any]:
    """The recipe as JSON, kept in the manifest."""
    return {
        "version": VERSION,
        "passages": asdict(sizes),
        "bm25": {"k1": K1, "b": B},
        "heading_words": HEADING_WORDS,
    }


def is_built_as_now(manifest: Manifest, encoder: Encoder) -> bool:
    """True when a snapshot was built with this model and as this version builds by default; else
    a build of the same documents would come out otherwise, and is due."""
    return (
        manifest["model"]["digest"] == encoder.digest
        and manifest.get("recipe") == recipe_of(DEFAULT_SIZES)
        and manifest["fusion"] == asdict(DEFAULT_FUSION)
    )
