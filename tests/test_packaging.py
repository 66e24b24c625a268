"""What the distribution promises: one version, one changelog, names nobody else owns."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _project() -> dict[str, str]:
    project: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def test_the_newest_entry_of_the_changelog_is_the_version() -> None:
    entries = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert entries[0] == _project()["version"] == version("trolyso")


@pytest.mark.parametrize("name", ["corpus", "index", "answer", "api", "bot", "eval", "trolyso"])
def test_nobody_else_owns_a_top_level_name(name: str) -> None:
    owners = packages_distributions().get(name, ["trolyso"])
    assert set(owners) == {"trolyso"}


def test_every_dependency_is_pinned_and_named_in_the_readme() -> None:
    pinned = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    readme = (ROOT / "README.md").read_text("utf-8")
    for requirement in _project()["dependencies"]:
        name = re.split(r"[<>=]", requirement)[0]
        assert name.lower() in pinned, name
        assert name in readme, name
