"""The process that reads one file: ``python -m corpus.formats.worker``, started by ``isolation``.

A request comes in and an answer goes out as JSON, one line each; before the answer go lines that
tell of pages read, ``{"page": 3, "of": 24}``. Memory and processor time are capped here, where
a bomb that no other check saw ends this process and not the one that started it.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.errors import ReadError
from corpus.formats.detect import Format
from corpus.formats.page_progress import watching_pages
from corpus.formats.raw import Limits, damaged
from corpus.formats.readers import read_as

_PROCESSORS = 8


def main() -> None:
    """Read the file that standard input asks for, and write what came of it."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    _cap(limits)
    with watching_pages(lambda done, total: _say({"page": done, "of": total})):
        _say(answer(Path(request["path"]), request["name"], request["form"], limits))


def answer(path: Path, name: str, form: str, limits: Limits) -> dict[str, Any]:
    """``{"read": …}`` or ``{"error": …}``, whatever the file does to the reader."""
    try:
        return {"read": asdict(read_as(Format(form), path, name, limits))}
    except ReadError as error:
        return {"error": _record(error)}
    except MemoryError:
        raise
    except Exception as error:  # a stranger's file may break any library
        return {"error": _record(_unforeseen(name, error))}


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


def _unforeseen(name: str, error: Exception) -> ReadError:
    return damaged(name, "không đọc được nội dung", f"{type(error).__name__}: {error}")


def _record(error: ReadError) -> dict[str, str]:
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "english": error.english,
        "hint": error.hint,
    }


def _cap(limits: Limits) -> None:
    seconds = round(limits.seconds) * _PROCESSORS
    for what, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (soft, hard))


if __name__ == "__main__":
    main()
