from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.access import Scope
from trolyso.cli import run
from trolyso.store import Store, open_store, sqlite_url


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(sqlite_url(tmp_path / "trolyso.db"))
    yield opened
    opened.close()


def test_a_key_is_known_by_its_secret_alone_and_the_secret_is_not_kept(
    store: Store, tmp_path: Path
) -> None:
    key, secret = store.keys.create("cổng tỉnh", [Scope.ASK])
    assert store.keys.holder(secret) == key
    assert store.keys.holder(secret[:-1] + "_") is None
    assert store.keys.holder("") is None
    (used,) = store.keys.all()
    assert used.used_at is not None
    kept = sqlite3.connect(tmp_path / "trolyso.db")
    assert secret.split("_", 2)[2] not in "\n".join(kept.iterdump())
    kept.close()


def test_a_revoked_key_opens_nothing_ever_again(store: Store) -> None:
    key, secret = store.keys.create("cũ", [Scope.ADMIN])
    revoked = store.keys.revoke(key.id)
    assert revoked is not None
    assert revoked.revoked_at is not None
    assert not revoked.allows(Scope.ASK)
    assert store.keys.holder(secret) is None
    assert store.keys.revoke(key.id) == revoked
    assert store.keys.revoke("00000000") is None


def test_keys_are_made_listed_and_revoked_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TROLYSO_HOME", str(tmp_path))
    assert run(["keys", "list"]) == 0
    assert "Chưa có khoá nào" in capsys.readouterr().out
    assert run(["keys", "create", "cổng tỉnh", "--scope", "ask", "--scope", "metrics"]) == 0
    made = capsys.readouterr()
    assert made.out.startswith("tls_")
    assert "không xem lại được" in made.err
    id_ = made.out.split("_")[1]
    assert run(["keys", "list", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["id"], listed["scopes"]) == (id_, ["ask", "metrics"])
    assert run(["keys", "revoke", id_]) == 0
    capsys.readouterr()
    assert run(["keys", "list"]) == 0
    assert "đã thu hồi" in capsys.readouterr().out
    assert run(["keys", "revoke", "ffffffff"]) == 1
    assert "trolyso keys list" in capsys.readouterr().err
