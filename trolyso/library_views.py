"""What the terminal shows of the library, for people and as JSON: a list, one document, what became
of files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from answer.documents import document_summary
from corpus.cite import full_citation
from corpus.library import Aside, Collection, Held, Ingested, Outcome
from corpus.metadata import ARTICLE
from corpus.model import Document
from corpus.numbers import number_of_file
from trolyso.health import missing_metadata
from trolyso.views import document_view

_UNCONFIRMED = "số đọc bằng OCR, chưa xác nhận"
_ARTICLE = (
    "CẢNH BÁO: không thấy số, loại văn bản hay điều khoản nào, nên coi là bài viết, không phải "
    "văn bản; nếu nạp nhầm: trolyso documents remove"
)


def listing(collection: Collection) -> dict[str, Any]:
    """The documents as ``GET /v1/documents`` gives them, and beside them what lies aside."""
    return {
        "items": [document_summary(document) for document in collection.documents],
        "next_cursor": None,
        "aside": [aside_record(aside) for aside in collection.aside],
    }


def aside_record(aside: Aside) -> dict[str, Any]:
    """A reading that lies aside: the key of its file, and why."""
    return {
        "key": aside.entry.given.key if aside.entry else None,
        "source": aside.document.source,
        "instead": aside.instead,
        "reason": aside.reason,
    }


def listing_view(collection: Collection) -> RenderableType:
    """Documents, one after the other: id, citation, title, file; then what lies aside."""
    parts: list[RenderableType] = [Text(f"{len(collection.held)} văn bản")]
    for held in collection.held:
        parts.append(Text(f"\n{held.document.id}", style="bold cyan"))
        parts += _described(held.document)
        if held.entry is not None:
            parts.append(Text(f"Tệp: {held.document.source}", style="dim"))
    if collection.aside:
        parts.append(Text("\nĐể riêng vì trùng với bản đang dùng", style="bold"))
        parts += [Text(f"- {_aside(aside)}") for aside in collection.aside]
    return Group(*parts)


def shown_view(found: Held | Aside) -> RenderableType:
    """A document as it was read, with what the library knows of its file."""
    return Group(document_view(found.document), *_kept(found))


def ingest_report(done: Sequence[Ingested], collection: Collection) -> dict[str, Any]:
    """What became of files, ready for ``json.dumps``."""
    found = _by_key(collection)
    return {
        "read": [
            {
                "file": str(ingested.path),
                "id": _id(found[ingested.entry.given.key]),
                "number": ingested.entry.document.number,
                "unconfirmed": list(ingested.entry.document.unconfirmed),
                "aside": _why_aside(found[ingested.entry.given.key]),
                "remarks": list(ingested.entry.document.report.remarks),
            }
            for ingested in done
            if ingested.outcome is Outcome.READ and ingested.entry
        ],
        "skipped": [
            {"file": str(ingested.path), "reason": ingested.reason}
            for ingested in done
            if ingested.outcome is Outcome.SKIPPED
        ],
        "failed": [
            {"file": str(ingested.path), "reason": ingested.reason, "hint": ingested.hint}
            for ingested in done
            if ingested.outcome is Outcome.FAILED
        ],
    }


def ingest_view(done: Sequence[Ingested], collection: Collection) -> RenderableType:
    """A table of what was read, what was skipped and why, what has failed and why."""
    found = _by_key(collection)
    of = {outcome: [one for one in done if one.outcome is outcome] for outcome in Outcome}
    read = [(one, _what_was_read(one, found)) for one in of[Outcome.READ]]
    skipped = [(one, one.reason) for one in of[Outcome.SKIPPED]]
    failed = [(one, f"{one.reason} {one.hint}".strip()) for one in of[Outcome.FAILED]]
    total = Text(f"{len(read)} tệp đã đọc, {len(skipped)} bỏ qua, {len(failed)} lỗi", style="bold")
    tables = [
        _files(heading, rows)
        for heading, rows in (("Đã đọc", read), ("Bỏ qua", skipped), ("Lỗi", failed))
        if rows
    ]
    return Group(*tables, total)


def _files(heading: str, rows: Sequence[tuple[Ingested, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for ingested, told in rows:
        table.add_row(Text(str(ingested.path), style="cyan"), Text(told))
    return Group(Text(f"{heading} ({len(rows)})", style="bold"), table, Text())


def _what_was_read(ingested: Ingested, found: Mapping[str, Held | Aside]) -> str:
    if ingested.entry is None:
        return ""
    document = ingested.entry.document
    place = found[ingested.entry.given.key]
    told = [_id(place), full_citation(document)]
    if isinstance(place, Aside):
        told[0] = f"để riêng: {place.reason}, đang dùng {place.instead}"
    if document.kind == ARTICLE:
        told.append(f"{_ARTICLE} {_id(place)}")
    if document.unconfirmed:
        told.append(f"{_UNCONFIRMED}: trolyso documents confirm {_id(place)}")
    told += missing_metadata(document)
    if document.number is None and (hint := number_of_file(document.source)):
        confirm = f"trolyso documents confirm {_id(place)} --number {hint}"
        told.append(f"tên tệp cho là số {hint}; nếu đúng: {confirm}")
    if document.report.remarks:
        told.append(f"{len(document.report.remarks)} ghi nhận khi đọc")
    return "\n".join(told)


def _described(document: Document) -> Iterator[RenderableType]:
    cited = full_citation(document)
    yield Text(cited)
    if document.unconfirmed:
        yield Text(f"({_UNCONFIRMED})", style="yellow")
    if document.title not in cited:
        yield Text(document.title, style="dim")


def _aside(aside: Aside) -> str:
    key = f"{aside.entry.given.key} " if aside.entry else ""
    return f"{key}{aside.document.source}: {aside.reason}; đang dùng {aside.instead}"


def _kept(found: Held | Aside) -> Iterator[RenderableType]:
    if isinstance(found, Aside):
        yield Text(f"\nĐể riêng: {found.reason}; đang dùng {found.instead}", style="bold")
    if found.entry is not None:
        given = found.entry.given
        yield Text("\nTrong kho", style="bold")
        yield Text(f"- nạp lúc {given.added_at.astimezone():%H:%M:%S %d/%m/%Y}, khóa {given.key}")
        yield Text(f"- SHA-256 bản gốc: {given.sha256}")
        for said in given.confirmed.said:
            yield Text(f"- đã xác nhận: {said}")


def _by_key(collection: Collection) -> Mapping[str, Held | Aside]:
    """Where each file of the library stands."""
    places: tuple[Held | Aside, ...] = (*collection.held, *collection.aside)
    return {place.entry.given.key: place for place in places if place.entry is not None}


def _id(place: Held | Aside) -> str:
    """The id a file's document stands under; aside, the key that names the file."""
    if isinstance(place, Aside):
        return place.entry.given.key if place.entry else place.instead
    return place.document.id


def _why_aside(place: Held | Aside) -> dict[str, str] | None:
    if isinstance(place, Held):
        return None
    return {"instead": place.instead, "reason": place.reason}
