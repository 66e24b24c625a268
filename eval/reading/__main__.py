"""``python -m eval.reading ../shared``: how well the reader reads, as one table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.errors import EvalError
from eval.reading.corpus import figures
from eval.reading.figure import Figure


def table_of(measured: Iterable[Figure]) -> Table:
    """The figures, one a row."""
    table = Table(title="Đọc văn bản", title_justify="left")
    table.add_column("Thước đo")
    for heading in ("Đúng", "Trên", "Tỷ lệ", "Cần"):
        table.add_column(heading, justify="right")
    for figure in measured:
        goal = f"{figure.goal:.1%}" if figure.goal else "–"
        style = "" if figure.reached else "bold red"
        row = (figure.name, str(figure.right), str(figure.total), f"{figure.share:.1%}", goal)
        table.add_row(*row, style=style)
    return table


def main(arguments: Sequence[str]) -> int:
    """Prints the figures of a shared folder, and what was wrong; 1 when the folder is not there, 2
    for wrong usage, else 0."""
    if len(arguments) != 1:
        print("Cách dùng: python -m eval.reading THƯ_MỤC_DÙNG_CHUNG", file=sys.stderr)
        return 2
    try:
        measured = list(figures(Path(arguments[0])))
    except EvalError as error:
        print(error, file=sys.stderr)
        return 1
    console = Console(highlight=False)
    console.print(table_of(measured))
    for figure in measured:
        for wrong in figure.wrong:
            console.print(f"{figure.name}: {wrong}", markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
