"""``trolyso build``, ``check`` and ``model``: what there is to answer from, and its health."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from answer.documents import document_detail
from corpus.errors import TroLySoError
from corpus.model import Document
from corpus.reading import read_document
from trolyso.commands.options import Json, Quiet
from trolyso.health import corpus_health
from trolyso.library import current_collection, limits_of
from trolyso.settings import load_settings
from trolyso.terminal import output, print_error, print_json, print_remark, progress_bars
from trolyso.vietnamese import Command, Group
from trolyso.views import document_view, health_view


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("build", cls=Command)(build)
    app.command("rollback", cls=Command)(rollback)
    app.command("check", cls=Command)(check)
    model_app = typer.Typer(cls=Group, help="Mô hình nhúng câu.", no_args_is_help=True)
    model_app.command("prepare", cls=Command)(prepare)
    app.add_typer(model_app, name="model")


def build(
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="ĐỊA_CHỈ",
            help="Đưa cả lên máy chủ Milvus: milvus://máy-chủ:19530, rồi mới chuyển sang bản ấy.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Dựng chỉ mục từ văn bản kèm theo và văn bản trong kho; chỉ đọc và nhúng phần thay đổi."""
    # Imported here: the index takes a second that --help need not wait for.
    from trolyso.wiring import build_index, publish_index

    settings = load_settings()
    with progress_bars(quiet=quiet) as progress:
        if to is None:
            built = str(build_index(settings, progress))
        else:
            built = publish_index(settings, to, progress)
    output().print(f"Đã dựng chỉ mục: {built}", markup=False)


def rollback(
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="ĐỊA_CHỈ",
            help="Máy chủ Milvus: milvus://máy-chủ:19530; bỏ trống thì bản dựng trên máy này.",
        ),
    ] = None,
) -> None:
    """Quay lại bản dựng trước bản đang dùng; máy chủ và bot đang chạy tự chuyển theo."""
    # Imported here: the index takes a second that --help need not wait for.
    from trolyso.wiring import roll_back_index

    output().print(f"Đang dùng: {roll_back_index(load_settings(), at)}", markup=False)


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[TỆP…]", help="Tệp cần xem; bỏ trống thì xem cả kho."),
    ] = None,
    json: Json = False,
) -> None:
    """Xem máy đọc một tệp thành cây điều khoản thế nào; hoặc tình trạng cả kho, và kho, bản dựng,
    mô hình có còn nguyên vẹn từng bit không (mã kết thúc 1 khi có tệp hỏng)."""
    if files:
        _check_files(files, json)
    else:
        _check_corpus(json)


def prepare(
    sentence_transformers: Annotated[
        bool,
        typer.Option(
            "--sentence-transformers",
            metavar="",
            help="Thêm bản của mô hình kèm theo ở dạng sentence-transformers (cần gói ấy).",
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Chuẩn bị mô hình từ các gói đã cài, không tải gì về."""
    # Imported here: the index takes a second that --help need not wait for.
    from trolyso.encoding import ready_model
    from trolyso.wiring import sentence_transformers_model

    settings = load_settings()
    with progress_bars(quiet=quiet) as progress:
        models = [ready_model(settings, progress, renew=True)]
        if sentence_transformers:
            models.append(sentence_transformers_model(settings, progress))
    for model in models:
        output().print(f"Mô hình sẵn sàng: {model}", markup=False)


def _check_files(files: list[Path], json: bool) -> None:
    read: list[Document] = []
    limits = limits_of(load_settings())
    for file in files:
        try:
            read.append(read_document(file, limits=limits))
        except TroLySoError as error:
            print_error(error)
    if json and len(files) > 1:
        print_json([document_detail(document) for document in read])
    elif json and read:
        print_json(document_detail(read[0]))
    elif not json:
        for document in read:
            output().print(document_view(document))
    if len(read) < len(files):
        if len(files) > 1:
            print_remark(f"Đọc được {len(read)} trên {len(files)} tệp.")
        raise typer.Exit(1)


def _check_corpus(json: bool) -> None:
    # Imported here: the index takes a second that --help need not wait for.
    from trolyso.integrity import damages

    settings = load_settings()
    damaged = damages(settings)
    for what in damaged:
        print_remark(f"Hỏng: {what}")
    if damaged:
        print_remark("Cách chữa từng loại: docs/operations.md, mục “Tệp hỏng”.")
    health = corpus_health(current_collection(settings))
    if json:
        print_json({**asdict(health), "damaged": damaged})
    else:
        output().print(health_view(health))
    if damaged:
        raise typer.Exit(1)
