"""``trolyso ask`` and ``trolyso search``: a question answered, clauses ranked, in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from answer.documents import search_results
from answer.model import Question
from trolyso.commands.options import Documents, Json, Provinces, Quiet, Years, filters_of
from trolyso.settings import load_settings
from trolyso.terminal import output, print_json, progress_bars
from trolyso.vietnamese import Command
from trolyso.views import answer_view, hits_view


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("ask", cls=Command)(ask)
    app.command("search", cls=Command)(search)


def ask(
    question: Annotated[
        str, typer.Argument(metavar="CÂU_HỎI", help="Câu hỏi, có dấu hay không đều được.")
    ],
    history: Annotated[
        list[str] | None,
        typer.Option(
            "--history",
            metavar="CÂU_TRƯỚC",
            help="Câu đã hỏi trước đó, cũ trước mới sau (lặp lại được).",
        ),
    ] = None,
    document: Documents = None,
    province: Provinces = None,
    year: Years = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Hỏi một câu; trả lời kèm trích dẫn nguyên văn, hoặc nói rõ vì sao không trả lời."""
    # Imported here: the index and its model take a second that --help need not wait for.
    from trolyso.wiring import open_assistant

    asked = Question(question, tuple(history or ()), filters_of(document, province, year))
    with progress_bars(quiet=quiet or json) as progress:
        assistant = open_assistant(load_settings(), progress)
    answer = assistant.ask(asked)
    if json:
        print_json(answer.as_json())
    else:
        output().print(answer_view(answer))


def search(
    query: Annotated[str, typer.Argument(metavar="TỪ_KHÓA", help="Điều cần tìm.")],
    k: Annotated[
        int, typer.Option("-k", min=1, max=100, metavar="SỐ", help="Số điều khoản tối đa.")
    ] = 10,
    document: Documents = None,
    province: Provinces = None,
    year: Years = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Tìm điều khoản, xếp theo độ phù hợp."""
    # Imported here: the index and its model take a second that --help need not wait for.
    from trolyso.wiring import open_assistant

    asked = Question(query, filters=filters_of(document, province, year))
    with progress_bars(quiet=quiet or json) as progress:
        assistant = open_assistant(load_settings(), progress)
    hits = assistant.search(asked.text, k, asked.filters)
    if json:
        print_json(search_results(asked.text, hits))
    else:
        output().print(hits_view(hits))
