"""What the terminal shows: an answer, hits, documents, a document's tree. Only looks; the words
and figures come from the objects shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from answer.model import Answer, Citation
from answer.protocol import ClauseHit
from corpus.cite import full_citation, legal_date
from corpus.model import Clause, Document
from trolyso.health import Health, Matter

_SNIPPET = 90

_MATTERS = {
    Matter.METADATA: "Thiếu thông tin",
    Matter.UNCONFIRMED: "Số chưa xác nhận",
    Matter.DUPLICATE: "Trùng nhau",
    Matter.OCR: "Trang OCR đọc không chắc",
    Matter.TONES: "Có vẻ mất dấu",
    Matter.EMPTY: "Điều khoản không có nội dung",
    Matter.SOURCE: "Nguồn",
    Matter.READING: "Ghi nhận khi đọc: đánh số và cách đọc",
}


def answer_view(answer: Answer) -> RenderableType:
    """An answer with its sources, notes and suggestions."""
    parts: list[RenderableType] = []
    if answer.interpreted_as:
        parts += [Text(f"Hiểu là: {answer.interpreted_as}", style="italic dim"), Text()]
    parts.append(Text(answer.answer))
    if answer.citations:
        parts += [Text(), Text("Nguồn", style="bold")]
        parts += [_source(citation, answer.answer) for citation in answer.citations]
    if answer.notes:
        parts += [Text(), Text("Lưu ý", style="bold")]
        parts += [Text(f"- {note.text}") for note in answer.notes]
    if answer.suggestions:
        parts += [Text(), Text("Gợi ý", style="bold")]
        parts += [Text(f"- {suggestion}") for suggestion in answer.suggestions]
    return Group(*parts)


def hits_view(hits: Sequence[ClauseHit]) -> RenderableType:
    """Ranked clauses, one after the other: score, full citation, words."""
    if not hits:
        return Text("Không tìm thấy điều khoản nào.")
    parts: list[RenderableType] = []
    for rank, hit in enumerate(hits, 1):
        citation = full_citation(hit.document, hit.clause.label)
        words = hit.document.text[hit.start : hit.end]
        parts += [Text(f"{rank}. {citation}  ({hit.score:.2f})", style="bold")]
        parts += [Padding(Text(words), (0, 0, 1, 3), expand=False)]
    return Group(*parts)


def document_view(document: Document) -> RenderableType:
    """A document as it was read: metadata, tree of clauses, what was dropped and noticed."""
    return Group(
        Text(document.source, style="bold"),
        _metadata(document),
        _tree(document),
        *_report(document),
    )


def health_view(health: Health) -> RenderableType:
    """The health of the corpus: counts, then what a person should look at."""
    table = Table.grid(padding=(0, 2))
    table.add_row(Text("Văn bản"), Text(str(health.documents)))
    table.add_row(Text("Điều khoản"), Text(str(health.clauses)))
    table.add_row(Text("Theo loại"), _counts(health.by_kind))
    table.add_row(Text("Theo tỉnh"), _counts(health.by_province))
    table.add_row(Text("Theo năm"), _counts(health.by_year))
    if not health.concerns:
        return Group(table, Text("\nKhông có điều gì cần xem lại."))
    heading = Text(f"\nCần xem lại ({len(health.concerns)})", style="bold")
    return Group(table, heading, *_concerns(health))


def _concerns(health: Health) -> Iterator[RenderableType]:
    """Concerns under the name of their matter, a document's together."""
    for matter, same in groupby(health.concerns, key=lambda concern: concern.matter):
        concerns = list(same)
        yield Text(f"\n{_MATTERS[matter]} ({len(concerns)})", style="bold")
        for id_, told in groupby(concerns, key=lambda concern: concern.document_id):
            yield Text(f"- {id_}: {'; '.join(concern.what for concern in told)}")


def _counts(counts: Mapping[str, int]) -> Text:
    return Text(", ".join(f"{name} {count}" for name, count in counts.items()))


def _source(citation: Citation, answer: str) -> RenderableType:
    """A source; its quote follows where the answer does not already say it word for word."""
    cited = Text(f"[{citation.id}] {citation.full_citation}")
    if citation.quote in answer:
        return cited
    return Group(
        cited, Padding(Text(f"“{citation.quote}”", style="dim"), (0, 0, 0, 4), expand=False)
    )


def _metadata(document: Document) -> Table:
    table = Table.grid(padding=(0, 2))
    rows = {
        "Mã": document.id,
        "Loại": document.kind,
        "Số": _number(document),
        "Tên": document.title,
        "Cơ quan ban hành": document.issuer,
        "Tỉnh, thành phố": document.province,
        "Ngày ban hành": document.issued_on and legal_date(document.issued_on),
        "Ngày hiệu lực": document.effective_on and legal_date(document.effective_on),
        "Người ký": document.signer,
        "Cách đọc": _how_read(document),
        "Căn cứ": f"{len(document.legal_bases)} văn bản" if document.legal_bases else None,
    }
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(value or "–"))
    return table


def _number(document: Document) -> str | None:
    unsure = " (đọc bằng OCR, chưa xác nhận)" if "number" in document.unconfirmed else ""
    return f"{document.number}{unsure}" if document.number else None


def _how_read(document: Document) -> str | None:
    reading = document.report.reading
    if reading is None:
        return None
    sure = f", chắc {reading.confidence:.0%}" if reading.confidence is not None else ""
    return f"{reading.format} ({reading.method}{sure})"


def _tree(document: Document) -> Tree:
    tree = Tree(Text(f"{len(document.clauses)} điều khoản", style="bold"))
    branches: dict[str | None, Tree] = {None: tree}
    for clause in document.clauses:
        line = Text.assemble((clause.address, "bold cyan"), "  ", _snippet(document, clause))
        branches[clause.address] = branches[clause.parent].add(line)
    return tree


def _snippet(document: Document, clause: Clause) -> str:
    first_line = document.text[clause.start : clause.end].partition("\n")[0]
    return first_line if len(first_line) <= _SNIPPET else f"{first_line[:_SNIPPET]}…"


def _report(document: Document) -> Iterator[RenderableType]:
    if document.report.remarks:
        yield Text("\nGhi nhận khi đọc", style="bold")
        yield from (Text(f"- {remark}") for remark in document.report.remarks)
    if document.report.dropped:
        yield Text("\nDòng đã bỏ", style="bold")
        for dropped in document.report.dropped:
            yield Text(f"- dòng {dropped.line}: {dropped.text} ({dropped.reason})")
