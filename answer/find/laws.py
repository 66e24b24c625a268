"""Laws called by their names: which documents they are, and which of them the corpus lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

from corpus.datafiles import read_data
from corpus.kinds import LAWS
from corpus.model import Document, RelationKind
from corpus.text import fold, words

# "Luật An ninh mạng", "Bộ luật Lao động": a law called by its name.
_LAW = re.compile(r"\b(?:bo luat|luat|phap lenh)\b")

# The year right after a law's name: "Luật Thủ đô 2012", "Luật Thủ đô năm 2012".
_YEAR_AFTER = re.compile(r"(?: (?:nam|so))? (?P<year>(?:19|20)\d\d)\b")

# What makes a law the matter of a question and not its source, before the law's name: one may ask
# who carries a law out, who drafts it, or what mentions it.
_ABOUT_IT = re.compile(
    r"(?:căn cứ|thực hiện|triển khai|thi hành|phổ biến|tuyên truyền|hướng dẫn|nhắc (?:đến|tới)|"
    r"đề cập|viện dẫn|dẫn chiếu|xây dựng|soạn thảo|sửa đổi|bổ sung|rà soát|trình|dự án|dự thảo|"
    r"hoàn thiện|thay thế|bãi bỏ|quy định chi tiết)(?: \w+){0,4}$|\bđiều của$"
)

# What tells that a law is meant that amends another, in folded words.
_AMENDS = re.compile(r"\b(?:sua doi|bo sung|amend(?:s|ed|ing|ment)?)\b")

# "luat " before a law's name, in folded words that are apart by one space; one such word.
_LUAT = re.compile(r"\bluat ")
_WORD = re.compile(r"\S+")

# The name of a law up to its number, in folded words.
_SPELLED_LAW = re.compile(r"(?:bo )?luat (?P<name>(?:(?!so \d)\S+ ?)+)(?<! )")


class Laws:
    """The laws of a corpus by name; ``current`` picks, of several of one name, those that count
    today."""

    def __init__(
        self, documents: Mapping[str, Document], current: Callable[[list[str]], list[str]]
    ) -> None:
        self._documents = documents
        self._current = current
        self._ids: dict[str, list[str]] = {}
        self._initials: dict[str, list[str]] = {}
        self._amending: dict[str, list[str]] = {}
        self._spelled = dict(_known())
        for document in documents.values():
            if document.kind in LAWS:
                title = [w for w in words(fold(document.title)) if w not in ("luat", "bo")]
                name, initials = " ".join(title), "".join(word[0] for word in title)
                if name not in self._ids:
                    self._initials.setdefault(initials, []).append(name)
                self._ids.setdefault(name, []).append(document.id)
                self._spelled.setdefault(" ".join(words(document.title)), document.title)
                for amended in _amended_by(document):
                    self._amending.setdefault(amended, []).append(document.id)
        self._places = {name: place for place, name in enumerate(self._ids)}
        self._longest = max(len(name.split()) for name in (*self._ids, *self._spelled))

    def named(self, text: str, years: Iterable[int]) -> list[str]:
        """Ids of the laws that a question calls by name ("Luật An ninh mạng 2025", "Luật GDĐT"): of
        a year it gives where one fits, else those in force, else those to come. Those that amend a
        law stand for it where they are asked for, or it is not here."""
        spoken = _spoken(text)
        if not _LAW.search(spoken):
            return []
        asked = set(years)
        spelled = [
            said
            for law in _LUAT.finditer(spoken)
            for said, _ in _beginnings(spoken, law.end(), self._longest)
        ]
        amends = _AMENDS.search(spoken) is not None
        amending = [name for name in spelled if amends or name not in self._ids]
        if found := [i for name in amending for i in self._amending.get(name, ())]:
            return list(dict.fromkeys(found))
        called = {
            name
            for said in spelled
            for name in (*([said] if said in self._ids else []), *self._initials.get(said, ()))
        }
        for name in sorted(called, key=self._places.__getitem__):
            if any(name != other and other.startswith(name) for other in called):
                continue
            ids = self._ids[name]
            dated = [i for i in ids if self._years(i) & asked]
            found += dated or ([] if _year_after(name, spoken) else self._current(ids))
        return found

    def lacking(self, text: str, search_text: str) -> list[str]:
        """The laws that a question asks to be answered from and that the corpus lacks, as they are
        called; with the year where only that text of the name is lacking.

        ``text`` is the question as people read it, ``search_text`` with abbreviations written out.
        """
        spoken = _spoken(search_text)
        lacking = []
        for name in self._called(search_text) or self._called(text):
            bare = " ".join(words(fold(name))[1 + name.startswith(("Bộ", "Pháp")) :])
            if bare not in self._ids:
                lacking.append(name)
                continue
            year = _year_after(bare, spoken)
            if year is not None and not any(year in self._years(i) for i in self._ids[bare]):
                lacking.append(f"{name} năm {year}")
        return lacking

    def _called(self, text: str) -> list[str]:
        """The laws, known or held, that a text calls by name as a source, the longest name winning
        where one is the beginning of another."""
        key = " ".join(words(text))
        said = [
            (word.start(), end, self._spelled[spelled])
            for word in _WORD.finditer(key)
            for spelled, end in _beginnings(key, word.start(), self._longest)
            if spelled in self._spelled
        ]
        found: list[tuple[int, int, str]] = []
        for start, end, name in sorted(said, key=lambda law: law[0] - law[1]):
            longer = any(first <= start < last for first, last, _ in found)
            if not longer and not _ABOUT_IT.search(key[:start].rstrip()):
                found.append((start, end, name))
        return list(dict.fromkeys(name for _, _, name in sorted(found)))

    def _years(self, document_id: str) -> set[int]:
        document = self._documents[document_id]
        return {day.year for day in (document.issued_on, document.effective_on) if day}


def _amended_by(law: Document) -> Iterator[str]:
    """The laws that a law amends by its title, their names folded."""
    title = _spoken(law.title)
    for relation in law.relations:
        said = _SPELLED_LAW.match(_spoken(relation.name))
        if relation.kind is RelationKind.AMENDS and said and said.group() in title:
            yield said["name"]


@cache
def _known() -> list[tuple[str, str]]:
    """The words of laws' names as compared, with the names."""
    return [(" ".join(words(name)), name) for name in read_data("laws")["names"]]


def _beginnings(text: str, start: int, longest: int) -> Iterator[tuple[str, int]]:
    """What a text says from ``start`` on: its next word, the next two, up to the longest name's
    number of them; each with its end."""
    for word in islice(_WORD.finditer(text, start), longest):
        yield text[start : word.end()], word.end()


def _spoken(text: str) -> str:
    return " ".join(words(fold(text)))


def _year_after(name: str, spoken: str) -> int | None:
    match = re.search(rf"\bluat {re.escape(name)}{_YEAR_AFTER.pattern}", spoken)
    return int(match["year"]) if match else None
