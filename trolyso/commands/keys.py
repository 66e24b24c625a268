"""``trolyso keys``: API keys made, listed, revoked."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer
from rich.table import Table

from answer.access import ApiKey, Scope
from corpus.errors import NotFoundError
from trolyso.commands.options import Json
from trolyso.settings import load_settings
from trolyso.terminal import output, print_json, print_remark
from trolyso.vietnamese import Command, Group

_LONGEST_NAME = 100


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    keys_app = typer.Typer(cls=Group, help="Khoá API: tạo, liệt kê, thu hồi.", no_args_is_help=True)
    keys_app.command("create", cls=Command)(create)
    keys_app.command("list", cls=Command)(list_all)
    keys_app.command("revoke", cls=Command)(revoke)
    app.add_typer(keys_app, name="keys")


def create(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Ai hay hệ thống nào dùng khoá này.")],
    scope: Annotated[
        list[Scope] | None,
        typer.Option(
            metavar="QUYỀN",
            help="ask: hỏi, tìm, đọc; metrics: đọc số liệu vận hành; admin: mọi việc. Lặp lại "
            "được; nếu không nêu: ask.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Tạo một khoá; khoá chỉ hiện một lần này."""
    # Imported here: --help need not wait for the database.
    from trolyso.wiring import open_database

    with closing(open_database(load_settings())) as store:
        key, secret = store.keys.create(name[:_LONGEST_NAME], scope or [Scope.ASK])
    if json:
        print_json({**_told(key), "key": secret})
    else:
        print(secret)
        print_remark("Hãy cất khoá này ngay: nó không được lưu và không xem lại được.")


def list_all(json: Json = False) -> None:
    """Liệt kê các khoá, cả khoá đã thu hồi."""
    # Imported here: --help need not wait for the database.
    from trolyso.wiring import open_database

    with closing(open_database(load_settings())) as store:
        keys = store.keys.all()
    if json:
        print_json([_told(key) for key in keys])
        return
    if not keys:
        output().print("Chưa có khoá nào. Tạo khoá: trolyso keys create TÊN")
        return
    table = Table("Mã", "Tên", "Quyền", "Tạo lúc", "Dùng lần cuối", "Tình trạng")
    for key in keys:
        state = "đã thu hồi" if key.revoked_at else "đang dùng"
        used = f"{key.used_at:%d/%m/%Y %H:%M}" if key.used_at else "chưa"
        made = f"{key.created_at:%d/%m/%Y %H:%M}"
        table.add_row(key.id, key.name, ", ".join(sorted(key.scopes)), made, used, state)
    output().print(table)


def revoke(
    id_: Annotated[str, typer.Argument(metavar="MÃ", help="Mã khoá, như trolyso keys list nêu.")],
) -> None:
    """Thu hồi một khoá, ngay và mãi mãi."""
    # Imported here: --help need not wait for the database.
    from trolyso.wiring import open_database

    with closing(open_database(load_settings())) as store:
        key = store.keys.revoke(id_)
    if key is None:
        raise NotFoundError(
            f"Không có khoá nào mang mã “{id_}”.",
            english=f"There is no key with the id “{id_}”.",
            hint="Xem các mã bằng: trolyso keys list",
        )
    output().print(f"Đã thu hồi khoá {key.id} ({key.name}).", markup=False)


def _told(key: ApiKey) -> dict[str, str | list[str] | None]:
    moments = {
        "created_at": key.created_at,
        "used_at": key.used_at,
        "revoked_at": key.revoked_at,
    }
    return {
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }
