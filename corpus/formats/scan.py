"""Scanned pages and photographs, read by tesseract with its Vietnamese model."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from corpus.errors import ReadError
from corpus.formats.ocr_marks import with_marks_mended
from corpus.formats.page_image import READ_AT, ready_for_ocr
from corpus.formats.raw import LimitExceeded, Limits, MissingTool, RawText, damaged, without_words
from corpus.language.lexicon import shipped_lexicon
from corpus.text import nfc

METHOD = "tesseract"
TO_CHECK = "Đọc bằng nhận dạng chữ: số, ký hiệu và bảng cần người đối chiếu với bản gốc."
"""The remark on every document that OCR had a part in."""

_LANGUAGE = "vie"
# One column of text of varying sizes: reads letterheads across and tables row by row.
_PAGE_MODE = "4"
_MOST_WORKERS = 4
_WORD_LEVEL = "5"
# Signs that stand between spaces: a dash before an item or between words, sums, an ellipsis.
_STAND_ALONE = frozenset({"-", "–", "—", "+", "&", "%", "/", "=", "...", "…", "x", "*"})
# A drawn line that parts the letterhead: "-------".
_RULE = re.compile(r"[-–—]{3,}")
_SHORT, _DOUBTED = 2, 40.0
_A4_SHORT_SIDE = 8.27  # inches


Picture = tuple[Image.Image, float]
"""A page's picture and its resolution in dots an inch."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """The text of a page, how sure of its words the recogniser is, 0 to 1, and the words whose
    marks were put right, before and after."""

    text: str
    confidence: float
    mended: tuple[tuple[str, str], ...] = ()


def read_image(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a picture, all pages of a TIFF. Raises ReadError when it is damaged, has no
    words, or OCR is not installed."""
    try:
        with Image.open(path) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > limits.scanned_pages:
                raise LimitExceeded(
                    f"Tệp “{name}” có {count} trang quét; giới hạn là {limits.scanned_pages}.",
                    english=f"{name!r} has {count} scanned pages, beyond the limit.",
                    hint="Hãy tách tệp thành nhiều phần hoặc tăng giới hạn số trang.",
                )
            frames = (_page_of_frame(frame) for frame in ImageSequence.Iterator(picture))
            pages = list(recognise(frames, name))
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise damaged(name, "không mở được hình", f"not an image ({error})") from error
    except Image.DecompressionBombError as error:
        raise LimitExceeded(
            f"Hình trong tệp “{name}” quá lớn.",
            english=f"{name!r}: {error}",
            hint="Hãy quét lại ở 300 dpi.",
        ) from error
    if not any(char.isalnum() for page in pages for char in page.text):
        raise without_words(name)
    return RawText(
        text="\f".join(page.text for page in pages),
        format="scan",
        method=METHOD,
        ocr=True,
        confidence=sum(page.confidence for page in pages) / len(pages),
        pages=tuple(page.confidence for page in pages),
        remarks=remarks_on(pages),
    )


def remarks_on(pages: Sequence[OcrPage]) -> tuple[str, ...]:
    """What a person who uses these pages has to know."""
    mended = [pair for page in pages for pair in page.mended]
    if not mended:
        return (TO_CHECK,)
    (read, meant), _ = Counter(mended).most_common(1)[0]
    said = f"Đã sửa dấu của {len(mended)} chữ theo các chữ bên cạnh, như “{read}” thành “{meant}”."
    return TO_CHECK, said


def recognise(pictures: Iterable[Picture], name: str) -> Iterator[OcrPage]:
    """The pages of ``pictures`` in order, several read at a time.

    Raises MissingTool when tesseract or its Vietnamese model is not installed.
    """
    program = _tesseract(name)
    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    waiting = iter(pictures)
    with ThreadPoolExecutor(workers) as pool:
        # Batches, for a page in memory is large and ``map`` would take all of them at once.
        while batch := list(islice(waiting, workers)):
            yield from pool.map(lambda picture: _recognise(program, picture, name), batch)


def _recognise(program: str, picture: Picture, name: str) -> OcrPage:
    page = io.BytesIO()
    ready_for_ocr(*picture).save(page, format="PPM")
    command = [program, "-", "-", "-l", _LANGUAGE, "--psm", _PAGE_MODE]
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
    read = page_of(done.stdout.decode("utf-8", errors="replace"))
    mended = with_marks_mended(read.text, shipped_lexicon())
    return OcrPage(mended.text, read.confidence, mended.changes)


def page_of(tsv: str) -> OcrPage:
    """The page in tesseract's table of words (TSV), line by line, without the specks it read."""
    lines: dict[tuple[str, ...], list[str]] = {}
    sure = letters = 0.0
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row["text"] or "").strip()
        if row["level"] == _WORD_LEVEL and word and not _is_speck(word, float(row["conf"])):
            place = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(place, []).append(word)
            sure += float(row["conf"]) / 100 * len(word)
            letters += len(word)
    text = nfc("\n".join(" ".join(words) for words in lines.values()))
    return OcrPage(text, sure / letters if letters else 0.0)


def _is_speck(word: str, confidence: float) -> bool:
    """Whether a word is dirt on the page: signs that never stand alone in print, or a letter or two
    that the recogniser itself does not believe in (0 to 100)."""
    if any(char.isalnum() for char in word):
        return len(word) <= _SHORT and confidence < _DOUBTED
    return word not in _STAND_ALONE and not _RULE.fullmatch(word)


def _page_of_frame(frame: Image.Image) -> Picture:
    """A frame turned as its camera says. It is taken for a page of A4, for what files say of their
    resolution is seldom true."""
    upright = ImageOps.exif_transpose(frame.convert("RGB"))
    return upright, min(upright.size) / _A4_SHORT_SIDE


def _tesseract(name: str) -> str:
    program = shutil.which("tesseract")
    if program is None or _LANGUAGE not in _languages(program):
        what = "tesseract" if program is None else "bộ tiếng Việt của tesseract"
        raise MissingTool(
            f"Tệp “{name}” là bản quét; máy này chưa có {what}.",
            english=f"{name!r} is a scan, and tesseract with the language 'vie' is not installed.",
            hint="Hãy cài gói: sudo apt install tesseract-ocr tesseract-ocr-vie",
        )
    return program


@cache
def _languages(program: str) -> frozenset[str]:
    listed = subprocess.run(  # noqa: S603 - a fixed command
        [program, "--list-langs"], capture_output=True, text=True, check=False
    )
    return frozenset(listed.stdout.split())
