"""The tools: ask, search, read a clause, list documents. Over stdio or HTTP alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from anyio import to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from answer.documents import document_summary, search_results
from answer.model import MAX_HISTORY, MAX_QUESTION, Answer, Question
from answer.protocol import AssistantLike
from api.documents import find_clause, find_document
from corpus.cite import clause_url, full_citation
from corpus.errors import TroLySoError
from corpus.text import nfc
from index.model import Filters

Ask = Callable[[AssistantLike, Question], Awaitable[Answer]]
"""Answers a question, and keeps it if this server keeps questions."""

_INSTRUCTIONS = """Hỏi đáp văn bản chính quyền Việt Nam về chuyển đổi số. Câu trả lời là nguyên văn,
dẫn nguồn đến điểm, khoản, mục; không có thì nói rõ là không có. Answers are verbatim quotes from
Vietnamese official documents: pass them on with their citations, and pass a refusal on as one."""

_LOADING = "Trợ lý đang nạp dữ liệu, hãy thử lại sau vài giây. / The assistant is still loading."

_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Ids = Annotated[list[str] | None, Field(description="Chỉ trong các văn bản này (mã).")]
Provinces = Annotated[list[str] | None, Field(description="Chỉ văn bản của các tỉnh này.")]
Years = Annotated[list[int] | None, Field(description="Chỉ văn bản ban hành các năm này.")]


def make_server(
    get_assistant: Callable[[], AssistantLike | None], ask: Ask, version: str
) -> MCPServer[Any]:
    """A server with the tools, over whatever assistant ``get_assistant`` gives at each call."""
    server: MCPServer[Any] = MCPServer(
        "trolyso", title="Trợ lý số", instructions=_INSTRUCTIONS, version=version
    )

    def assistant() -> AssistantLike:
        ready = get_assistant()
        if ready is None:
            raise ToolError(_LOADING)
        return ready

    @server.tool(title="Hỏi văn bản", annotations=_READ_ONLY)
    async def ask_documents(
        question: Annotated[str, Field(max_length=2 * MAX_QUESTION)],
        history: Annotated[
            list[str] | None,
            Field(max_length=MAX_HISTORY, description="Các câu hỏi trước, cũ nhất đứng đầu."),
        ] = None,
        document_ids: Ids = None,
        provinces: Provinces = None,
        years: Years = None,
    ) -> dict[str, Any]:
        """Trả lời một câu hỏi bằng nguyên văn kèm trích dẫn đến điểm, khoản, mục. Answer a question
        about the documents, in Vietnamese or English; `status` tells a refusal."""
        filters = Filters(tuple(document_ids or ()), tuple(provinces or ()), tuple(years or ()))
        try:
            asked = Question(question, tuple(history or ()), filters)
        except TroLySoError as error:
            raise ToolError(_told(error)) from error
        return (await ask(assistant(), asked)).as_json()

    @server.tool(title="Tìm điều khoản", annotations=_READ_ONLY)
    async def search_clauses(
        query: Annotated[str, Field(min_length=1, max_length=MAX_QUESTION)],
        k: Annotated[int, Field(ge=1, le=50)] = 10,
        document_ids: Ids = None,
        provinces: Provinces = None,
        years: Years = None,
    ) -> dict[str, Any]:
        """Các điều khoản hợp với một câu tìm, hợp nhất đứng đầu. Ranked clauses with scores."""
        filters = Filters(tuple(document_ids or ()), tuple(provinces or ()), tuple(years or ()))
        words = nfc(query)
        hits = await to_thread.run_sync(lambda: assistant().search(words, k, filters))
        return search_results(words, hits)

    @server.tool(title="Đọc một điều khoản", annotations=_READ_ONLY)
    async def read_clause(document_id: str, address: str) -> dict[str, Any]:
        """Nguyên văn một điều khoản theo địa chỉ (IV.2.c, Đ5.2.a). A clause word for word."""
        try:
            document = find_document(assistant(), document_id)
            clause = find_clause(document, address)
        except TroLySoError as error:
            raise ToolError(_told(error)) from error
        return {
            "document_id": document.id,
            "address": clause.address,
            "label": clause.label,
            "text": document.text[clause.start : clause.end],
            "full_citation": full_citation(document, clause.label),
            "url": clause_url(document.id, clause.address),
        }

    @server.tool(title="Liệt kê văn bản", annotations=_READ_ONLY)
    async def list_documents() -> dict[str, Any]:
        """Các văn bản trong kho. The documents of the corpus with their metadata."""
        return {"items": [document_summary(held) for held in assistant().documents.values()]}

    return server


def _told(error: TroLySoError) -> str:
    return f"{error} / {error.english}" if error.english else str(error)
