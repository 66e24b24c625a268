"""Laws called by their names: which documents they are, and which of them the corpus lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from corpus.datafiles import read_data
from corpus.model import Document
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
    r"hoàn thiện|thay thế|bãi bỏ)(?: \w+){0,4}$"
)

_KINDS = ("Luật", "Bộ luật", "Pháp lệnh")


class Laws:
    """The laws of a corpus by name; ``current`` picks, of several of one name, those that count
    today."""

    def __init__(
        self, documents: Mapping[str, Document], current: Callable[[list[str]], list[str]]
    ) -> None:
        self._documents = documents
        self._current = current
        self._names: dict[str, tuple[str, str]] = {}
        for document in documents.values():
            if document.kind in _KINDS:
                title = [w for w in words(fold(document.title)) if w not in ("luat", "bo")]
                initials = "".join(word[0] for word in title)
                self._names[document.id] = (" ".join(title), initials)

    def named(self, text: str, years: Iterable[int]) -> list[str]:
        """Ids of the laws that a question calls by name ("Luật An ninh mạng 2025", "Luật GDĐT"): of
        a year it gives where one fits, else those in force, else those to come."""
        spoken = _spoken(text)
        if not _LAW.search(spoken):
            return []
        asked = set(years)
        called: dict[str, list[str]] = {}
        for document_id, (name, initials) in self._names.items():
            if re.search(rf"\bluat (?:{re.escape(name)}|{re.escape(initials)})\b", spoken):
                called.setdefault(name, []).append(document_id)
        found = []
        for name, ids in called.items():
            if any(name != other and other.startswith(name) for other in called):
                continue
            dated = [i for i in ids if self._years(i) & asked]
            found += dated or ([] if _year_after(name, spoken) else self._current(ids))
        return found

    def lacking(self, text: str, search_text: str) -> list[str]:
        """The laws that a question asks to be answered from and that the corpus lacks, as they are
        called; with the year where only that text of the name is lacking.

        ``text`` is the question as people read it, ``search_text`` with abbreviations written out.
        """
        spoken = _spoken(search_text)
        held = {name for name, _ in self._names.values()}
        lacking = []
        for name in self._called(search_text) or self._called(text):
            bare = " ".join(words(fold(name))[1 + name.startswith(("Bộ", "Pháp")) :])
            if bare not in held:
                lacking.append(name)
                continue
            year = _year_after(bare, spoken)
            ids = [i for i, (other, _) in self._names.items() if other == bare]
            if year is not None and not any(year in self._years(i) for i in ids):
                lacking.append(f"{name} năm {year}")
        return lacking

    def _called(self, text: str) -> list[str]:
        """The laws, known or held, that a text calls by name as a source, the longest name winning
        where one is the beginning of another."""
        key = " ".join(words(text))
        found: list[tuple[int, int, str]] = []
        titles = (self._documents[document_id].title for document_id in self._names)
        held = [(title, " ".join(words(title))) for title in titles]
        for name, spelled in sorted((*_known(), *held), key=lambda entry: -len(entry[1])):
            for match in re.finditer(rf"(?<!\w){re.escape(spelled)}(?!\w)", key):
                longer = any(start <= match.start() < end for start, end, _ in found)
                if not longer and not _ABOUT_IT.search(key[: match.start()].rstrip()):
                    found.append((*match.span(), name))
        return list(dict.fromkeys(name for _, _, name in sorted(found)))

    def _years(self, document_id: str) -> set[int]:
        document = self._documents[document_id]
        return {day.year for day in (document.issued_on, document.effective_on) if day}


@cache
def _known() -> list[tuple[str, str]]:
    """Names of laws with their words as compared."""
    return [(name, " ".join(words(name))) for name in read_data("laws")["names"]]


def _spoken(text: str) -> str:
    return " ".join(words(fold(text)))


def _year_after(name: str, spoken: str) -> int | None:
    match = re.search(rf"\bluat {re.escape(name)}{_YEAR_AFTER.pattern}", spoken)
    return int(match["year"]) if match else None
