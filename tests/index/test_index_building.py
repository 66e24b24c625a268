"""One build at a time: who comes second waits, and says for whom."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from corpus.locking import LOCK
from index.building import building
from index.model import silent

# Holds a folder of snapshots until its standard input ends.
_HOLDER = """
import sys
from pathlib import Path
from index.building import building
from index.model import silent

with building(Path(sys.argv[1]), silent):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_build_waits_and_says_who_builds(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        said: list[str] = []

        def let_go(stage: str, done: int, total: int) -> None:
            said.append(stage)
            assert holder.stdin is not None
            holder.stdin.close()

        with building(tmp_path, let_go):
            assert f"tiến trình {os.getpid()} trên máy" in (tmp_path / LOCK).read_text("utf-8")
        (stage,) = said
        assert f"tiến trình {holder.pid} trên máy {socket.gethostname()} từ " in stage


def test_what_an_interrupted_build_left_is_taken_away(tmp_path: Path) -> None:
    left = tmp_path / ".20240624T080000.000000Z.x1y2"
    (left / "accented").mkdir(parents=True)
    (left / "vectors.npy").write_bytes(b"half")
    with building(tmp_path, silent):
        assert [path.name for path in tmp_path.iterdir()] == [LOCK]
