"""Which documents a question is about, and what it names that the corpus lacks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

from answer.find.calls import calls
from answer.find.library import Library
from answer.find.said import Said
from answer.understand.cues import Want
from answer.understand.understanding import ARTICLE, Understanding
from corpus.cite import document_name
from corpus.metadata.fields import ANNEX
from corpus.numbers import NumberMention
from corpus.text import match_key
from index.model import Filters

# "ngày 02/01/2025", "năm 2025" right after a number: the document of that date.
_DATED = re.compile(
    r"\s*(?:,\s*)?(?:của [^,;?]{2,60} )?(?:(?:ban hành|ký)\s+)?"
    r"(?:ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|năm\s+(\d{4})|\(?\b(\d{4})\b\)?)"
)

# "Kế hoạch của UBND thành phố", before the name of a province.
_OWN_DOCUMENT = (
    r"\b(?:kế hoạch|quyết định|nghị quyết|chỉ thị|thông báo|văn bản)(?P<number> \S+)? của "
    r"(?:(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân) )?(?:tỉnh |thành phố |tp\.? ?)?"
)

# What stands between two documents named side by side, and what tells that one rests on the other.
_SIDE_BY_SIDE = re.compile(r"\b(?:và|với|còn|and|hay|hoặc)\b")
_CARRIES_OUT = re.compile(
    r"\b(?:thực hiện|triển khai|thi hành|căn cứ|(?<!và )(?<!còn )(?<!hay )theo|kèm|ban hành"
    r"|cụ thể hóa|mà|under)\b"
)

# What other texts tell of a document that is not here: "UBND tỉnh đã ban hành Kế hoạch số …".
_TOLD_ELSEWHERE = frozenset({Want.NUMBER, Want.ISSUED_ON})

# Which clause of a law is asked for.
_WHICH_CLAUSE = re.compile(r"\b(?:điều|khoản|điểm|mục) nào (?:của|trong|tại)\b")

# Words of asking over places: "những tỉnh nào", "địa phương nào".
_WHICH_PLACES = re.compile(
    r"\b(?:(?:những|các) (?:tỉnh|địa phương|văn bản|kế hoạch|nơi)|tỉnh|địa phương) nào\b"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One set of documents to answer from. ``name`` is what stands before this side's answer in a
    comparison; ``province`` restricts texts of no province to what they say of that one,
    ``by_name`` to the lines that name it."""

    name: str
    document_ids: tuple[str, ...]
    province: str | None = None
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Something asked about that the corpus lacks: a document or law by its ``name``, or any text
    when it has none, of a ``place`` or of any; with neither, all that a filter asks for."""

    name: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The sides of a question; one unless it compares. ``missing`` names what it asks about that
    the corpus lacks; ``named`` is True when the question itself names its documents; ``topical``
    are numbers that are part of the topic because no document of the corpus bears them. ``each``
    is True when every document answers for itself: asked over places, or by a number that several
    bear."""

    sides: tuple[Side, ...]
    missing: tuple[Missing, ...] = ()
    named: bool = False
    topical: tuple[NumberMention, ...] = ()
    each: bool = False

    @property
    def only(self) -> str | None:
        """The id of the document, where all is about one."""
        ids = [side.document_ids for side in self.sides if side.document_ids]
        return ids[0][0] if len(ids) == 1 and len(ids[0]) == 1 else None


def resolve(question: Understanding, filters: Filters, library: Library) -> Scope:
    """The scope of a question. A document, law or province that is named restricts; what is named
    and not there is reported missing, never replaced by a neighbour."""
    allowed = allowed_by(filters, library)
    if not allowed:
        return Scope((), (Missing(),), named=True)
    if ARTICLE.search(match_key(question.text)):
        allowed = {i: None for i in library.secondary if i in allowed} or allowed
    borne: list[tuple[NumberMention, list[str]]] = []
    unborne: list[NumberMention] = []
    for mention in question.numbers:
        ids = [i for i in library.numbered(mention) if i in allowed]
        ids = _of_issuer(question, mention, _of_date(question.text, mention, ids, library), library)
        (borne.append((mention, ids)) if ids else unborne.append(mention))
    laws = [i for i in library.laws.named(question.search_text, question.years) if i in allowed]
    borne = _subjects(question, borne, library)
    lacking = _laws_lacking(question, borne, laws, library)
    if lacking and not laws:
        return Scope((), tuple(lacking), named=True)
    several = len(borne) > 1 and len(question.provinces) == 1
    if question.provinces and not several:
        by_province = _by_province(question, borne, unborne, laws, allowed, library)
        return replace(by_province, each=_are_namesakes(by_province, borne, library))
    if borne or laws:
        by_name = _by_name(question, borne, unborne, laws, library)
        by_name = replace(by_name, each=_are_namesakes(by_name, borne, library))
        return replace(by_name, missing=(*by_name.missing, *lacking))
    if titled := [i for i in library.titled(question) if i in allowed]:
        named = [document_name(library.documents[i]) if len(titled) > 1 else "" for i in titled]
        sides = (Side(name, (i,)) for name, i in zip(named, titled, strict=True))
        return Scope(tuple(sides), named=True)
    each = _WHICH_PLACES.search(match_key(question.text)) is not None
    if unborne:
        return _by_mention(unborne, allowed, library, each=each)
    every = library.ids if len(allowed) == len(library.ids) else tuple(allowed)
    return Scope((Side("", every),), named=bool(filters.document_ids), each=each)


