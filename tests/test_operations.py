"""The operator's handbook names what there is: metrics and their labels, lines of the log, commands
and settings. Somebody reads it at night, when something has stopped."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from answer.keeping import Door, Rating
from answer.model import Answer, Status
from api.watch.metrics import Metrics
from trolyso.cli import run
from trolyso.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
HANDBOOK = (ROOT / "docs" / "operations.md").read_text("utf-8")

# `trolyso_requests_total{route!="/readyz",status=~"5.."}` in a cell of a table, and its labels.
_METRIC = re.compile(r"`(trolyso_[a-z_]+)(?:\{([^}]+)\})?`")
_LABEL = re.compile(r"([a-z]+)(=~|!=|=)\"([^\"]+)\"")

# The first cell of a line of the table on the log: “| `job … died with code -9` | …”.
_LOGGED = re.compile(r"^\| (`[^|]+`) \|", re.M)

# `trolyso keys revoke MÃ` in a sentence, and the same at the start of a line to be typed.
_COMMAND = re.compile(r"(?:`|^)trolyso ([a-z]+)", re.M)


def test_every_metric_that_is_to_be_watched_is_told_with_that_label() -> None:
    metrics = Metrics()
    for status, door in product(Status, Door):
        metrics.answered(Answer(status, ""), door)
    for rating in Rating:
        metrics.rated(rating)
    metrics.began()
    metrics.ended("/v1/ask", "POST", 503, 0.1)
    metrics.ended("/v1/ask", "POST", 429, 0.1)
    told = metrics.as_text().decode("utf-8")
    watched = _METRIC.findall(HANDBOOK)
    assert len(watched) > 8
    for name, labels in watched:
        series = re.findall(rf"^{name}(?:_bucket)?(?:\{{(.*)\}})? ", told, re.M)
        for label, sign, value in _LABEL.findall(labels):
            inside = value if sign == "=~" else re.escape(value)
            wanted = rf'\b{label}="(?!{inside}")' if sign == "!=" else rf'\b{label}="{inside}"'
            series = [one for one in series if re.search(wanted, one)]
        assert series, (name, labels)


def test_every_line_of_the_log_that_is_explained_is_written_somewhere() -> None:
    table = HANDBOOK[HANDBOOK.index("| Dòng nhật ký |") :].split("\n\n")[0]
    sources = "".join(
        path.read_text("utf-8")
        for package in ("api", "bot", "trolyso")
        for path in sorted((ROOT / package).rglob("*.py"))
    )
    lines = [line for cell in _LOGGED.findall(table) for line in re.findall(r"`([^`]+)`", cell)]
    assert len(lines) > 6
    for line in lines:
        for part in re.split(r" ?… ?| -?\d+$", line):
            assert part in sources, line


def test_every_command_and_setting_is_one() -> None:
    settings = {f"TROLYSO_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"TROLYSO_[A-Z_]+", HANDBOOK)) <= settings
    for command in sorted(set(_COMMAND.findall(HANDBOOK))):
        assert run([command, "--help"]) == 0, command


@pytest.mark.parametrize("unit", ["trolyso.service", "trolyso-bot.service"])
def test_what_dies_or_hangs_is_started_again_and_what_is_stopped_may_finish(unit: str) -> None:
    lines = (ROOT / "deploy" / unit).read_text("utf-8").splitlines()
    assert {"Restart=on-failure", "Type=notify", "WatchdogSec=60"} <= set(lines)
    (patience,) = (line for line in lines if line.startswith("TimeoutStopSec="))
    assert int(patience.partition("=")[2]) > 10  # what the server allows itself
