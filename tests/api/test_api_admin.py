"""Administration over HTTP: the real desk, real files, real builds in processes of their own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from answer.access import Scope
from answer.keeping import Door, Exchange, Feedback, Rating
from api.services import Services
from tests.api.api_testing import PLAN, ScriptedAssistant, running
from trolyso.administration import Desk
from trolyso.settings import Settings
from trolyso.store import Store, open_store, sqlite_url

_PATIENCE = 120.0
NOTICE = """UBND TỈNH QUẢNG NGÃI
Số: 12/TB-UBND
Quảng Ngãi, ngày 01 tháng 02 năm 2025
THÔNG BÁO
Về việc đào tạo chuyển đổi số, cụ thể như sau:
1. Sở Nội vụ đào tạo cán bộ, hoàn thành trong tháng 6/2025.
2. Sở Tài chính bố trí kinh phí.
"""


@pytest.fixture(scope="module")
def settings(
    furnish: Callable[[Path], Settings], tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """A data directory with the shared model and a snapshot of the shipped documents."""
    return furnish(tmp_path_factory.mktemp("admin"))


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(sqlite_url(settings.database_file))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def desk(settings: Settings, store: Store) -> Iterator[Desk]:
    opened = Desk(settings, store.jobs)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def admin(desk: Desk, store: Store) -> Iterator[httpx.Client]:
    """A client with a key for administration."""
    services = Services(store.answers, store.feedback, store.keys, desk)
    with running(ScriptedAssistant, services) as client:
        _, secret = store.keys.create("quản trị", [Scope.ADMIN])
        client.headers["authorization"] = f"Bearer {secret}"
        yield client


def _upload(admin: httpx.Client, *files: tuple[str, bytes]) -> httpx.Response:
    return admin.post("/v1/admin/documents", files=[("files", file) for file in files])


def _ended(admin: httpx.Client, job: dict[str, Any]) -> dict[str, Any]:
    """The job once it is done or has failed."""

    def look() -> dict[str, Any]:
        told: dict[str, Any] = admin.get(f"/v1/admin/jobs/{job['id']}").json()
        return told

    _wait(lambda: look()["finished_at"] is not None)
    return look()


def _wait(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _current(admin: httpx.Client) -> str:
    name: str = admin.get("/v1/admin/snapshots").json()["current"]
    return name


def test_an_uploaded_file_is_read_built_in_and_can_be_gone_back_from(
    admin: httpx.Client, settings: Settings
) -> None:
    before = _current(admin)
    sent = _upload(admin, ("../../thông báo.txt", NOTICE.encode()), ("rỗng.pdf", b"%PDF-torn"))
    assert (sent.status_code, sent.json()["state"]) == (202, "queued")
    assert sent.headers["location"] == f"/v1/admin/jobs/{sent.json()['id']}"
    job = _ended(admin, sent.json())
    assert (job["state"], job["error"]) == ("done", None)
    (read,) = job["result"]["files"]["read"]
    assert (read["file"], read["number"]) == ("thông báo.txt", "12/TB-UBND")
    (failed,) = job["result"]["files"]["failed"]
    assert failed["file"] == "rỗng.pdf"
    assert job["result"]["snapshot"] == _current(admin) != before
    (premises,) = filter(Path.is_dir, (settings.home / "uploads").iterdir())
    assert list(filter(Path.is_dir, premises.iterdir())) == []

    report = admin.get(f"/v1/admin/documents/{read['id']}").json()
    assert report["library"]["sha256"]
    assert report["clauses"]
    listed = admin.get("/v1/admin/documents").json()["items"]
    assert {item["id"] for item in listed if item["added_at"]} == {read["id"]}
    assert read["id"] in [item["id"] for item in listed]

    back = admin.post("/v1/admin/snapshots/rollback").json()
    assert back["name"] == _current(admin) == before
    forth = admin.post(f"/v1/admin/snapshots/{job['result']['snapshot']}/activate")
    assert forth.json()["documents"] == 6
    assert _current(admin) == job["result"]["snapshot"]

    renamed = admin.post(
        f"/v1/admin/documents/{read['id']}/confirm", json={"number": "13/TB-UBND"}
    ).json()
    assert renamed["library"]["confirmed"] == {"number": "13/TB-UBND"}
    assert renamed["number"] == "13/TB-UBND"
    assert admin.delete(f"/v1/admin/documents/{renamed['id']}").status_code == 204
    assert admin.get(f"/v1/admin/documents/{renamed['id']}").status_code == 404


def test_a_job_that_is_killed_says_so_and_leaves_the_snapshot(
    admin: httpx.Client, desk: Desk
) -> None:
    before = _current(admin)
    job = admin.post("/v1/admin/rebuild").json()
    _wait(lambda: desk.job(job["id"]).state == "running" and desk._runner._running is not None)
    worker = desk._runner._running
    assert worker is not None
    os.kill(worker.pid, signal.SIGKILL)
    ended = _ended(admin, job)
    assert ended["state"] == "failed"
    assert "bản dựng cũ vẫn dùng" in ended["error"]
    assert _current(admin) == before
    assert admin.get("/v1/admin/jobs").json()["items"][0]["id"] == job["id"]


def test_what_ships_cannot_be_taken_out(admin: httpx.Client) -> None:
    response = admin.delete("/v1/admin/documents/quang-ngai-87-kh-ubnd-2024")
    assert response.status_code == 409
    assert "đi kèm sản phẩm" in response.json()["error"]["message"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "jobs/none"),
        ("GET", "documents/none"),
        ("DELETE", "documents/..%2F..%2Fetc"),
        ("POST", "snapshots/..%2F..%2Fetc/activate"),
        ("POST", "snapshots/20240101T000000.000000Z-00000000/activate"),
    ],
)
def test_what_is_not_there_is_not_found(admin: httpx.Client, method: str, path: str) -> None:
    response = admin.request(method, f"/v1/admin/{path}")
    assert (response.status_code, set(response.json())) == (404, {"error"})


def test_an_upload_without_files_or_names_is_refused(admin: httpx.Client) -> None:
    for sent in ({}, {"data": {"files": "x"}}, {"files": [("other", ("a.txt", b"x"))]}):
        response = admin.post("/v1/admin/documents", **sent)
        assert (response.status_code, response.json()["error"]["code"]) == (422, "no_files")
    nameless = admin.post("/v1/admin/documents", files=[("files", ("..", b"x"))])
    assert (nameless.status_code, nameless.json()["error"]["code"]) == (422, "nameless_file")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (
            b"--b\r\nContent-Disposition: form-data; name=files; filename=a.txt\r\n\r\nx",
            400,
            "torn",
        ),
        (b"not a form at all", 400, "torn"),
        (
            b"--b\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\nx\r\n" * 51,
            422,
            "many",
        ),
        (b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n" * 300, 422, "many"),
    ],
)
def test_a_form_that_is_torn_or_holds_too_much_is_refused_and_leaves_nothing(
    admin: httpx.Client, settings: Settings, body: bytes, status: int, code: str
) -> None:
    headers = {"content-type": "multipart/form-data; boundary=b"}
    response = admin.post("/v1/admin/documents", content=body, headers=headers)
    names = {"torn": "invalid_multipart", "many": "too_many_files"}
    assert (response.status_code, response.json()["error"]["code"]) == (status, names[code])
    assert list((settings.home / "uploads").glob("*/*/*")) == []


def test_two_files_of_one_name_are_both_read(admin: httpx.Client) -> None:
    sent = _upload(admin, ("một.txt", NOTICE.encode()), ("a/một.txt", b"%PDF-torn"))
    job = _ended(admin, sent.json())
    files = job["result"]["files"]
    assert [len(files[of]) for of in ("read", "failed")] == [1, 1]


def test_an_upload_goes_to_the_data_directory_and_nowhere_else(
    admin: httpx.Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "full"))  # opening a file there fails
    sent = _upload(admin, ("lớn.pdf", b"%PDF-" + b"x" * 3_000_000))
    assert sent.status_code == 202
    assert _ended(admin, sent.json())["state"] == "done"


def test_feedback_and_usage_are_seen(admin: httpx.Client, store: Store) -> None:
    store.answers.record(Exchange("a1", Door.API, "Hỏi?", "Đáp [1].", "answered", (PLAN.id,), 12.0))
    store.feedback.rate(Feedback("a1", Rating.BAD, comment="<script>alert(1)</script>"))
    (item,) = admin.get("/v1/admin/feedback", params={"rating": "bad"}).json()["items"]
    assert (item["question"], item["comment"]) == ("Hỏi?", "<script>alert(1)</script>")
    assert admin.get("/v1/admin/feedback", params={"rating": "good"}).json() == {"items": []}
    usage = admin.get("/v1/admin/usage").json()
    assert (usage["questions"], usage["bad"]) == (1, 1)
    assert usage["documents"] == [{"id": PLAN.id, "answers": 1}]


@pytest.mark.parametrize("path", ["documents", "jobs", "snapshots", "feedback", "usage"])
def test_a_key_for_asking_does_not_administer(admin: httpx.Client, store: Store, path: str) -> None:
    _, secret = store.keys.create("hỏi", [Scope.ASK])
    response = admin.get(f"/v1/admin/{path}", headers={"authorization": f"Bearer {secret}"})
    assert response.status_code == 403


def test_a_server_without_a_desk_says_so(store: Store) -> None:
    _, secret = store.keys.create("quản trị", [Scope.ADMIN])
    with running(ScriptedAssistant, Services(keys=store.keys)) as client:
        client.headers["authorization"] = f"Bearer {secret}"
        for path in ("documents", "feedback", "usage"):
            assert client.get(f"/v1/admin/{path}").status_code == 503
