"""The README's examples of the API do what it says, and it names every route there is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.api.api_testing import DUTY, PLAN

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")

# "```sh", then the example, then "```".
_BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.M | re.S)

# How the README calls the server; a test has one of its own.
_SERVER = re.compile(r"(?:http://)?(?:127\.0\.0\.1|localhost|máy-chủ):8000")

# A route in running text: "/v1/documents/{id}/clauses/{địa chỉ}".
_ROUTE = re.compile(r"/(?:v1/[a-z]|healthz|readyz|metrics)(?:\{[^}]*\}|[^\s`\"')*,;{])*")


def _examples(language: str, about: str) -> list[str]:
    return [code for kind, code in _BLOCK.findall(README) if kind == language and about in code]


def _run(command: list[str], client: httpx.Client) -> str:
    here = [_SERVER.sub(str(client.base_url).rstrip("/"), part) for part in command]
    done = subprocess.run(here, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs the package curl")
def test_what_is_asked_with_curl_is_answered(client: httpx.Client) -> None:
    (example,) = _examples("sh", "/v1/ask")
    assert '"status":"answered"' in _run(["sh", "-c", example], client)


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs the package curl")
def test_a_key_is_sent_with_curl_as_the_readme_says(client: httpx.Client) -> None:
    (example,) = _examples("sh", "keys revoke")
    (call,) = [line for line in example.splitlines() if line.startswith("curl")]
    assert PLAN.id in _run(["sh", "-c", call], client)


@pytest.mark.parametrize("library", ["openai", "langchain_openai"])
def test_other_libraries_are_answered(client: httpx.Client, library: str) -> None:
    (example,) = _examples("python", f"from {library} import")
    assert DUTY.quote in _run([sys.executable, "-W", "ignore", "-c", example], client)


def test_every_route_is_named_and_every_name_is_a_route(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    bare = {re.sub(r"\{[^}]*\}", "{}", path) for path in paths}
    named = {re.sub(r"\{[^}]*\}", "{}", path) for path in _ROUTE.findall(README)}
    assert {path for path in bare if not path.startswith("/v1/admin")} <= named
    assert named - {"/v1/admin"} <= bare
