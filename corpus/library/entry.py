"""A document of the library as it lies on disk.

::

    library/
      .lock                 who is writing
      3f71efe26119f0db/     named after the original's SHA-256
        original            the file's bytes as given
        entry.json          its name, its digest, when it was added, what a person confirmed
        raw.json            the text that was got out of it
        document.json       the Document made of that text
        versions.json       which reader made these two

The first two are what was given. The others can be made again from them, and are when the reader
changes; ``versions.json`` is written last, so that the next reading makes an interruption good.
Every file is replaced whole. Each JSON file has a second line with the SHA-256 of its first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.durable import sha256_of
from corpus.errors import ReadError, reason_of
from corpus.formats import RawText
from corpus.library.confirmed import Confirmed, confirmed_of
from corpus.library.errors import LibraryError
from corpus.library.sketch import Sketch, sketch_of
from corpus.library.versions import reader_version, text_version
from corpus.model import Document
from corpus.reading import document_of_raw
from corpus.records import document_of, document_record

ORIGINAL, ENTRY = "original", "entry.json"
RAW, DOCUMENT, VERSIONS = "raw.json", "document.json", "versions.json"
KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a file besides its bytes: the name it came with, the SHA-256 of its bytes,
    and what a person confirmed of its document."""

    name: str
    sha256: str
    added_at: datetime
    confirmed: Confirmed = field(default_factory=Confirmed)

    @property
    def key(self) -> str:
        """The name of its folder."""
        return self.sha256[:KEY_LENGTH]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the library with its ``reading`` and the sketch of the text that was read."""

    given: Given
    sketch: Sketch
    reading: Document

    @property
    def document(self) -> Document:
        """The reading with what a person confirmed laid over it."""
        return self.given.confirmed.over(self.reading)


def entry_of(given: Given, raw: RawText) -> Entry:
    """The entry that today's reader makes of a file's raw text. Raises ReadError."""
    reading = document_of_raw(raw, source=given.name)
    return Entry(given, sketch_of(reading.text), reading)


def given_record(given: Given) -> str:
    """The content of ``entry.json``."""
    return _json(
        {
            "name": given.name,
            "sha256": given.sha256,
            "added_at": given.added_at.isoformat(),
            "confirmed": given.confirmed.record,
        }
    )


def reading_records(entry: Entry, raw: RawText) -> dict[str, str]:
    """The files of a reading by name with their content, in the order to write them in."""
    return {
        RAW: _json(asdict(raw)),
        DOCUMENT: _json(
            {"sketch": sorted(entry.sketch), "document": document_record(entry.reading)}
        ),
        VERSIONS: _json({"text": text_version(), "reader": reader_version()}),
    }


def is_current(folder: Path) -> bool:
    """True when today's reader made the reading in an entry's folder, and it is undamaged."""
    return _version(folder, "reader") == reader_version() and all(
        _is_sealed(folder / name) for name in (ENTRY, RAW, DOCUMENT, VERSIONS)
    )


def read_given(folder: Path) -> Given:
    """What ``entry.json`` tells. Raises LibraryError when it cannot be read: it holds what nothing
    else does."""
    path = folder / ENTRY
    try:
        record = _record(path)
        added_at = datetime.fromisoformat(record["added_at"])
        # An entry of an earlier version knows of a confirmed number alone.
        told = record.get("confirmed", {"number": record.get("confirmed_number")})
        return Given(record["name"], record["sha256"], added_at, confirmed_of(told))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise LibraryError(
            f"Kho văn bản hỏng ở {path}: {error}.",
            english=f"The library is damaged at {path}: {error}.",
            hint=f"Hãy chuyển thư mục {folder.name} ra khỏi kho rồi nạp lại tệp {ORIGINAL} của nó.",
        ) from error


def read_raw(folder: Path) -> RawText | None:
    """The raw text that today's readers of formats got; None when it has to be got again."""
    if _version(folder, "text") != text_version():
        return None
    try:
        raw = _record(folder / RAW)
        return RawText(**{**raw, "pages": tuple(raw["pages"]), "remarks": tuple(raw["remarks"])})
    except (OSError, ValueError, LookupError, TypeError):
        return None


def read_entry(folder: Path, given: Given) -> Entry | None:
    """The entry with its reading as it is; None when that has to be made again."""
    try:
        record = _record(folder / DOCUMENT)
        return Entry(given, frozenset(record["sketch"]), document_of(record["document"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def damage(folder: Path) -> list[str]:
    """The files of an entry that are not as they were written, in words. An original is held
    against the digest it came with, which only an undamaged ``entry.json`` tells."""
    found = [
        f"{folder / name}: không đúng mã kiểm SHA-256 của nó"
        for name in (ENTRY, RAW, DOCUMENT, VERSIONS)
        if not _is_sealed(folder / name)
    ]
    try:
        given = read_given(folder)
        digest = sha256_of(folder / ORIGINAL)
    except LibraryError:
        return found
    except OSError as error:
        return [*found, f"{folder / ORIGINAL}: {reason_of(error)}"]
    if digest != given.sha256:
        found.append(changed_original(folder, digest, given.sha256).message)
    return found


def changed_original(folder: Path, found: str, expected: str) -> ReadError:
    """The error for an original that is no longer the file that was given."""
    return ReadError(
        f"{folder / ORIGINAL}: SHA-256 là {found}, cần {expected}.",
        english=f"The SHA-256 of {folder / ORIGINAL} is {found}, expected {expected}.",
        hint="Hãy lấy lại tệp gốc từ bản sao lưu.",
    )


def _version(folder: Path, of: str) -> str | None:
    try:
        version: str = _record(folder / VERSIONS)[of]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return version


def _record(path: Path) -> Mapping[str, Any]:
    """What a file holds. Raises ValueError when it is damaged. One of an earlier version has no
    seal, and is taken as it is."""
    line, _, seal = path.read_bytes().partition(b"\n")
    if seal and seal != _seal(line):
        raise ValueError("không đúng mã kiểm SHA-256")
    record: dict[str, Any] = json.loads(line)
    return record


def _json(record: Mapping[str, Any]) -> str:
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return f"{line}\n{_seal(line.encode('utf-8')).decode('ascii')}"


def _seal(line: bytes) -> bytes:
    """The second line of a file whose first is ``line``."""
    return f'{{"sha256":"{hashlib.sha256(line).hexdigest()}"}}\n'.encode("ascii")


def _is_sealed(path: Path) -> bool:
    try:
        line, _, seal = path.read_bytes().partition(b"\n")
    except OSError:
        return False
    return seal == _seal(line)
