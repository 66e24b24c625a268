"""The library on disk: entries added, read again, confirmed, removed; each whole or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.durable import folder_beside, rename_in, sha256_of, write_text
from corpus.errors import ReadError, reason_of
from corpus.formats import Limits, RawText, read_text
from corpus.library import entry as files
from corpus.library.confirmed import Confirmed
from corpus.library.entry import Entry, Given
from corpus.library.errors import LibraryError
from corpus.locking import locked
from corpus.text import nfc

_READING = "Đọc lại văn bản trong kho"

# The name of an entry's folder: the start of a SHA-256.
_KEY = re.compile(rf"[0-9a-f]{{{files.KEY_LENGTH}}}")

_TICK = timedelta(microseconds=1)

Progress = Callable[[str, int, int], None]
"""Told a Vietnamese phrase for the work, how much of it is done, and how much there is."""


class Library:
    """The documents in a folder, which need not exist yet. Reading takes no lock: every file is
    replaced whole. What writes does so under ``writing()``."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._latest: datetime | None = None  # when an entry was added last; known while we write

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    def entries(self) -> list[Entry]:
        """All entries with their readings as they are, in the order in which they were added; a
        damaged reading is made anew for the moment. Raises LibraryError when what was given is
        damaged too."""
        entries = [self._entry(folder) for folder in self._folders()]
        return sorted(entries, key=lambda entry: (entry.given.added_at, entry.given.key))

    def damage(self) -> list[str]:
        """What of the library is not as it was written, each with its file: found by reading all
        of it, originals too."""
        return [what for folder in self._folders() for what in files.damage(folder)]

    def reading_files(self) -> list[Path]:
        """The files that ``entries`` are read from."""
        names = (files.ENTRY, files.DOCUMENT)
        return [path for f in self._folders() for name in names if (path := f / name).exists()]

    def original(self, key: str) -> Path:
        """The bytes of an entry as they were given."""
        return self._folder / key / files.ORIGINAL

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the library for writing, and takes away what an interrupted writer left behind.
        Raises LibraryError while another process writes, or when the folder cannot be written."""
        with ExitStack() as held:
            with self._saying_what_failed():
                held.enter_context(locked(self._folder, self._refuse))
            self._latest = None
            yield

    def _refuse(self, holder: str) -> None:
        raise LibraryError(
            f"Kho {self._folder} đang được ghi bởi {holder}.",
            english=f"The library {self._folder} is being written by another process.",
            hint="Hãy đợi lệnh kia xong rồi chạy lại.",
        )

    def find(self, path: Path) -> Entry | None:
        """The entry that holds a file's bytes as today's reader reads them, if there is one."""
        folder = self._folder_of(path)
        if folder is None or not files.is_current(folder):
            return None
        return files.read_entry(folder, files.read_given(folder))

    def add(self, path: Path) -> Entry:
        """Reads a file and keeps it. A file whose bytes are here already keeps its text, where
        today's reader got it, and what was confirmed of it.

        Raises ReadError for a file that cannot be read, LibraryError when it cannot be kept; in
        both cases the library is as it was.
        """
        known = self._folder_of(path)
        raw = (files.read_raw(known) if known else None) or read_text(path, self._limits)
        folder = self._folder / raw.sha256[: files.KEY_LENGTH]
        given = Given(nfc(path.name), raw.sha256, self._next_moment())
        if folder.is_dir():
            given = replace(given, confirmed=files.read_given(folder).confirmed)
        entry = files.entry_of(given, raw)
        with self._saying_what_failed():
            if folder.is_dir():
                write_text(folder / files.ENTRY, files.given_record(given))
                self._write_reading(folder, entry, raw)
            else:
                self._write_new(folder, path, entry, raw)
        return entry

    def is_current(self) -> bool:
        """True when today's reader made every reading."""
        return all(map(files.is_current, self._folders()))

    def refresh(self, progress: Progress) -> tuple[Given, ...]:
        """Makes anew every reading that is not today's; returns the files that could not be read
        again (a system package is gone, say), which keep the reading they have."""
        stale = [folder for folder in self._folders() if not files.is_current(folder)]
        failed: list[Given] = []
        for done, folder in enumerate(stale):
            progress(_READING, done, len(stale))
            given = files.read_given(folder)
            try:
                self._read_again(folder, given)
            except ReadError:
                failed.append(given)
        if stale:
            progress(_READING, len(stale), len(stale))
        return tuple(failed)

    def confirm(self, entry: Entry, told: Confirmed) -> Entry:
        """Keeps what a person has read in the original, beside what was told before."""
        given = replace(entry.given, confirmed=entry.given.confirmed.followed_by(told))
        with self._saying_what_failed():
            write_text(self._folder / given.key / files.ENTRY, files.given_record(given))
        return replace(entry, given=given)

    def remove(self, entry: Entry) -> None:
        """Takes an entry out with its original, at once: it is renamed before it is deleted."""
        folder = self._folder / entry.given.key
        with self._saying_what_failed(), folder_beside(self._folder, "removed") as beside:
            folder.rename(beside / folder.name)

    def _folder_of(self, path: Path) -> Path | None:
        """The entry's folder for a file's bytes, None where there is none, or the file is beyond
        the limits or cannot be opened: reading it says what is wrong."""
        try:
            if path.stat().st_size > self._limits.size:
                return None
            folder = self._folder / sha256_of(path)[: files.KEY_LENGTH]
        except OSError:
            return None
        return folder if folder.is_dir() else None

    def _folders(self) -> list[Path]:
        """The folders of the entries."""
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if _KEY.fullmatch(path.name))

    def _next_moment(self) -> datetime:
        """Now, or just after what was added last, where the clock has been set back: of two files
        of one name the one added later stands."""
        if self._latest is None:
            moments = (files.read_given(folder).added_at for folder in self._folders())
            self._latest = max(moments, default=datetime.now(UTC))
        self._latest = max(datetime.now(UTC), self._latest + _TICK)
        return self._latest

    def _entry(self, folder: Path) -> Entry:
        given = files.read_given(folder)
        if (entry := files.read_entry(folder, given)) is not None:
            return entry
        try:
            return files.entry_of(given, self._raw(folder, given))
        except ReadError as error:
            raise LibraryError(
                f"Kho văn bản hỏng ở {folder}: {error.message}",
                english=f"The library is damaged at {folder}: {error.english}",
                hint=f"Hãy chuyển thư mục {folder.name} ra khỏi kho rồi nạp lại “{given.name}”.",
            ) from error

    def _raw(self, folder: Path, given: Given) -> RawText:
        """The raw text that was kept, or got anew where it is damaged or an older reader's. Raises
        ReadError, also when the original is no longer the file that was given."""
        raw = files.read_raw(folder)
        if raw is None:
            raw = read_text(folder / files.ORIGINAL, self._limits)
            if raw.sha256 != given.sha256:
                raise files.changed_original(folder, raw.sha256, given.sha256)
        return raw

    def _read_again(self, folder: Path, given: Given) -> None:
        raw = self._raw(folder, given)
        entry = files.entry_of(given, raw)
        with self._saying_what_failed():
            write_text(folder / files.ENTRY, files.given_record(given))
            self._write_reading(folder, entry, raw)

    def _write_new(self, folder: Path, source: Path, entry: Entry, raw: RawText) -> None:
        with folder_beside(self._folder, folder.name) as beside:
            original = beside / files.ORIGINAL
            shutil.copyfile(source, original)
            if sha256_of(original) != raw.sha256:
                raise ReadError(
                    f"Tệp “{source.name}” thay đổi trong khi đang đọc.",
                    english=f"{source.name!r} changed while it was being read.",
                    hint="Hãy đợi việc ghi tệp xong rồi nạp lại.",
                )
            records = {files.ENTRY: files.given_record(entry.given)}
            records |= files.reading_records(entry, raw)
            for name, content in records.items():
                (beside / name).write_text(content, encoding="utf-8")
            rename_in(beside, folder)

    def _write_reading(self, folder: Path, entry: Entry, raw: RawText) -> None:
        for name, content in files.reading_records(entry, raw).items():
            write_text(folder / name, content)

    @contextmanager
    def _saying_what_failed(self) -> Iterator[None]:
        """An error of the disk as a LibraryError, with its reason."""
        try:
            yield
        except OSError as error:
            raise LibraryError(
                f"Không ghi được vào kho {self._folder}: {reason_of(error)}.",
                english=f"The library {self._folder} cannot be written: {error.strerror or error}.",
                hint="Hãy kiểm tra chỗ trống và quyền ghi; kho vẫn như trước.",
            ) from error
