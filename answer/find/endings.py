"""What the documents put an end to, or amend, by what they call it: "Bãi bỏ Thông tư số 12"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.kinds import kind_of_symbol
from corpus.model import Document, Relation, RelationKind
from corpus.numbers import NumberMention, matches, number_key, printed_number
from corpus.text import words

# Behind a law's name, the year of the text that is lacking.
_YEAR = re.compile(r" năm \d{4}$")

# Behind a law's name, what begins its number.
_NUMBER = "số"


class Endings:
    """The relations by which some documents replace or repeal others, or ``amending`` amend them,
    by what they end or amend."""

    def __init__(self, documents: Iterable[Document], *, amending: bool = False) -> None:
        self._of: dict[str, list[tuple[str, Relation]]] = {}
        for document in documents:
            for relation in document.relations:
                if relation.kind is RelationKind.AMENDS if amending else relation.kind.ends:
                    for name in _names(relation):
                        self._of.setdefault(name, []).append((document.id, relation))

    def of(self, name: NumberMention | str, years: Sequence[int]) -> list[tuple[str, Relation]]:
        """The relations that end a text, each with the id of its document, in the order of the
        documents: a text named by number, or a law of one of the years, if any."""
        if not isinstance(name, str):
            ending = self._of.get(number_key(name.number), ())
            return [item for item in ending if _is_numbered(item[1], name)]
        ending = self._of.get(" ".join(words(_YEAR.sub("", name))), ())
        return [item for item in ending if not years or _years(item[1]) & {*years}]


def _names(relation: Relation) -> Iterator[str]:
    """What a relation's text may be asked for by: the first part of its number, its name up to
    where that tells the number."""
    number = printed_number(relation.number) if relation.number else None
    if number is not None:
        yield number_key(number.number)
    called = words(relation.name)
    yield from (" ".join(called[:place]) for place, word in enumerate(called) if word == _NUMBER)
    yield " ".join(called)


def _is_numbered(relation: Relation, name: NumberMention) -> bool:
    return matches(name, relation.number, kind_of_symbol(relation.number))


def _years(relation: Relation) -> set[int]:
    """The years by which a relation's text is known: of its number, of its issue."""
    number = printed_number(relation.number) if relation.number else None
    issued = relation.issued_on
    return {year for year in (number and number.year, issued and issued.year) if year}
