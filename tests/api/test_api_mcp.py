"""MCP's door, knocked at by its own client: over HTTP, and over a process's input and output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters

from answer.keeping import Door
from api.services import Services
from tests.api.api_testing import ANSWERED, PLAN, ScriptedAssistant, running
from trolyso.store import open_store, sqlite_url

ROOT = Path(__file__).resolve().parents[2]


def _call(server: str | StdioServerParameters, tool: str, **arguments: Any) -> Any:
    async def call() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(call)


def _url(client: httpx.Client) -> str:
    return f"{client.base_url}/mcp"


def test_the_tools_are_listed_with_what_they_take(client: httpx.Client) -> None:
    async def tools() -> dict[str, Any]:
        async with Client(_url(client)) as mcp:
            return {tool.name: tool.input_schema for tool in (await mcp.list_tools()).tools}

    listed = anyio.run(tools)
    assert set(listed) == {"ask_documents", "search_clauses", "read_clause", "list_documents"}
    assert listed["ask_documents"]["required"] == ["question"]
    assert listed["search_clauses"]["properties"]["k"]["maximum"] == 50


def test_a_question_gets_the_whole_answer(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    result = _call(
        _url(client), "ask_documents", question="Bao giờ xong?", history=["Sở Nội vụ làm gì?"]
    )
    assert result.structured_content == ANSWERED.as_json()
    (question,) = scripted.asked
    assert (question.text, question.history) == ("Bao giờ xong?", ("Sở Nội vụ làm gì?",))


def test_clauses_are_found_and_read_word_for_word(client: httpx.Client) -> None:
    found = _call(_url(client), "search_clauses", query="đào tạo", k=2).structured_content
    assert len(found["items"]) == 2
    read = _call(_url(client), "read_clause", document_id=PLAN.id, address="II.1")
    assert read.structured_content["text"].startswith("1. Sở Nội vụ: Phối hợp đào tạo cán bộ")
    assert read.structured_content["full_citation"].startswith("khoản 1 mục II Kế hoạch số 87")


def test_documents_are_listed(client: httpx.Client) -> None:
    items = _call(_url(client), "list_documents").structured_content["items"]
    assert PLAN.id in {item["id"] for item in items}


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("read_clause", {"document_id": "none", "address": "I"}, "Không có văn bản “none”"),
        ("read_clause", {"document_id": PLAN.id, "address": "IX"}, "không có điều khoản “IX”"),
        ("ask_documents", {"question": " "}, "Câu hỏi đang trống"),
        ("ask_documents", {"question": "a" * 2001}, "2.001"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(
    client: httpx.Client, tool: str, arguments: dict[str, str], told: str
) -> None:
    result = _call(_url(client), tool, **arguments)
    assert result.is_error
    assert told in result.content[0].text


def test_while_the_assistant_loads_that_is_said() -> None:
    with running(lambda: None) as client:
        result = _call(_url(client), "list_documents")
    assert result.is_error
    assert "đang nạp" in result.content[0].text


def test_answers_given_here_are_kept_too(tmp_path: Path) -> None:
    store = open_store(sqlite_url(tmp_path / "t.db"))
    with running(ScriptedAssistant, Services(log=store.answers)) as client:
        _call(_url(client), "ask_documents", question="Sở Nội vụ làm gì?")
    kept = store.answers.exchange(ANSWERED.id)
    store.close()
    assert kept is not None
    assert kept.door is Door.MCP


def test_a_process_speaks_it_over_its_input_and_output(home: Path, shipped_index: object) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "trolyso", "mcp"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TROLYSO_HOME": str(home)},
    )
    result = _call(
        server, "ask_documents", question="Sở Nội vụ có nhiệm vụ gì trong kế hoạch 87 Quảng Ngãi?"
    )
    assert result.structured_content["citations"][0]["label"] == "khoản 5 mục IV"
