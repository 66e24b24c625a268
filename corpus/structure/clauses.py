"""Canonical text → the tree of its clauses.

The text is split into its large parts (``parts``), the headings of each are found (``headings``),
and every line is given to the clause it stands in (``tree``): nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Clause, Level
from corpus.structure.frame import closing_start, preamble_end
from corpus.structure.headings import read_headings
from corpus.structure.markers import Kind, roman_value
from corpus.structure.parts import Part, PartKind, split_parts
from corpus.structure.titles import heading_of, title_of
from corpus.structure.tree import Node, Tree

PREAMBLE = "mở đầu"
CLOSING = "kết"


def parse_clauses(text: str) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """The clauses of a canonical text in text order, and remarks on what is odd in its numbering.

    >>> clauses, _ = parse_clauses("I. MỤC ĐÍCH\\n1. Mục đích\\na) Triển khai kịp thời.")
    >>> [(c.address, c.label) for c in clauses][-1]
    ('I.1.a', 'điểm a khoản 1 mục I')
    """
    if not text:
        return (), ()
    lines = text.split("\n")
    tree = Tree(lines)
    remarks: list[str] = []
    for part in split_parts(lines):
        remarks.extend(_add_part(tree, lines, part))
    offsets = _offsets(lines)
    return tuple(_clause(node, lines, offsets) for node in tree.nodes), tuple(remarks)


def _add_part(tree: Tree, lines: Sequence[str], part: Part) -> list[str]:
    """Add a part's nodes to the tree; the remarks on its numbering."""
    root = _part_root(tree, part)
    begin = part.title_end if root else part.first
    headings, _ = read_headings(lines, begin, part.last)
    numbered = [h.line for h in headings if h.kind < Kind.TABLE]
    body = numbered[0] if numbered else None
    if root is None:
        begin = preamble_end(lines, part.first, body, part.last)
        if begin > part.first:
            tree.add(Level.PREAMBLE, part.first, begin, PREAMBLE, PREAMBLE)
    after = body if body is not None else begin
    end = closing_start(lines, after, part.last, numbered, forms=root is not None)
    headings, remarks = read_headings(lines, begin, end)
    tree.add_body(headings, begin, end, root)
    if end < part.last:
        tree.add(Level.CLOSING, end, part.last, CLOSING, CLOSING, within=root)
    return remarks


def _part_root(tree: Tree, part: Part) -> Node | None:
    """The node of an annex, a form or an attached text; None for the document itself."""
    if part.kind is PartKind.MAIN:
        return None
    number = str(roman_value(part.number) or part.number.lstrip("0"))
    level, token, label = {
        PartKind.ANNEX: (Level.ANNEX, f"PL{number}", f"Phụ lục {part.number}".strip()),
        PartKind.FORM: (Level.ANNEX, f"MS{number}", f"Mẫu số {part.number}"),
        PartKind.ATTACHED: (Level.ATTACHED, "KT", f"{part.name} kèm theo"),
    }[part.kind]
    root = tree.add(level, part.first, part.last, token, label, marker=part.marker)
    root.title_end = part.title_end
    return root


def _clause(node: Node, lines: Sequence[str], offsets: Sequence[int]) -> Clause:
    child = node.children[0].first if node.children else None
    marker = len(node.marker)
    return Clause(
        address=node.address,
        label=node.label,
        level=node.level,
        marker=node.marker,
        heading=title_of(lines, node.first, node.title_end, marker)
        if node.title_end
        else heading_of(lines, node.first, node.last, marker, node.level, child),
        parent=node.parent.address if node.parent else None,
        start=offsets[node.first],
        end=offsets[node.last - 1] + len(lines[node.last - 1]),
    )


def _offsets(lines: Sequence[str]) -> list[int]:
    offsets, position = [], 0
    for line in lines:
        offsets.append(position)
        position += len(line) + 1
    return offsets