def beyond(
    question: Understanding, scope: Scope, filters: Filters, library: Library
) -> Scope | None:
    """Where else to look when the text that a question names does not state what is asked: "Đề án
    06" names what a decision approved, and others tell of it. None where the text itself is named:
    that is answered from it alone. A province without documents here may be named in central
    texts: "nhóm 2 gồm các tỉnh …"."""
    if not scope.sides:
        return _in_central_texts(question, filters, library)
    if not question.numbers or question.provinces or scope.topical:
        return None
    within = {i for side in scope.sides for i in side.document_ids}
    kinds = {library.documents[i].kind for i in within}
    if not all(m.kind and not m.symbol and m.kind not in kinds for m in question.numbers):
        return None
    allowed = allowed_by(filters, library)
    mentioning = (i for m in question.numbers for i in library.mentioning(m, allowed))
    ids = tuple(dict.fromkeys(i for i in mentioning if i not in within))
    return Scope((Side("", ids),), topical=question.numbers) if ids else None


def _in_central_texts(question: Understanding, filters: Filters, library: Library) -> Scope | None:
    if len(question.provinces) != 1 or question.numbers:
        return None
    (province,) = question.provinces
    if _document_of(question, province) or library.of_province(province):
        return None
    central = (i for i in allowed_by(filters, library) if library.documents[i].province is None)
    return Scope((Side("", tuple(central), province, by_name=True),), named=True)


def allowed_by(filters: Filters, library: Library) -> Collection[str]:
    """The ids of the documents that the filters let through, in their order."""
    restricting = (
        (filters.document_ids, {i for i in filters.document_ids if i in library.documents}),
        (filters.provinces, {i for name in filters.provinces for i in library.of_province(name)}),
        (filters.years, {i for year in filters.years for i in library.of_year(year)}),
    )
    passed = [ids for wanted, ids in restricting if wanted]
    if not passed:
        return library.documents.keys()
    return dict.fromkeys(library.in_order(set.intersection(*passed)))


def _of_date(text: str, mention: NumberMention, ids: list[str], library: Library) -> list[str]:
    """Those of the documents that bear the date or year said right after the number, if said."""
    match = _DATED.match(text, mention.end)
    if match is None:
        return ids
    day, month, year, plain, bracketed = match.groups()
    kept = []
    for document_id in ids:
        issued = library.documents[document_id].issued_on
        if issued is None or (
            issued.year == int(year or plain or bracketed)
            and (day is None or (issued.day, issued.month) == (int(day), int(month)))
        ):
            kept.append(document_id)
    return kept


def _of_issuer(
    question: Understanding, mention: NumberMention, ids: list[str], library: Library
) -> list[str]:
    """Those of the documents whose issuer and place are said with the number, if any are."""
    if len(ids) < 2:
        return ids
    said = [
        Said(call.text, library.title_words)
        for call in calls(question.search_text)
        if call.number is not None and call.number.number == mention.number
    ]
    return [i for i in ids if all(s.may_be_of(library.documents[i]) for s in said)] or ids


def _are_namesakes(
    scope: Scope, borne: list[tuple[NumberMention, list[str]]], library: Library
) -> bool:
    """True where all that a question is about are several texts of one number. Of two that differ
    in nothing by which texts are told apart one is a copy."""
    ids = {i for side in scope.sides for i in side.document_ids}
    if len(scope.sides) != 1 or len(borne) != 1 or not ids <= {*borne[0][1]}:
        return False
    texts = [d for d in map(library.documents.__getitem__, ids) if d.kind != ANNEX]
    told_by = ({d.number for d in texts}, {d.province for d in texts}, {d.issued_on for d in texts})
    return any(len(told - {None}) > 1 for told in told_by)


def _subjects(
    question: Understanding, borne: list[tuple[NumberMention, list[str]]], library: Library
) -> list[tuple[NumberMention, list[str]]]:
    """Of the documents named, those that are asked about: a plan and the decision that it carries
    out are named together, and the plan is meant."""
    if len(borne) < 2 or Want.COMPARE in question.wants:
        return borne
    between = [
        match_key(question.text[left.end : right.start])
        for (left, _), (right, _) in pairwise(borne)
    ]
    if all(_SIDE_BY_SIDE.search(text) and not _CARRIES_OUT.search(text) for text in between):
        return borne
    kept = []
    for mention, ids in borne:
        others = [i for other, found in borne if other != mention for i in found if i not in ids]
        if not library.mentioning(mention, others) or any(
            library.mentioning(other, ids) for other, _ in borne if other != mention
        ):
            kept.append((mention, ids))
    return kept or borne


