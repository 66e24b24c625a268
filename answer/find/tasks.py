"""The tasks of a body in a table of tasks: the rows whose column of who leads (or joins) names it.

A head such as "Cơ quan chủ trì" tells the column; where no head fits, the first cell that is no
more than bodies names who leads, the second who joins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from answer.find.cutting import Unit
from answer.find.units import Units, names_only_bodies
from answer.understand.cues import Want, load_cues
from answer.understand.tasking import asks_which_tasks, asks_who
from answer.understand.understanding import Term, Understanding
from answer.words import body_keys, keys
from corpus.bodies import body_key
from corpus.model import Level
from corpus.structure.rows import cells_of
from corpus.text import match_key

# One that asks where a body joins others.
_JOINS = re.compile(r"\bphối hợp\b(?!.{0,40}\bchủ trì\b)")

# The heads of the columns of who leads and who joins.
_LEADS = re.compile(
    r"\bchủ trì\b|\b(?:cơ quan|đơn vị|bộ phận|người)\b.*\b(?:thực hiện|chịu|đầu mối|theo dõi)\b"
)
_COOPERATES = re.compile(r"\bphối hợp\b")

# What parts the bodies of a cell, and how many words a name in one may have that is in no list.
_BETWEEN_NAMES = re.compile(r"[;,\n/+]|\s[-–]\s")
_LONGEST_NAME = 6

# Cells whose bodies are remembered: the rows of a table name the same ones.
_REMEMBERED = 16_384

# Of the matter that a question narrows the tasks to, a row says this much of what the best says.
_MOST = 0.8


def asks_tasks(question: Understanding) -> bool:
    """True when a question asks which tasks somebody has, and not who has them."""
    asked = Want.DUTY in question.wants or asks_which_tasks(question.search_text)
    return asked and not asks_who(question.search_text)


def tasks_of(
    question: Understanding, units: list[tuple[Units, Unit]], rarity: Callable[[str], float]
) -> list[tuple[Units, Unit]]:
    """The rows, in text order, of the tasks of whom a question names, where it asks for them; only
    those that say most of the matter it narrows them to. ``rarity`` weighs its words."""
    if not asks_tasks(question):
        return []
    joins = _JOINS.search(match_key(question.search_text)) is not None
    said = keys(f"{question.text}\n{question.search_text}")
    asked = frozenset(body_key(m.name) for m in question.bodies) | body_keys(question.text)
    rows = []
    named: set[str] = set()
    for home, unit in units:
        if unit.clause.level is Level.ROW:
            found = _named(actors(home, unit, joins=joins), asked, said)
            if found:
                rows.append((home, unit))
                named |= found
    weights = {term.key: rarity(term.key) for term in _matter(question, rows, named)}
    told = [sum(weights[key] for key in weights.keys() & unit.own) for _, unit in rows]
    bar = _MOST * max(told, default=0.0)
    chosen = [row for row, weight in zip(rows, told, strict=True) if weight >= bar]
    return sorted(chosen, key=lambda row: (row[0].document.id, row[1].start))


def actors(home: Units, unit: Unit, *, joins: bool = False) -> str:
    """The cell of a row that names who leads, or who joins."""
    cells = cells_of(home.document.text[unit.start : unit.end])
    heads = [match_key(head) for head in cells_of(home.tables.head_of(unit.clause))]
    if len(heads) == len(cells):
        pattern = _COOPERATES if joins else _LEADS
        for head, cell in zip(heads, cells, strict=True):
            if pattern.search(head) and (joins or not _COOPERATES.search(head)):
                return cell
    bodies = [cell for cell in cells[1:] if names_only_bodies(cell)]
    return next(iter(bodies[joins:]), "")


def _named(cell: str, asked: frozenset[str], said: list[str]) -> frozenset[str]:
    """The words by which a question names one of those in a cell; none when it names none."""
    found = {
        word
        for key in _keys_of_bodies(cell)
        for body in asked
        if _same(body, key)
        for word in body.split()
    }
    for name in _BETWEEN_NAMES.split(cell):
        own = keys(name)
        if name[:1].isupper() and _is_name(own) and _stands_in(own, said):
            found |= set(own)
    return frozenset(found)


@lru_cache(_REMEMBERED)
def _keys_of_bodies(cell: str) -> frozenset[str]:
    return body_keys(cell)


def _same(left: str, right: str) -> bool:
    """True for two keys of one body, one of them perhaps short: "cuc attt"."""
    return left == right or _is_short_for(left, right) or _is_short_for(right, left)


def _is_short_for(short: str, long: str) -> bool:
    head, *rest = short.split()
    first, *others = long.split()
    initials = "".join(word[0] for word in others)
    return head == first and len(initials) > 1 and "".join(rest) == initials


def _is_name(own: list[str]) -> bool:
    long_enough = len(own) > 1 or any(len(word) > 3 for word in own)
    return long_enough and len(own) <= _LONGEST_NAME


def _stands_in(own: list[str], said: list[str]) -> bool:
    return any(said[place : place + len(own)] == own for place in range(len(said)))


def _matter(
    question: Understanding, rows: list[tuple[Units, Unit]], named: set[str]
) -> tuple[Term, ...]:
    beside = named | load_cues().words["duty"]
    for home, unit in rows:
        beside = beside | set(keys(home.tables.head_of(unit.clause))) | home.context_keys(unit)
    telling = [term for term in question.terms if term.key not in beside]
    return tuple(
        term for term in telling if 0 < sum(term.key in unit.own for _, unit in rows) < len(rows)
    )
