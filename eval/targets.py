"""Whom eval asks: the answer code in this process, or a running server over HTTP.

Both give the same Reply and the same view of the documents, so that everything after them cannot
tell which it was.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import quote

import httpx

from answer.model import Question
from answer.protocol import AssistantLike
from corpus.errors import TroLySoError
from corpus.model import Span
from eval.errors import EvalError
from eval.invariants import CorpusText
from eval.questions import EvalQuestion
from eval.reply import Reply

# A server that still loads its model may take this long for its first answer, seconds.
_TIMEOUT = 60.0


class Target(Protocol):
    """Something that answers questions and shows the documents it answers from."""

    @property
    def name(self) -> str:
        """What was asked, for the report."""

    def ask(self, question: EvalQuestion) -> Reply:
        """The reply, with the time it took; a question that fails gives ``Reply.failed``."""

    def document(self, document_id: str) -> CorpusText | None:
        """A document as the target shows it, None when it has none of that id."""

    def provinces(self) -> Mapping[str, str]:
        """The provinces of the documents that are of one, by the documents' sources."""


class InProcess:
    """The answer code in this process."""

    name = "trong tiến trình"

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant

    def ask(self, question: EvalQuestion) -> Reply:
        start = time.perf_counter()
        try:
            answer = self._assistant.ask(Question(question.question, question.history))
        except TroLySoError as error:
            return Reply.failed(str(error), _milliseconds_since(start))
        return Reply.from_json(answer.as_json(), _milliseconds_since(start))

    def document(self, document_id: str) -> CorpusText | None:
        document = self._assistant.documents.get(document_id)
        if document is None:
            return None
        places = {clause.address: Span(clause.start, clause.end) for clause in document.clauses}
        return CorpusText(document.source, document.text, places)

    def provinces(self) -> Mapping[str, str]:
        documents = self._assistant.documents.values()
        return {d.source: d.province for d in documents if d.province is not None}


class OverHttp:
    """A running server, asked through its public API. A context manager: it keeps a connection."""

    def __init__(self, url: str) -> None:
        self.name = url.rstrip("/")
        try:
            self._client = httpx.Client(base_url=self.name, timeout=_TIMEOUT)
        except httpx.InvalidURL as error:
            raise _unusable(url, str(error)) from error
        self._documents: dict[str, CorpusText | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.close()

    def ask(self, question: EvalQuestion) -> Reply:
        body = {"question": question.question, "history": list(question.history)}
        start = time.perf_counter()
        try:
            response = self._client.post("/v1/ask", json=body)
            latency_ms = _milliseconds_since(start)
            response.raise_for_status()
            return Reply.from_json(response.json(), latency_ms)
        except httpx.HTTPStatusError as error:
            return Reply.failed(_said(error.response), latency_ms)
        except (httpx.ConnectError, httpx.UnsupportedProtocol) as error:
            raise _unusable(self.name, str(error)) from error
        except httpx.HTTPError as error:
            return Reply.failed(repr(error), _milliseconds_since(start))
        except (KeyError, TypeError, ValueError) as error:
            return Reply.failed(f"trả lời sai dạng hợp đồng: {error!r}", latency_ms)

    def document(self, document_id: str) -> CorpusText | None:
        if document_id not in self._documents:
            self._documents[document_id] = self._fetch(document_id)
        return self._documents[document_id]

    def provinces(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        asked: dict[str, str] = {}
        while True:
            try:
                response = self._client.get("/v1/documents", params=asked)
                response.raise_for_status()
                page = response.json()
                found |= {d["source"]: d["province"] for d in page["items"] if d["province"]}
                if page["next_cursor"] is None:
                    return found
                asked = {"cursor": page["next_cursor"]}
            except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
                raise _unusable(f"{self.name}/v1/documents", str(error)) from error

    def _fetch(self, document_id: str) -> CorpusText | None:
        path = f"/v1/documents/{quote(document_id, safe='')}"
        try:
            detail = self._client.get(path)
            if detail.status_code == httpx.codes.NOT_FOUND:
                return None
            text = self._client.get(f"{path}/text")
            detail.raise_for_status()
            text.raise_for_status()
            return _corpus_text(detail.json(), text.content.decode("utf-8"))
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise _unusable(f"{self.name}{path}", str(error)) from error


def _corpus_text(detail: Mapping[str, Any], text: str) -> CorpusText:
    places = {item["address"]: Span(item["start"], item["end"]) for item in detail["clauses"]}
    return CorpusText(detail["source"], text, places)


def _said(response: httpx.Response) -> str:
    """The status code and what the body says, shortened: an error page may be long."""
    return f"HTTP {response.status_code}: {response.text[:200]}"


def _unusable(url: str, why: str) -> EvalError:
    return EvalError(
        f"Không hỏi được máy chủ tại {url}: {why}.",
        english=f"The server at {url} cannot be asked: {why}.",
        hint="Hãy chạy trolyso serve và cho địa chỉ dạng http://127.0.0.1:8000.",
    )


def _milliseconds_since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
