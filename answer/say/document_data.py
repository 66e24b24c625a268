"""Questions about a document as a whole: who signed it, when it was issued, since when in force.

Answered from the metadata, shown by the line of the text it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from answer.find.scope import Side
from answer.find.units import Units
from answer.say.picking import Pick
from answer.understand.cues import Want, load_cues
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.bodies import body_key
from corpus.metadata.fields import ANNEX
from corpus.model import Document, Span
from corpus.numbers import matches
from corpus.text import fold, match_key

# The metadata field that answers a want; its value None means the text does not state it.
_FIELDS = {
    Want.SIGNER: "signer",
    Want.ISSUED_ON: "issued_on",
    Want.EFFECTIVE_ON: "effective_on",
    Want.ISSUER: "issuer",
    Want.TITLE: "title",
    Want.NUMBER: "number",
    Want.LEGAL_BASIS: "legal_bases",
}

# Wants of data of a document as a whole.
OF_DOCUMENTS = frozenset(_FIELDS)

# The text by which something was approved or issued: "được phê duyệt tại quyết định nào".
_APPROVED_BY = (
    r"\b(?:phê duyệt|công bố|ban hành) (?:tại|theo|bằng) "
    r"(?:văn bản|quyết định|nghị quyết|nghị định|thông tư) (?:nào|số mấy|số bao nhiêu)\b"
)
_BY_ANOTHER = re.compile(_APPROVED_BY)

# The number of the very text that is called: "mang số mấy", "được phê duyệt tại quyết định nào".
_NUMBERED = (
    r"(?<!trình )(?<!văn )(?<!định )(?<!quyết )(?<!thị )(?<!báo )(?<!tư )(?<!luật )(?<!hoạch )"
    r"(?<!mẫu )(?<!điều )\bsố(?:,| và)? (?:(?:k[ýí] )?hiệu\b|(?:mấy|bao nhiêu|nào)"
    r"(?= (?:và|ai|do|ký|ngày|vậy|thế|ạ|có hiệu lực|ban hành)\b|\W*$|\s*[,;?]))"
)
_CALLED_BY_NUMBER = re.compile(_NUMBERED)
_ITS_NUMBER = re.compile(rf"{_NUMBERED}|{_APPROVED_BY}")

# Data for which a document is called by what it is about, and not by its number.
_ASKED_OF_CALLED = frozenset({Want.SIGNER, Want.ISSUED_ON, Want.EFFECTIVE_ON, Want.ISSUER})

# A line up to this many characters is shown whole around the evidence, else its sentence.
_LINE = 320

# What a text says of its coming into force instead of the day: "từ ngày Luật này có hiệu lực".
_SINCE_IN_FORCE = re.compile(r"\btừ (?:ngày|khi|thời điểm) (?:[^\W\d_]+ ){1,3}này có hiệu lực\b")

# The day from which a text is in force, told by another: "kể từ ngày ký ban hành".
_SINCE_SIGNED = re.compile(r"\b(?:từ|vào) ngày (?:được )?(?:k[ýí]|ban hành|thông qua)\b")

# The share of a question's topic that may be left over for it still to be about the document.
_LEFT_OVER = 0.34

# Characters above a signer's name in which his office stands: TM. CHÍNH PHỦ, KT. THỦ TƯỚNG, …
_OFFICE = 120


def wants_of_documents(question: Understanding) -> frozenset[Want]:
    """What a question asks for of documents as a whole. Beside who signed and under what number,
    the day that is asked for is the day of signing."""
    wants = question.wants & OF_DOCUMENTS
    if _asks_its_number(question):
        wants |= {Want.NUMBER}
    if (
        wants & {Want.SIGNER, Want.NUMBER}
        and Want.DATE in question.wants
        and Want.EFFECTIVE_ON not in wants
    ):
        wants |= {Want.ISSUED_ON}
    return wants


def asks_of_called(question: Understanding) -> bool:
    """True when a question asks for data of the documents that it calls by what they are about."""
    return _asks_its_number(question) or not wants_of_documents(question).isdisjoint(
        _ASKED_OF_CALLED
    )


def _of_another(question: Understanding) -> bool:
    """True when a question that names a text by number asks by which another was approved."""
    return bool(question.numbers) and _BY_ANOTHER.search(match_key(question.text)) is not None


def _asks_its_number(question: Understanding) -> bool:
    return _ITS_NUMBER.search(match_key(question.text)) is not None


def asks_document_data(
    question: Understanding,
    home: Units,
    rarity: Callable[[str], float],
    described: frozenset[str] = frozenset(),
) -> frozenset[Want]:
    """The wants of a question that the document's metadata answers; empty when the question is
    about something inside the document. ``described`` are the words that it calls its documents
    by."""
    wants = wants_of_documents(question)
    if not wants or _of_another(question):
        return frozenset()
    document = home.document
    issuer = body_key(document.issuer or "")
    of_itself = home.title_keys | described
    if Want.SIGNER in wants:
        of_itself |= frozenset(keys(_signature(document)))
    if any(
        body_key(mention.name) != issuer
        and not of_itself.issuperset(keys(question.search_text[mention.start : mention.end]))
        for mention in question.bodies
    ):
        return frozenset()
    numbers = {key for key in home.preamble_keys if key[0].isdigit()}
    known = load_cues().words["document"] | home.title_keys | numbers
    asked = [term for term in question.terms if term.key not in described]
    total = sum(rarity(term.key) * term.weight for term in asked)
    left = sum(rarity(t.key) * t.weight for t in asked if t.key not in known)
    if total and left / total > _LEFT_OVER:
        return frozenset()
    called = _CALLED_BY_NUMBER.search(match_key(question.text)) is not None
    by_number = any(
        matches(m, document.number, document.kind) or not described.issuperset(keys(m.text))
        for m in question.numbers
    )
    if by_number or Want.LEGAL_BASIS in wants or (left and not called):
        wants = wants - {Want.NUMBER}
    return frozenset(wants)


def _signature(document: Document) -> str:
    """What stands above a signer's name: "Phó Thủ tướng nào ký?" asks by the office."""
    span = document.evidence.get(_FIELDS[Want.SIGNER])
    return document.text[max(0, span.start - _OFFICE) : span.end] if span else ""


