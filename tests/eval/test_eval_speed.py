import json
import os
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from eval.errors import EvalError
from eval.speed.facts import Facts, facts
from eval.speed.measure import Measured
from eval.speed.page import percentile, put, rows, section
from eval.speed.server import Served, ask_all
from eval.speed.workers import Worked, resident_megabytes, work

MACHINE = Facts(
    datetime(2026, 11, 28, 8, 0, tzinfo=UTC), "Một CPU", 2, 23.5, 0.1, "Linux", ("torch 2.13",)
)


def measured(**changed: Any) -> Measured:
    """A measurement whose every goal is met, by a hair where it can be."""
    settings: dict[str, Any] = {
        "facts": MACHINE,
        "questions": 120,
        "documents": 5,
        "passages": 185,
        "server": Served(2.0, (10.0, 20.0, 40.0), 60.0, 0, 450.0),
        "ours": Worked(1.0, {"milliseconds": [10.0], "passages_per_second": 13.0}),
        "reference": Worked(9.0, {"passages_per_second": 10.0}),
        "peer": Worked(8.0, {"milliseconds": [40.0], "megabytes": 900.0}),
        "peer_build": Worked(9.0, {"passages_per_second": 10.0}),
    }
    return Measured(**(settings | changed))


def test_every_goal_is_met_just_so() -> None:
    assert [row.good for row in rows(measured())] == [True] * 9


def test_a_goal_that_is_missed_is_shown_as_missed() -> None:
    slow = measured(server=Served(2.1, (10.0, 20.1, 40.1), 59.0, 1, 451.0))
    assert [row.good for row in rows(slow)] == [False] * 5 + [True, True, False, False]
    assert "| Hỏi qua HTTP, p95 | 40.1 ms | – | ≤ 40 ms | ✗ |" in section(slow)


def test_without_the_peer_its_rows_are_left_out_and_the_page_says_so() -> None:
    alone = measured(peer=None, peer_build=None)
    assert len(rows(alone)) == 6
    assert "cài phần thêm `peers`" in section(alone)


def test_the_section_names_machine_date_and_versions() -> None:
    text = section(measured())
    assert "28/11/2026 08:00 UTC · Một CPU · 2 nhân · 23.5 GiB" in text
    assert "torch 2.13" in text


def test_a_section_takes_the_place_of_the_one_of_its_name_alone(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    put(page, "bench", "Một máy", "cũ\n")
    put(page, "scale", "Lớn", "khác\n")
    page.write_text(page.read_text("utf-8") + "\nLời người viết.\n", encoding="utf-8")
    put(page, "bench", "Một máy", "mới \\1\n")
    text = page.read_text("utf-8")
    assert "cũ" not in text
    assert text.index("mới \\1") < text.index("khác") < text.index("Lời người viết.")


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 3), (0.95, 5), (1.0, 5)])
def test_percentiles_by_hand(share: float, expected: float) -> None:
    assert percentile([5, 1, 4, 2, 3], share) == expected


def test_this_machine_has_facts() -> None:
    here = facts()
    assert here.cores == len(os.sched_getaffinity(0))
    assert here.memory_gib > 0.5
    assert here.cpu


def test_memory_of_this_process_is_told_in_megabytes() -> None:
    assert 10 < resident_megabytes() < 100_000
    assert resident_megabytes(os.getpid()) == pytest.approx(resident_megabytes(), rel=0.2)


def test_a_worker_says_when_it_is_ready_and_what_it_measured(tmp_path: Path) -> None:
    (tmp_path / "works.py").write_text("print('ready'); print('{\"n\": 3}')", encoding="utf-8")
    worked = work("works", [], {**os.environ, "PYTHONPATH": str(tmp_path)})
    assert worked.result == {"n": 3}
    assert worked.ready > 0


def test_a_worker_that_fails_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "fails.py").write_text("raise SystemExit(3)", encoding="utf-8")
    with pytest.raises(EvalError, match="fails dừng với mã 3"):
        work("fails", [], {**os.environ, "PYTHONPATH": str(tmp_path)})


class _Door(BaseHTTPRequestHandler):
    """Stands for the API: answers all but what it is told to refuse."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(503 if body["question"] == "không" else 200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
        pass


def test_questions_are_timed_and_refusals_counted() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        taken, failed = ask_all(["có", "không", "có"], server.server_address[1])
        server.shutdown()
    assert len(taken) == 3
    assert failed == 1
