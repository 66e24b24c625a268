"""``trolyso eval``: measures. Without a command of its own it asks a set of questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from trolyso.commands.evaluate_ablations import ablations
from trolyso.commands.evaluate_answers import answers
from trolyso.commands.evaluate_calibrate import calibrate
from trolyso.commands.evaluate_compare import compare_runs
from trolyso.commands.evaluate_learn import learn
from trolyso.commands.evaluate_refusals import refusals
from trolyso.commands.evaluate_retrieval import retrieval
from trolyso.commands.evaluate_scale import scale
from trolyso.commands.evaluate_speed import speed
from trolyso.commands.evaluate_typing import typing_ways
from trolyso.vietnamese import Command, Group

_DEFAULT = "answers"


class _EvalGroup(Group):
    """A group that takes what is no command of it for the arguments of the default one, so that
    ``trolyso eval``, ``trolyso eval FILE`` and ``trolyso eval --url URL`` ask questions."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, self._with_command(args))

    def _with_command(self, args: Sequence[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return list(args) if named else [_DEFAULT, *args]


_HELP = """Đo chất lượng. Không nêu lệnh con thì hỏi một bộ câu hỏi: trolyso eval [TỆP] [--url URL]
[--json TỆP] là trolyso eval answers."""


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    eval_app = typer.Typer(cls=_EvalGroup, help=_HELP)
    eval_app.command(_DEFAULT, cls=Command)(answers)
    eval_app.command("retrieval", cls=Command)(retrieval)
    eval_app.command("refusals", cls=Command)(refusals)
    eval_app.command("ablations", cls=Command)(ablations)
    eval_app.command("learn", cls=Command)(learn)
    eval_app.command("typing", cls=Command)(typing_ways)
    eval_app.command("speed", cls=Command)(speed)
    eval_app.command("scale", cls=Command)(scale)
    eval_app.command("calibrate", cls=Command)(calibrate)
    eval_app.command("compare", cls=Command)(compare_runs)
    app.add_typer(eval_app, name="eval")