def stated(document: Document, want: Want) -> bool:
    """True when the document's metadata holds what is wanted."""
    return bool(getattr(document, _FIELDS[want]))


def told(home: Units, wants: Iterable[Want]) -> tuple[Pick, ...]:
    """The lines that show some data of a document, in order; with a text in force since the day of
    its signing comes the line that dates it."""
    shown = [evidence(home, want) for want in sorted(wants) if stated(home.document, want)]
    since = evidence(home, Want.EFFECTIVE_ON) if Want.EFFECTIVE_ON in wants else None
    if since and _SINCE_SIGNED.search(match_key(home.document.text[since.start : since.end])):
        shown.append(evidence(home, Want.ISSUED_ON))
    return tuple(dict.fromkeys(piece for piece in shown if piece is not None))


def evidence(home: Units, want: Want) -> Pick | None:
    """The line of the text that shows a metadata field, or its sentence when the line is long."""
    span = home.document.evidence.get(_FIELDS[want])
    if span is None:
        return None
    start, end = _around(home, span)
    return Pick(home, start, end)


def since_when(
    question: Understanding, picks: Sequence[Pick], *, asked: bool = False
) -> list[Pick]:
    """The line that tells since when a document is in force, where the time is ``asked`` for and
    what is shown only says "from the day this Law is in force"."""
    if not picks or not (asked or question.wants & {Want.DATE, Want.EFFECTIVE_ON}):
        return []
    home = picks[0].home
    shown = " ".join(home.document.text[piece.start : piece.end] for piece in picks)
    told = evidence(home, Want.EFFECTIVE_ON) if _SINCE_IN_FORCE.search(match_key(shown)) else None
    if told is None or any(piece.start <= told.start < piece.end for piece in picks):
        return []
    return [told]


def _around(home: Units, span: Span) -> tuple[int, int]:
    text = home.document.text
    start = text.rfind("\n", 0, span.start) + 1
    newline = text.find("\n", span.end)
    end = len(text) if newline < 0 else newline
    if end - start <= _LINE:
        return start, end
    for unit in home.all:
        if unit.start <= span.start and span.end <= unit.end:
            return unit.start, unit.end
    return span.start, span.end


def only_primary(side: Side, documents: Mapping[str, Document]) -> Document | None:
    """The one document that a side is itself about, None where there are more: not reports on other
    places, and not annexes in files of their own beside the text they belong to."""
    annex: list[Document] = []
    text: Document | None = None
    for document_id in side.document_ids:
        document = documents[document_id]
        own = side.province is None or (
            document.province is not None and fold(document.province) == fold(side.province)
        )
        if not own and document.secondary:
            continue
        if document.kind == ANNEX:
            annex.append(document)
        elif text is not None:
            return None
        else:
            text = document
    return text or (annex[0] if len(annex) == 1 else None)
