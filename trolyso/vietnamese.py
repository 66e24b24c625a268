"""Vietnamese words for what typer says in English: headings of the help, and usage errors.

Typer has no catalogue to put a language into. Its headings are constants of its module, its usage
line and the help of ``--help`` come from methods, its errors are English sentences; the first two
are replaced here, the last matched and said anew. A sentence not in the table is shown as it is,
after a Vietnamese lead.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_USAGE = "Usage: "
_OPTIONS = "[TÙY CHỌN]"
_HELP = "Hiện hướng dẫn này."

# Typer's sentences about wrong usage, with what is said instead; groups are filled in by number.
_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"No such command '(.+?)'\. Did you mean (.+)\?", "không có lệnh '{0}'; có phải là {1}?"),
        (r"No such command '(.+?)'\.", "không có lệnh '{0}'."),
        (r"Missing command\.", "thiếu tên lệnh."),
        (r"No such option: (\S+) \(Possible options: (.+)\)", "không có {0}; có phải là {1}?"),
        (r"No such option: (\S+).*", "không có tùy chọn {0}."),
        (r"Missing argument '(.+?)'.*", "thiếu {0}."),
        (r"Missing option '(.+?)'.*", "thiếu tùy chọn {0}."),
        (r"Option '(.+?)' requires an argument\.", "tùy chọn {0} cần một giá trị."),
        (r"Option '(.+?)' does not take a value\.", "tùy chọn {0} không nhận giá trị."),
        (r"Got unexpected extra argument\(s\) \((.+)\)", "thừa đối số: {0}."),
        (r"Invalid value for '(.+?)': .*valid integer.*", "{0} cần một số nguyên."),
        (
            r"Invalid value for '(.+?)': .*greater than or equal to (\d+).*",
            "{0} cần từ {1} trở lên.",
        ),
        (
            r"Invalid value for '(.+?)': .*less than or equal to (\d+).*",
            "{0} cần từ {1} trở xuống.",
        ),
    )
)


class Command(TyperCommand):
    """A command whose help is Vietnamese throughout."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{**settings, "options_metavar": _OPTIONS})

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_vietnamese()
        super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        return _vietnamese_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _vietnamese_help(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group of commands whose help is Vietnamese throughout."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        metavars = {"options_metavar": _OPTIONS, "subcommand_metavar": "LỆNH …"}
        super().__init__(*args, **{**settings, **metavars})

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_vietnamese()
        super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        return _vietnamese_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _vietnamese_help(super().get_help_option(ctx))


def _speak_vietnamese() -> None:
    """Puts Vietnamese words where typer keeps its headings."""
    # Imported here, as typer does: it brings markdown and more, and most commands show no help.
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "Đối số"
    rich_utils.OPTIONS_PANEL_TITLE = "Tùy chọn"
    rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
    rich_utils.DEFAULT_STRING = "[mặc định: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[bắt buộc]"


def usage_error(error: typer.TyperException) -> str:
    """What is wrong with a command line, in one Vietnamese sentence; empty when typer has printed
    a group's help in place of it."""
    english = error.format_message()
    if not english:
        return ""
    for sentence, said in _SENTENCES:
        if match := sentence.fullmatch(english):
            return f"Lệnh chưa đúng: {said.format(*match.groups())}"
    return f"Lệnh chưa đúng: {english}"


def _vietnamese_usage(usage: str) -> str:
    return usage.replace(_USAGE, "Cách dùng: ", 1)


def _vietnamese_help(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
        option.metavar = ""
    return option
