"""The error of eval, a branch of the tree in corpus/errors.py."""

from __future__ import annotations

from corpus.errors import TroLySoError


class EvalError(TroLySoError):
    """An evaluation that cannot be run: a question set or a server that cannot be used."""

    code = "evaluation_impossible"
