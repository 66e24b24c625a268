"""Options that several commands share, spelled once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.model import Filters

# An empty metavar: typer would name the type of a flag "<bool>".
Json = Annotated[
    bool, typer.Option("--json", metavar="", help="In JSON theo hợp đồng, cho chương trình đọc.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", metavar="", help="Không hiện tiến độ.")]
NoBuild = Annotated[
    bool,
    typer.Option(
        "--no-build", metavar="", help="Chưa dựng lại chỉ mục; để dành cho trolyso build."
    ),
]
Documents = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="MÃ", help="Chỉ trong văn bản này (lặp lại được)."),
]
Provinces = Annotated[
    list[str] | None,
    typer.Option("--province", metavar="TỈNH", help="Chỉ văn bản của tỉnh này (lặp lại được)."),
]
Years = Annotated[
    list[int] | None,
    typer.Option("--year", metavar="NĂM", help="Chỉ văn bản ban hành năm này (lặp lại được)."),
]
QuestionSets = Annotated[
    list[Path] | None,
    typer.Argument(metavar="TỆP", help="Các bộ câu hỏi JSON Lines; bỏ trống thì dùng bộ kèm theo."),
]
MarkdownFile = Annotated[
    Path | None,
    typer.Option("--markdown", metavar="TỆP", help="Ghi bảng thành tệp Markdown này."),
]


def filters_of(
    documents: list[str] | None, provinces: list[str] | None, years: list[int] | None
) -> Filters:
    """The filters that the options ask for."""
    return Filters(tuple(documents or ()), tuple(provinces or ()), tuple(years or ()))
