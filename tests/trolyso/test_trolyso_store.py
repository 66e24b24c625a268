from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from answer.jobs import Job, JobKind, JobState
from answer.keeping import Door, Exchange, Feedback, Rating, Reason, now
from answer.model import Answer, Citation, Question, Status
from tests.trolyso.postgresql import MISSING, running_postgresql
from trolyso.store import Store, StoreError, open_store, sqlite_url
from trolyso.store.database import make_engine, transaction
from trolyso.store.schema import HEAD, MIGRATIONS, bring_up_to_date
from trolyso.store.tables import METADATA


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """The URL of a real PostgreSQL."""
    with running_postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, on either kind of database."""
    if request.param == "sqlite":
        opened = open_store(sqlite_url(tmp_path / "kho ?#% dữ liệu" / "trolyso.db"))
        yield opened
        opened.close()
        return
    if MISSING:
        pytest.skip(MISSING)
    url = request.getfixturevalue("postgresql")
    opened = open_store(url)
    yield opened
    opened.close()
    engine = make_engine(url)
    with transaction(engine) as connection:
        METADATA.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    engine.dispose()


def _exchange(answer_id: str = "a1", **changes: object) -> Exchange:
    values: dict[str, object] = {
        "answer_id": answer_id,
        "door": Door.API,
        "question": "Bao giờ xong?",
        "answer": "Trong tháng 5/2024 [1].",
        "status": "answered",
        "document_ids": ("d1",),
        "milliseconds": 12.5,
        "person": "p1",
    }
    return Exchange(**{**values, **changes})  # type: ignore[arg-type]


def test_an_exchange_is_kept_as_it_was(store: Store) -> None:
    exchange = _exchange(document_ids=("d1", "d2"))
    store.answers.record(exchange)
    assert store.answers.exchange("a1") == exchange
    assert store.answers.exchange("a2") is None


def test_an_exchange_is_made_of_a_question_and_its_answer() -> None:
    cited = [
        Citation(n, document, None, "", None, None, "I", "mục I", "", "", 0, 0, "")
        for n, document in enumerate(("b", "a", "b"), 1)
    ]
    answer = Answer(Status.PARTIAL, "lời [1]", tuple(cited), timings_ms={"total": 3.0}, id="x")
    exchange = Exchange.of(Question("hỏi"), answer, Door.TELEGRAM, "p")
    assert (exchange.answer_id, exchange.status, exchange.milliseconds) == ("x", "partial", 3.0)
    assert exchange.document_ids == ("b", "a")


def test_a_record_that_fails_is_logged_without_its_words_and_never_raised(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.answers.record(_exchange())
    store.answers.record(_exchange(question="điều bí mật"))
    assert "not recorded" in caplog.text
    assert "bí mật" not in caplog.text


def test_what_is_recorded_soon_is_found_at_once_and_can_be_rated(store: Store) -> None:
    store.answers.record_soon(_exchange("a1"))
    assert store.feedback.rate(Feedback("a1", Rating.GOOD))
    exchange = _exchange("a2")
    store.answers.record_soon(exchange)
    assert store.answers.exchange("a2") == exchange
    store.answers.record_soon(_exchange("a3"))
    assert store.answers.usage(now() - timedelta(hours=1)).questions == 3


def test_what_is_recorded_soon_is_recorded_by_itself_and_when_the_store_closes(
    tmp_path: Path,
) -> None:
    url = sqlite_url(tmp_path / "t.db")
    first, second = open_store(url), open_store(url)
    first.answers.record_soon(_exchange("a1"))
    until = monotonic() + 10
    while second.answers.exchange("a1") is None:
        assert monotonic() < until
    for n in range(2, 102):
        first.answers.record_soon(_exchange(f"a{n}"))
    first.close()
    assert second.answers.usage(now() - timedelta(hours=1)).questions == 101
    second.close()


def test_an_exchange_that_the_database_refuses_takes_no_other_with_it(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    for answer_id in ("a1", "a2", "a1", "a3"):
        store.answers.record_soon(_exchange(answer_id))
    assert store.answers.usage(now() - timedelta(hours=1)).questions == 3
    assert "an answer was not recorded" in caplog.text


def test_a_second_word_of_the_same_person_replaces_the_first(store: Store) -> None:
    store.answers.record(_exchange())
    assert store.feedback.rate(Feedback("a1", Rating.GOOD, person="p1"))
    bad = Feedback("a1", Rating.BAD, Reason.WRONG_CLAUSE, "sai khoản", "p1")
    assert store.feedback.rate(bad)
    (complaint,) = store.feedback.complaints()
    assert (complaint.feedback, complaint.exchange.question) == (bad, "Bao giờ xong?")
    assert len(store.feedback.complaints(rating=None)) == 1


def test_feedback_on_an_unknown_answer_is_not_kept(store: Store) -> None:
    assert not store.feedback.rate(Feedback("none", Rating.BAD))
    assert store.feedback.complaints(rating=None) == []


def test_complaints_come_newest_first(store: Store) -> None:
    for n in range(3):
        store.answers.record(_exchange(f"a{n}"))
        store.feedback.rate(Feedback(f"a{n}", Rating.BAD))
    assert [c.exchange.answer_id for c in store.feedback.complaints(2)] == ["a2", "a1"]


def test_usage_counts_what_was_asked_since_then(store: Store) -> None:
    old = now() - timedelta(days=8)
    store.answers.record(_exchange("a0", at=old))
    for n, status in enumerate(("answered", "partial", "not_stated", "answered"), 1):
        documents = ("d1", "d2") if n == 1 else ("d1",)
        store.answers.record(
            _exchange(f"a{n}", status=status, milliseconds=float(n), document_ids=documents)
        )
    store.feedback.rate(Feedback("a1", Rating.BAD))
    usage = store.answers.usage(now() - timedelta(days=7))
    assert (usage.questions, usage.refused, usage.good, usage.bad) == (4, 1, 0, 1)
    assert (usage.p50, usage.p95) == (3.0, 4.0)
    assert usage.documents == (("d1", 4), ("d2", 1))
    assert store.answers.usage(now()).p50 is None


def test_what_is_kept_about_a_person_can_be_erased(store: Store) -> None:
    store.answers.record(_exchange("a1", person="p1"))
    store.answers.record(_exchange("a2", person="p2"))
    store.feedback.rate(Feedback("a2", Rating.BAD, person="p1"))
    assert store.answers.erase("p1") == 1
    assert store.answers.exchange("a1") is None
    assert store.answers.exchange("a2") is not None
    assert store.feedback.complaints() == []


def test_what_is_past_its_time_is_forgotten(tmp_path: Path) -> None:
    store = open_store(sqlite_url(tmp_path / "t.db"), retention_days=30)
    store.answers.record(_exchange("old", at=now() - timedelta(days=31)))
    store.answers.record(_exchange("new", at=now() - timedelta(days=29)))
    assert store.answers.exchange("old") is None
    assert store.answers.exchange("new") is not None
    store.close()


def test_a_pseudonym_is_the_same_in_every_process_and_another_in_another_database(
    tmp_path: Path,
) -> None:
    names = []
    for file in ("a.db", "a.db", "b.db"):
        store = open_store(sqlite_url(tmp_path / file))
        names.append(store.answers.pseudonym(Door.TELEGRAM, "42"))
        store.close()
    assert names[0] == names[1] != names[2]
    assert len(names[0]) == 32


def test_jobs_are_kept_as_they_go_and_interrupted_by_desk(store: Store) -> None:
    for id_, desk in (("a", "here"), ("b", "here"), ("c", "elsewhere")):
        store.jobs.add(Job(id_, JobKind.REBUILD, now()), desk)
    store.jobs.change("a", state=JobState.RUNNING, stage="Đọc tệp", done=1, total=3)
    running = store.jobs.job("a")
    assert running is not None
    assert (running.stage, running.done, running.total) == ("Đọc tệp", 1, 3)
    store.jobs.change("a", state=JobState.DONE, result={"snapshot": "s"}, finished_at=now())
    store.jobs.interrupt("here")
    told = {job.id: job.state for job in store.jobs.latest()}
    assert list(told) == ["c", "b", "a"]
    assert told == {"a": "done", "b": "interrupted", "c": "queued"}
    assert store.jobs.job("nope") is None


def test_only_the_latest_jobs_are_kept(store: Store) -> None:
    for number in range(203):
        job = Job(str(number), JobKind.REBUILD, now() + timedelta(seconds=number))
        store.jobs.add(replace(job, state=JobState.DONE), "here")
    assert len(store.jobs.latest()) == 200
    assert store.jobs.job("2") is None
    assert store.jobs.job("3") is not None


def test_the_tables_are_those_that_the_migrations_make(store: Store, tmp_path: Path) -> None:
    engine = make_engine(sqlite_url(tmp_path / "m.db"))
    bring_up_to_date(engine)
    made = inspect(engine)
    assert set(made.get_table_names()) == {*METADATA.tables, "alembic_version"}
    for table in METADATA.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in made.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
    engine.dispose()


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_several_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    failed: list[Exception] = []

    def open_it() -> None:
        try:
            open_store(sqlite_url(tmp_path / "new.db")).close()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_database_of_a_newer_version_is_refused_with_both_versions(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "t.db")
    open_store(url).close()
    engine = make_engine(url)
    with transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=rf"9999.*{HEAD}"):
        open_store(url)


@pytest.mark.parametrize(
    "url", ["", "no url", "nosuchdatabase://secret@host/x", "postgresql+nosuch://u:secret@h/d"]
)
def test_an_unusable_url_is_refused_and_never_repeated(url: str) -> None:
    with pytest.raises(StoreError, match="TROLYSO_DATABASE_URL") as refused:
        open_store(url)
    assert "secret" not in str(refused.value) + refused.value.english


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.db"
    file.write_bytes(b"not a database, but long enough to look" * 50)
    with pytest.raises(StoreError, match="not a database"):
        open_store(sqlite_url(file))
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(file).execute("SELECT 1 FROM sqlite_master")
