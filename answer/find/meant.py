"""Which document a question means that calls it by its kind and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache

from answer.find.calls import Call, calls, unnamed
from answer.find.library import Library
from answer.find.said import Said, kind_keys, matter_of
from answer.find.title_words import TitleWords
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.kinds import KINDS, LAWS
from corpus.model import Document
from corpus.text import match_key

# The share, by rarity, of what is said of a document that its title must say; another document
# comes too near that has this share of the best one's, unless its title speaks of more besides.
_SAID, _NEAR, _AS_CLOSE = 0.85, 0.8, 0.6

# A document whose title says no more than this is neither meant nor too near.
_LEAST = _NEAR * _SAID

# So few words say too little of what a document is about, where its kind is said and where not.
_FEWEST, _FEWEST_ALONE = 2, 5

# Only texts have a signer or a number: a matter alone may come into force as well.
_OF_TEXTS_ALONE = frozenset({Want.SIGNER, Want.NUMBER})

# What the title of a text that amends another says.
_AMENDING = frozenset("sua doi bo sung".split())


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
    another as well. Where it calls none by its kind it may call one by its matter alone: "Định mức
    dự toán trạm bơm do ai ký?"."""
    rarity = cache(rarity)  # the same words are laid against many documents
    text = question.search_text
    found: dict[str, Called] = {}
    alone = [unnamed(text)] if question.wants & _OF_TEXTS_ALONE else []
    for call in list(filter(_says_more, calls(text))) or alone:
        ids = _meant(call, question, allowed, library, rarity)
        if len(ids) != 1:
            return []
        words = frozenset(keys(call.text))
        earlier = found.get(ids[0])
        found[ids[0]] = Called(ids[0], words | earlier.words if earlier else words)
    return list(found.values())


def _says_more(call: Call) -> bool:
    """False for a kind alone: "tại quyết định nào"."""
    return call.number is not None or match_key(call.text) != match_key(call.kind or "")


def _meant(
    call: Call,
    question: Understanding,
    allowed: Collection[str],
    library: Library,
    rarity: Callable[[str], float],
) -> list[str]:
    if call.kind in LAWS and call.number is None:
        named = library.laws.named(call.text, question.years)
        return [i for i in named if i in allowed]
    said = Said(call.text, library.title_words)
    if call.number is not None:
        numbered = (i for i in library.numbered(call.number) if i in allowed)
        return [i for i in numbered if said.may_be_of(library.documents[i])]
    return _best_fit(said, call.kind, allowed, library, rarity)


def _is_of_kind(document: Document, kind: str | None) -> bool:
    """True for a document of the kind that is said, and for one that issues such a text."""
    if kind is None:
        return not document.secondary
    issues = document.kind in KINDS[kind].carried_by and _names(document.title, kind)
    return not document.secondary and (document.kind == kind or issues)


def _names(title: str, kind: str) -> bool:
    return f" {match_key(kind)} " in f" {match_key(title)} "


def _best_fit(
    said: Said,
    kind: str | None,
    allowed: Collection[str],
    library: Library,
    rarity: Callable[[str], float],
) -> list[str]:
    """The document whose title says what is said of one, when it does distinctly better than the
    others. The title of a text that amends another says what the other's does: it is meant where
    that is said."""
    titles = library.title_words
    fewest = _FEWEST_ALONE if kind is None else _FEWEST
    fits = []
    for document_id in _worth_comparing(said, kind, titles, rarity):
        document = library.documents[document_id]
        if document_id not in allowed or not _is_of_kind(document, kind):
            continue
        matter = said.matter(document)
        told = (word for word in matter if document_id in titles.saying(word))
        share = _weight(told, rarity) / (_weight(matter, rarity) or 1.0)
        if len(matter) >= fewest and share > _LEAST:
            title = matter_of(document.title)
            of_title = _weight(title & matter, rarity) / (_weight(title, rarity) or 1.0)
            both = 2 * share * of_title / (share + of_title)
            fits.append((share, both, document_id))
    fits.sort(reverse=True)
    if not said.whole >= _AMENDING:
        original = [fit for fit in fits if not titles.says(fit[2], _AMENDING)]
        fits = original if original and original[0][0] >= _SAID else fits
    if not fits or fits[0][0] < _SAID:
        return []
    share, both, best = fits[0]
    near = [other for other in fits[1:] if other[0] > _NEAR * share and other[1] > _AS_CLOSE * both]
    return [] if near else [best]


def _worth_comparing(
    said: Said, kind: str | None, titles: TitleWords, rarity: Callable[[str], float]
) -> set[str]:
    """Ids of documents, among which are all of a kind, if any, or that issue such a text, whose
    titles say more than the least share of what is said of them. A body or a place that is said is
    either the document's own, and then none of its matter, or its title says it."""
    found: set[str] = set()
    kinds = (kind, *KINDS[kind].carried_by) if kind else (kind,)
    for own in map(kind_keys, kinds):
        bare, whole = said.bare - own, said.whole - own
        most = (1 - _LEAST) * _weight(whole, rarity)
        if _weight(bare, rarity) > most:
            found |= titles.lacking_at_most(most, bare, rarity)
        else:  # who says the body or the place may lack all else
            most = (1 - _LEAST) * _weight(bare, rarity)
            found |= titles.lacking_at_most(most, bare, rarity)
            found.update(*(titles.saying_all(source.words) for source in said.sources))
    return found


def _weight(matter: Iterable[str], rarity: Callable[[str], float]) -> float:
    return sum(map(rarity, matter))
