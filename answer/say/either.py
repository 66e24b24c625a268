"""Where two clauses fit a question about equally, both are shown, each with its place: whoever asks
can tell which was meant, and of two such clauses the second is the right one every fifth time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from answer.find.scored import Scored
from answer.find.units import Units
from answer.say.picking import WHOLE, Pick, pick, says_something
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.text import match_key

# What scores this little less than the best fits about as well.
_ABOUT_EQUAL = 0.03


def next_best(
    question: Understanding,
    ranked: Sequence[Scored],
    homes: Mapping[str, Units],
    shown: Sequence[Pick],
) -> list[Pick]:
    """What else may be meant, beside the pieces that are shown for the best of ``ranked`` (best
    first): the next that fits about as well, of the same place and outside of them."""
    best = ranked[0]
    if question.is_part or Want.COMPARE in question.wants or best.field:
        return []  # what else it may mean stands beside it, or the best is of a task already
    province = homes[best.unit.document_id].document.province
    duties = question.asks_duties_of_bodies
    told = match_key(_said(shown))
    rest = [
        item
        for item in ranked
        if item.fits
        and item.score >= best.score - _ABOUT_EQUAL
        and homes[item.unit.document_id].document.province == province
        and (not duties or item.of_body == best.of_body)
        and not _heads(item, best)
        and not any(_overlap(item, piece) for piece in shown)
        and match_key(item.text) not in told
    ]
    if not rest:
        return []
    picks = pick(question, rest, homes, alone=False)
    if sum(piece.end - piece.start for piece in picks) > WHOLE:
        unit = rest[0].unit
        picks = [Pick(homes[unit.document_id], unit.start, unit.end)]
    said = _said(picks)
    return picks if says_something(said) else []


def _said(picks: Sequence[Pick]) -> str:
    return "\n".join(piece.home.document.text[piece.start : piece.end] for piece in picks)


def _heads(item: Scored, best: Scored) -> bool:
    """True for the words before the list that the best is in."""
    unit = item.unit
    inside = unit.start < best.unit.start < unit.group_end
    return inside and unit.document_id == best.unit.document_id


def _overlap(item: Scored, piece: Pick) -> bool:
    same = item.unit.document_id == piece.home.document.id
    return same and piece.start < item.unit.end and item.unit.start < piece.end
