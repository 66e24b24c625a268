"""The command ``trolyso``: its commands put together, its errors said in words.

Exit codes: 0 done (an honest refusal is an answer), 1 the work failed, 2 wrong usage, 130 Ctrl-C.
Nothing heavy is imported before a command needs it: ``trolyso --help`` answers at once, and a
command that is named waits for no other's module.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated

import typer

from corpus.errors import QuestionError, TroLySoError, reason_of
from trolyso.terminal import print_error, print_remark, use_utf8
from trolyso.vietnamese import Group, usage_error

_FAILED = 1
_MISUSED = 2
_INTERRUPTED = 130

_ABOUT = """Trợ lý số: hỏi đáp văn bản chuyển đổi số, trích dẫn nguyên văn đến điểm, khoản, mục.

Ví dụ: trolyso ask "Kế hoạch 87 của Quảng Ngãi giao Sở Nội vụ việc gì?"
"""

# Each module of commands, in the order of the help, with the commands that it adds.
_COMMANDS = {
    "ask": ("ask", "search"),
    "ingest": ("ingest",),
    "documents": ("documents",),
    "corpus": ("build", "rollback", "check", "model"),
    "serve": ("serve", "mcp", "bot"),
    "evaluate": ("eval",),
    "keys": ("keys",),
    "backup": ("backup", "restore"),
}


def _app(arguments: Sequence[str]) -> typer.Typer:
    """The command line: the commands beside the one that is named, or all where none is."""
    app = typer.Typer(
        name="trolyso",
        cls=Group,
        help=_ABOUT,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    named = [module for module, added in _COMMANDS.items() if {*added}.intersection(arguments[:1])]
    for module in named or _COMMANDS:
        import_module(f"trolyso.commands.{module}").add_to(app)
    app.callback()(_root)
    return app


def _show_version(asked: bool) -> None:
    if asked:
        print(f"trolyso {version('trolyso')}")
        raise typer.Exit


def _root(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version",
            metavar="",
            help="Hiện phiên bản.",
            callback=_show_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """Run a command line (without the program's name) and return its exit code."""
    use_utf8()
    try:
        code = _app(arguments)(args=list(arguments), prog_name="trolyso", standalone_mode=False)
    except typer.TyperException as error:
        if wrong := usage_error(error):
            print_remark(f"{wrong}\nXem hướng dẫn bằng: trolyso --help")
        return error.exit_code
    except QuestionError as error:
        print_error(error)
        return _MISUSED
    except TroLySoError as error:
        print_error(error)
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Who read our output has left; what Python would still flush at exit must not complain.
        sys.stdout = None
        return _FAILED
    except OSError as error:
        print_remark(_unusable(error))
        return _FAILED
    return code if isinstance(code, int) else 0


def _unusable(error: OSError) -> str:
    """What to say of a file or folder that the system refuses."""
    place = f" {error.filename}" if error.filename else ""
    return (
        f"Không dùng được tệp hoặc thư mục{place}: {reason_of(error)}. "
        "Hãy kiểm tra đường dẫn, quyền ghi, chỗ trống trên đĩa và TROLYSO_HOME."
    )


def main() -> None:
    """The entry point of the command ``trolyso``."""
    sys.exit(run(sys.argv[1:]))
