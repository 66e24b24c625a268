"""``trolyso documents``: what the corpus holds, and what people do to it."""

from __future__ import annotations

from typing import Annotated

import typer

from answer.documents import document_detail
from corpus.cite import full_citation
from corpus.library import Aside, Held
from trolyso import curating
from trolyso.commands.building import build_unless
from trolyso.commands.options import Json, NoBuild, Quiet
from trolyso.library import current_collection, find_document
from trolyso.library_views import listing, listing_view, shown_view
from trolyso.settings import load_settings
from trolyso.terminal import output, print_json
from trolyso.vietnamese import Command, Group

Id = Annotated[str, typer.Argument(metavar="MÃ", help="Mã văn bản, như trolyso documents liệt kê.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    documents_app = typer.Typer(
        cls=Group,
        help="Các văn bản trong kho: liệt kê, xem, xác nhận thông tin, bỏ ra.",
        invoke_without_command=True,
    )
    documents_app.callback()(documents)
    documents_app.command("list", cls=Command)(list_all)
    documents_app.command("show", cls=Command)(show)
    documents_app.command("confirm", cls=Command)(confirm)
    documents_app.command("remove", cls=Command)(remove)
    app.add_typer(documents_app, name="documents")


def documents(context: typer.Context, json: Json = False) -> None:
    """Without a command, the list."""
    if context.invoked_subcommand is None:
        list_all(json)


def list_all(json: Json = False) -> None:
    """Liệt kê các văn bản, và các bản đọc được để riêng vì trùng."""
    collection = current_collection(load_settings())
    if json:
        print_json(listing(collection))
    else:
        output().print(listing_view(collection))


def show(id_: Id, json: Json = False) -> None:
    """Xem một văn bản: thông tin, cây điều khoản, ghi nhận khi đọc."""
    found = find_document(current_collection(load_settings()), id_)
    if json:
        print_json(document_detail(found.document))
    else:
        output().print(shown_view(found))


def confirm(
    id_: Id,
    number: Annotated[
        str | None, typer.Option(metavar="SỐ", help="Số, ký hiệu, chẳng hạn 87/KH-UBND.")
    ] = None,
    issued_on: Annotated[
        str | None,
        typer.Option("--date", metavar="NGÀY", help="Ngày ban hành, chẳng hạn 05/4/2024."),
    ] = None,
    issuer: Annotated[str | None, typer.Option(metavar="CƠ QUAN", help="Cơ quan ban hành.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TRÍCH YẾU", help="Trích yếu.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="LOẠI", help="Loại văn bản, chẳng hạn Kế hoạch.")
    ] = None,
    province: Annotated[
        str | None,
        typer.Option(metavar="TỈNH", help='Tỉnh, thành phố; để trống "" nếu là của trung ương.'),
    ] = None,
    no_build: NoBuild = False,
    quiet: Quiet = False,
) -> None:
    """Xác nhận thông tin đúng như bản gốc in; không nêu gì: số máy đọc là đúng."""
    told = {
        "number": number,
        "issued_on": issued_on,
        "issuer": issuer,
        "title": title,
        "kind": kind,
        "province": province,
    }
    settings = load_settings()
    given = {name: words for name, words in told.items() if words is not None}
    settled = curating.confirm(settings, id_, given)
    output().print(f"Đã xác nhận {full_citation(settled.document)}: {id_of(settled)}", markup=False)
    build_unless(no_build, settings, quiet=quiet)


def remove(id_: Id, no_build: NoBuild = False, quiet: Quiet = False) -> None:
    """Bỏ một văn bản, cùng bản gốc của nó, ra khỏi kho."""
    settings = load_settings()
    entry = curating.remove_document(settings, id_)
    output().print(f"Đã bỏ khỏi kho: {entry.given.name}", markup=False)
    build_unless(no_build, settings, quiet=quiet)


def id_of(found: Held | Aside) -> str:
    """The id a document stands under, or the one that stands in its place."""
    return found.instead if isinstance(found, Aside) else found.document.id
