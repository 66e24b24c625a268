"""Scanned pages and photographs, read by tesseract with its Vietnamese model."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from corpus.formats.ocr_page import OcrPage, Picture, read_page
from corpus.formats.page_progress import tell_pages
from corpus.formats.raw import LimitExceeded, Limits, RawText, damaged, without_words
from corpus.formats.tesseract import find_tesseract

METHOD = "tesseract"
TO_CHECK = "Đọc bằng nhận dạng chữ: số, ký hiệu và bảng cần người đối chiếu với bản gốc."
"""The remark on every document that OCR had a part in."""
# A page whose words the recogniser is less sure of than this is named.
_SURE = 0.8
_MOST_WORKERS = 4
_A4_SHORT_SIDE = 8.27  # inches


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
            pages = list(recognise(frames, count, name))
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
        remarks=remarks_on(dict(enumerate(pages, 1))),
    )


def remarks_on(pages: Mapping[int, OcrPage]) -> tuple[str, ...]:
    """What a person who uses these pages, by number, has to know."""
    remarks = [TO_CHECK]
    unsure = [str(number) for number, page in pages.items() if page.confidence < _SURE]
    if unsure:
        remarks.append(f"Trang khó đọc, nhận dạng chưa chắc {_SURE:.0%}: {', '.join(unsure)}.")
    mended = [pair for page in pages.values() for pair in page.mended]
    if mended:
        (read, meant), _ = Counter(mended).most_common(1)[0]
        count = len(mended)
        remarks.append(
            f"Đã sửa dấu của {count} chữ theo các chữ bên cạnh, như “{read}” thành “{meant}”."
        )
    return tuple(remarks)


def recognise(pictures: Iterable[Picture], count: int, name: str) -> Iterator[OcrPage]:
    """The pages of ``count`` pictures in order, several read at a time; each is told of.

    Raises MissingTool when tesseract or its Vietnamese model is not installed.
    """
    program = find_tesseract(name)
    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    waiting = iter(pictures)
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        # Batches, for a page in memory is large and ``map`` would take all of them at once.
        while batch := list(islice(waiting, workers)):
            for page in pool.map(lambda picture: read_page(program, picture, name), batch):
                done += 1
                tell_pages(done, count)
                yield page


def _page_of_frame(frame: Image.Image) -> Picture:
    """A frame turned as its camera says. It is taken for a page of A4, for what files say of their
    resolution is seldom true."""
    upright = ImageOps.exif_transpose(frame.convert("RGB"))
    return upright, min(upright.size) / _A4_SHORT_SIDE
