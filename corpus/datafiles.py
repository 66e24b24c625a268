"""The data files beside the code: names, abbreviations, successors, as TOML under corpus/data/."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_data(name: str) -> dict[str, Any]:
    """The content of ``corpus/data/<name>.toml``, read once; not to be changed."""
    text = (files("corpus") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
