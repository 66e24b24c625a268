"""Zip archives and XML from strangers: sizes capped, entities off, nothing fetched.

Office files are zips of XML. A zip bomb is refused by what its directory declares, and what is
read is held to the declaration by ``zipfile`` itself.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from corpus.formats.raw import LimitExceeded, Limits, damaged, locked

_ENCRYPTED = 0x1
_MOST_MEMBERS = 20_000
# A small member may well be packed a thousandfold (a blank image); only larger ones are suspect.
_RATIO_FROM = 1024 * 1024


class Archive:
    """An open zip whose members are within the limits."""

    def __init__(self, zipped: zipfile.ZipFile, name: str) -> None:
        self._zipped = zipped
        self._name = name
        self._members = frozenset(zipped.namelist())

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes:
        """The bytes of a member. Raises ReadError when they are damaged."""
        try:
            return self._zipped.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise damaged(
                self._name, f"không giải nén được phần “{member}”", f"{member}: {error}"
            ) from error

    def xml(self, member: str) -> etree._Element | None:
        """The root of an XML member, None when there is no such member."""
        return parse_xml(self.read(member), self._name) if member in self else None


@contextmanager
def open_archive(path: Path, name: str, limits: Limits) -> Iterator[Archive]:
    """The zip at ``path``; ``name`` is for messages.

    Raises LimitExceeded for a bomb, ReadError for a damaged or encrypted archive.
    """
    try:
        zipped = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise damaged(name, "không mở được gói nén", f"not a zip archive ({error})") from error
    with zipped:
        _check(zipped.infolist(), name, limits)
        yield Archive(zipped, name)


def _check(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise locked(name)
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > _RATIO_FROM
        and member.file_size > limits.ratio * max(1, member.compress_size)
        for member in members
    )
    if total > limits.unzipped or swollen or len(members) > _MOST_MEMBERS:
        raise LimitExceeded(
            f"Tệp “{name}” phình to bất thường khi giải nén ({total:,} byte).",
            english=f"{name!r} unpacks to {total:,} bytes, beyond the limit.",
            hint=f"Giới hạn là {limits.unzipped:,} byte và {limits.ratio} lần; hãy kiểm tra tệp.",
        )


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML text. Entities are not expanded and no DTD is accepted.

    Raises ReadError when it is not well formed or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise damaged(name, "XML không hợp lệ", f"invalid XML ({error})") from error
    if root.getroottree().docinfo.doctype:
        raise damaged(name, "XML khai báo DTD", "its XML declares a document type")
    return root
