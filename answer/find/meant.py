"""Which document a question means that calls it by its kind and what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from answer.find.calls import Call, calls
from answer.find.library import Library
from answer.find.units import Units
from answer.understand.cues import load_cues
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.bodies import body_key, find_bodies
from corpus.kinds import KINDS
from corpus.model import Document
from corpus.places import find_provinces, same_province
from corpus.text import fold, match_key, words

# The share, by rarity, of what is said of a document that its title must say; another document
# comes too near that has this share of the best one's, unless its title speaks of more besides.
_SAID, _NEAR, _AS_CLOSE = 0.85, 0.8, 0.6

# So few words say too little of what a document is about.
_FEWEST = 2

# Before the body that issued a text: "thông tư … của Bộ Xây dựng".
_OF = re.compile(r"\bcủa(?: \w+)?\s$")

# What joins the parts of a range or a number: "3-5 tuổi".
_PARTS = re.compile(r"[/-]")

# Kinds of texts that are called by their names; ``answer.find.laws`` knows them.
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})


@dataclass(frozen=True, slots=True)
class Called:
    """A document that a question calls, and the words it is called by."""

    document_id: str
    words: frozenset[str]


def called_documents(
    question: Understanding,
    allowed: Collection[str],
    library: Library,
    rarity: Callable[[str], float],
) -> list[Called]:
    """The documents that a question calls, in order; none where one of them is not here or may be
    another as well."""
    found: dict[str, Called] = {}
    for call in calls(question.search_text):
        ids = _meant(call, question, allowed, library, rarity)
        if len(ids) != 1:
            return []
        said = frozenset(keys(call.text))
        earlier = found.get(ids[0])
        found[ids[0]] = Called(ids[0], said | earlier.words if earlier else said)
    return list(found.values())


def _meant(
    call: Call,
    question: Understanding,
    allowed: Collection[str],
    library: Library,
    rarity: Callable[[str], float],
) -> list[str]:
    if call.number is not None:
        ids = [i for i in library.numbered(call.number) if i in allowed]
        return [i for i in ids if _source(call.text, library.units(i)) is not None]
    if call.kind in _LAWS:
        named = library.laws.named(call.text, question.years)
        return [i for i in named if i in allowed]
    homes = (library.units(i) for i in allowed if _is_of_kind(library.documents[i], call))
    return _best_fit(call.text, homes, rarity)


def _is_of_kind(document: Document, call: Call) -> bool:
    """True for a document of the kind that is said, and for one that issues such a text."""
    if document.secondary or call.kind is None:
        return False
    issues = document.kind in KINDS[call.kind].carried_by
    return document.kind == call.kind or (issues and _names(document.title, call.kind))


def _names(title: str, kind: str) -> bool:
    return f" {match_key(kind)} " in f" {match_key(title)} "


def _best_fit(said: str, homes: Iterable[Units], rarity: Callable[[str], float]) -> list[str]:
    """The document whose title says what is said of one, when it does distinctly better than the
    others."""
    fits = []
    for home in homes:
        matter = _matter(said, home)
        if len(matter) < _FEWEST:
            continue
        share = _weight(matter & home.title_keys, rarity) / (_weight(matter, rarity) or 1.0)
        title = _matter_of(home.document.title)
        of_title = _weight(title & matter, rarity) / (_weight(title, rarity) or 1.0)
        both = 2 * share * of_title / (share + of_title) if share and of_title else 0.0
        fits.append((share, both, home.document.id))
    fits.sort(reverse=True)
    if not fits or fits[0][0] < _SAID:
        return []
    share, both, best = fits[0]
    near = [other for other in fits[1:] if other[0] > _NEAR * share and other[1] > _AS_CLOSE * both]
    return [] if near else [best]


def _matter(said: str, home: Units) -> frozenset[str]:
    """What is said of a document besides its kind, its issuer and its place; nothing where the
    document has another issuer or place than is said."""
    source = _source(said, home)
    if source is None:
        return frozenset()
    for start, end in source:
        said = said[:start] + " " * (end - start) + said[end:]
    return _matter_of(said) - frozenset(keys(home.document.kind or ""))


def _source(said: str, home: Units) -> list[tuple[int, int]] | None:
    """Where a document's issuer and place are said; None where others are said."""
    document = home.document
    found = []
    for body in find_bodies(said):
        if not _OF.search(match_key(said[: body.start])):
            continue
        if body_key(body.name) == body_key(document.issuer or ""):
            found.append((body.start, body.end))
        elif not home.title_keys.issuperset(keys(said[body.start : body.end])):
            return None
    for place in find_provinces(said):
        if document.province is not None and same_province(place.name, document.province):
            found.append((place.start, place.end))
        elif not home.title_keys.issuperset(keys(said[place.start : place.end])):
            return None
    return found


def _matter_of(text: str) -> frozenset[str]:
    asking = load_cues().asking_words
    said = (part for word in words(text) for part in _PARTS.split(word))
    return frozenset(fold(word) for word in said if word not in asking)


def _weight(matter: Iterable[str], rarity: Callable[[str], float]) -> float:
    return sum(map(rarity, matter))
