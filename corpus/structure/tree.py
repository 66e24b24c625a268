"""Headings and tables of a text's part → nodes of its tree, each with its lines, address, label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.model import Level
from corpus.structure.addresses import Step, spoken_path
from corpus.structure.headings import Heading, lineage
from corpus.structure.markers import LEVELS, Kind
from corpus.structure.rows import Group, read_rows


@dataclass(slots=True)
class Node:
    """A clause while the tree grows, on lines ``first`` to ``last`` (exclusive). ``title_end`` is
    the line after the title of an annex or attached text, 0 for all else; ``rows`` counts the rows
    of tables in it."""

    level: Level
    first: int
    last: int
    address: str
    label: str
    marker: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    rows: int = 0
    title_end: int = 0


class Tree:
    """The nodes of a text in text order. Addresses are made unique as they are given, so that what
    stands under a second clause of a name is addressed under that second clause."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.nodes: list[Node] = []
        self._lines = lines
        self._taken: dict[str, int] = {}
        self._root_counter = Node(Level.TABLE, 0, 0, "", "")

    def add(
        self,
        level: Level,
        first: int,
        last: int,
        token: str,
        label: str,
        *,
        within: Node | None = None,
        parent: Node | None = None,
        marker: str = "",
    ) -> Node:
        """Add a node. ``within`` is the node whose address and label its own continue; ``parent``
        the node it stands under in the tree, by default the same."""
        address = f"{within.address}.{token}" if within else token
        count = self._taken[address] = self._taken.get(address, 0) + 1
        if count > 1:
            address = f"{address}~{count}"
        node = Node(
            level=level,
            first=first,
            last=last,
            address=address,
            label=f"{label} {within.label}" if within else label,
            marker=marker,
            parent=parent or within,
        )
        if node.parent is not None:
            node.parent.children.append(node)
        self.nodes.append(node)
        return node

    def add_body(
        self, headings: Sequence[Heading], first: int, last: int, root: Node | None
    ) -> None:
        """Add every heading with its tables, and the paragraphs that stand under none. (Those of an
        annex or attached text that has headings are that clause's own text.)"""
        restarting = _restarting(headings)
        of: dict[int, Node] = {}
        loose = root is None or not headings
        covered, count = first, 0
        for heading, end in zip(headings, _ends(headings, last), strict=True):
            if loose and heading.parent is None:
                count = self._add_paragraphs(covered, heading.line, count, root)
                covered = end
            chain = lineage(heading)
            path = spoken_path([_step(each) for each in chain], restarting)
            within = of[id(chain[path[-2]])] if len(path) > 1 else root
            step = _step(heading)
            node = self.add(
                LEVELS[heading.kind],
                heading.line,
                end,
                step.address,
                step.label,
                within=within,
                parent=of[id(heading.parent)] if heading.parent else root,
                marker=self._lines[heading.line][: heading.marker.length].rstrip(),
            )
            of[id(heading)] = node
            if heading.kind is Kind.TABLE:
                self._add_rows(node, within)
        if loose:
            self._add_paragraphs(covered, last, count, root)

    def _add_paragraphs(self, first: int, last: int, count: int, root: Node | None) -> int:
        """Add a paragraph for each line; how many there are now."""
        for index in range(first, last):
            count += 1
            self.add(Level.PARAGRAPH, index, index + 1, f"¶{count}", f"đoạn {count}", within=root)
        return count

    def _add_rows(self, table: Node, container: Node | None) -> None:
        """Add the groups and rows of a table. Rows are counted through their container
        (``PL1.r12``) past groups and tables, as điều run on through chương."""
        groups: list[tuple[Kind, Node]] = []
        counter = container or self._root_counter
        found_rows = read_rows(self._lines, table.first, table.last)
        lines_after = [found.line for found in found_rows[1:]] + [table.last]
        for found, end in zip(found_rows, lines_after, strict=False):
            while isinstance(found, Group) and groups and groups[-1][0] >= found.kind:
                groups.pop()[1].last = found.line
            parent = groups[-1][1] if groups else table
            if isinstance(found, Group):
                step = Step(found.kind, found.token, found.ordinal)
                node = self.add(
                    LEVELS[found.kind], found.line, table.last, step.address, step.label,
                    within=parent if groups else container, parent=parent, marker=found.marker,
                )  # fmt: skip
                groups.append((found.kind, node))
            else:
                counter.rows += 1
                self.add(
                    Level.ROW, found.line, end, f"r{counter.rows}",
                    f"dòng {counter.rows}", within=container, parent=parent, marker=found.marker,
                )  # fmt: skip


def _step(heading: Heading) -> Step:
    return Step(heading.kind, heading.marker.token, heading.ordinal)


def _ends(headings: Sequence[Heading], last: int) -> list[int]:
    """For each heading the line after its last descendant (after its last row for a table)."""
    ends = []
    for position, heading in enumerate(headings):
        end = last
        inside = {id(heading)}
        for later in headings[position + 1 :]:
            if id(later.parent) not in inside:
                end = later.line
                break
            inside.add(id(later))
        ends.append(heading.table_end or end)
    return ends


def _restarting(headings: Iterable[Heading]) -> frozenset[Kind]:
    """The kinds whose numbers start again in another phần."""
    seen: dict[tuple[Kind, str], int] = {}
    restarting: set[Kind] = set()
    for heading in headings:
        top = lineage(heading)[0]
        if top is heading or top.kind > Kind.LETTERED_PART:
            continue
        if seen.setdefault((heading.kind, heading.marker.token), id(top)) != id(top):
            restarting.add(heading.kind)
    return frozenset(restarting)