def _by_province(
    question: Understanding,
    borne: list[tuple[NumberMention, list[str]]],
    unborne: list[NumberMention],
    laws: list[str],
    allowed: Collection[str],
    library: Library,
) -> Scope:
    named_ids = dict.fromkeys([*(i for _, ids in borne for i in ids), *laws])  # in this order
    sides: list[Side] = []
    missing: list[Missing] = []
    placeless = [i for i in named_ids if library.documents[i].province is None]
    of_central = placeless and len(placeless) == len(named_ids) and len(question.provinces) > 1
    if of_central and Want.COMPARE not in question.wants:
        return Scope((Side("", tuple(placeless)),), named=True, topical=tuple(unborne))
    for province in question.provinces:
        own = [i for i in library.of_province(province) if i in allowed]
        ids = [i for i in own if i in named_ids] or ([] if borne and not unborne else own)
        if not ids and borne and len(question.provinces) > 1:
            ids = own
        named_so = _document_of(question, province)
        if own and not named_ids and not unborne and named_so is None:
            central = (i for i in library.speaking_of_province(province) if i in allowed)
            ids = own + [i for i in central if not library.documents[i].secondary]
        if not ids and named_so and placeless and Want.COMPARE in question.wants:
            ids = own
            sides.append(Side(document_name(library.documents[placeless[0]]), tuple(placeless)))
        if not ids and named_so is None:
            told = {i for mention, _ in borne for i in library.mentioning(mention, own)}
            ids = [*placeless, *(i for i in own if i in told)]
        told_of = named_so and not named_so["number"] and question.wants & _TOLD_ELSEWHERE
        if not ids and (named_so is None or told_of or (unborne and named_so["number"])):
            ids = [i for i in library.speaking_of_province(province) if i in allowed]
            if unborne and not borne:
                ids = [i for m in unborne for i in library.mentioning(m, ids)]
            ids = [i for i in ids if i in named_ids] if borne else ids
        if ids:
            sides.append(Side(province, tuple(ids), province, by_name=bool(told_of and not own)))
        else:
            of_own = named_so is not None and not named_so["number"]
            missing.append(
                Missing("" if of_own or not borne else borne[0][0].text.strip(), province)
            )
    topical = []
    for mention in unborne:
        pool = {i for side in sides for i in side.document_ids}
        if pool and not library.mentioning(mention, pool):
            missing += [Missing(mention.text.strip(), name) for name in question.provinces]
            sides = []
        topical.append(mention)
    return Scope(tuple(sides), tuple(missing), named=True, topical=tuple(topical))


def _laws_lacking(
    question: Understanding,
    borne: list[tuple[NumberMention, list[str]]],
    laws: list[str],
    library: Library,
) -> list[Missing]:
    """The laws asked about that the corpus lacks. Beside a document or a province that is named, a
    law is part of the matter; beside laws that are there, only where all are to be compared."""
    if borne or question.numbers or question.provinces:
        return []
    if _WHICH_CLAUSE.search(match_key(question.text)):
        return []  # another text tells it: "theo khoản nào của Bộ luật Lao động"
    if laws and not _coordinated(question):
        return []
    return [Missing(law) for law in library.laws.lacking(question.text, question.search_text)]


def _document_of(question: Understanding, province: str) -> re.Match[str] | None:
    """Where a question asks for a document of that province's own, by number or not: "Kế hoạch của
    tỉnh X", "Kế hoạch 15/KH-UBND của tỉnh X"."""
    key = match_key(question.text)
    return re.search(rf"{_OWN_DOCUMENT}{re.escape(match_key(province))}\b", key)


def _by_name(
    question: Understanding,
    borne: list[tuple[NumberMention, list[str]]],
    unborne: list[NumberMention],
    laws: list[str],
    library: Library,
) -> Scope:
    groups = [ids for _, ids in borne]
    covered = {i for ids in groups for i in ids}
    by_law: dict[str, list[str]] = {}
    for document_id in laws:
        if document_id not in covered:
            by_law.setdefault(library.documents[document_id].number or document_id, []).append(
                document_id
            )
    groups += list(by_law.values())
    unique = list(dict.fromkeys(tuple(ids) for ids in groups))
    topical = tuple(unborne)
    if len(unique) > 1 and Want.COMPARE not in question.wants and not _coordinated(question):
        merged = tuple(dict.fromkeys(i for ids in unique for i in ids))
        return Scope((Side("", merged),), named=True, topical=topical)
    sides = tuple(Side(document_name(library.documents[ids[0]]), ids) for ids in unique)
    return Scope(sides, named=True, topical=topical)


def _coordinated(question: Understanding) -> bool:
    """True when two documents are named side by side: "… và Nghị định 269 …"."""
    return re.search(r"\b(?:và|với|còn|and|each)\b", match_key(question.text)) is not None


def _by_mention(
    unborne: list[NumberMention], allowed: Collection[str], library: Library, *, each: bool
) -> Scope:
    for mention in unborne:
        ids = library.mentioning(mention, allowed)
        if ids:
            return Scope((Side("", tuple(ids)),), named=True, topical=tuple(unborne), each=each)
    return Scope((), tuple(Missing(mention.text.strip()) for mention in unborne), named=True)
