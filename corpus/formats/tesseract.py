"""The tesseract program: where it is, and the words it reads in a picture."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from PIL import Image

from corpus.errors import ReadError
from corpus.formats.page_image import READ_AT
from corpus.formats.raw import MissingTool
from corpus.text import nfc

# One column of text of varying sizes: reads letterheads across. One even block: a strip of cells.
COLUMN, BLOCK = "4", "6"

_LANGUAGE = "vie"
_WORD_LEVEL = "5"
# The Icelandic letter that it takes "Đ" for.
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was read: where it stands, in pixels, how sure of it the recogniser is, 0 to
    100, and what its line is called."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    line: tuple[str, ...]


def find_tesseract(name: str) -> str:
    """The program. Raises MissingTool, which speaks of the file ``name``, when it or its
    Vietnamese model is not installed."""
    program = shutil.which("tesseract")
    if program is None or _LANGUAGE not in _languages(program):
        what = "tesseract" if program is None else "bộ tiếng Việt của tesseract"
        raise MissingTool(
            f"Tệp “{name}” là bản quét; máy này chưa có {what}.",
            english=f"{name!r} is a scan, and tesseract with the language 'vie' is not installed.",
            hint="Hãy cài gói: sudo apt install tesseract-ocr tesseract-ocr-vie",
        )
    return program


def read_words(program: str, picture: Image.Image, page_mode: str, name: str) -> list[Word]:
    """The words of a picture at ``READ_AT`` dots an inch, line by line. Raises ReadError."""
    page = io.BytesIO()
    picture.save(page, format="PPM")
    command = [program, "-", "-", "-l", _LANGUAGE, "--psm", page_mode]
    done = subprocess.run(  # noqa: S603 - a fixed command, the page is its standard input
        [*command, "--dpi", str(READ_AT), "tsv"],
        input=page.getvalue(),
        capture_output=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip()
        raise ReadError(
            f"Nhận dạng chữ trong tệp “{name}” không thành công.",
            english=f"tesseract failed on {name!r}: {said}",
            hint="Hãy quét lại tệp ở 300 dpi rồi thử lại.",
        )
    return words_of_table(done.stdout.decode("utf-8", errors="replace"))


def words_of_table(tsv: str) -> list[Word]:
    """The words in tesseract's table (TSV), in its order."""
    words = []
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = nfc((row["text"] or "").strip()).translate(_ETH)
        if row["level"] == _WORD_LEVEL and text:
            box = (int(row["left"]), int(row["top"]), int(row["width"]), int(row["height"]))
            line = (row["block_num"], row["par_num"], row["line_num"])
            words.append(Word(text, *box, float(row["conf"]), line))
    return words


@cache
def _languages(program: str) -> frozenset[str]:
    listed = subprocess.run(  # noqa: S603 - a fixed command
        [program, "--list-langs"], capture_output=True, text=True, check=False
    )
    return frozenset(listed.stdout.split())
