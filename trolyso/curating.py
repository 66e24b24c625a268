"""What a person does to a document of the library: confirm its metadata, take it out."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.library import Aside, Confirmed, Entry, Held, LibraryError, confirmed_of_words
from trolyso.library import current_collection, find_document, open_library
from trolyso.settings import Settings


def confirm(settings: Settings, id_: str, given: Mapping[str, str]) -> Held | Aside:
    """Keeps what a person read in the original, by field; nothing at all: what was read by machine
    is right. Gives the document as it stands then. Raises NotFoundError, ConfirmationError,
    LibraryError."""
    told = confirmed_of_words(given)
    library = open_library(settings)
    with library.writing():
        found = find_document(current_collection(settings), id_)
        entry = _added(found, "có sẵn thông tin đúng")
        library.confirm(entry, told if given else _read(found))
    return find_document(current_collection(settings), entry.given.key)


def remove_document(settings: Settings, id_: str) -> Entry:
    """Takes a document out with its original. Raises NotFoundError, LibraryError."""
    library = open_library(settings)
    with library.writing():
        entry = _added(find_document(current_collection(settings), id_), "không bỏ được")
        library.remove(entry)
    return entry


def _added(found: Held | Aside, why: str) -> Entry:
    """The library's entry of a document. Raises LibraryError for one that ships."""
    if found.entry is None:
        raise LibraryError(
            f"Văn bản “{found.document.id}” đi kèm sản phẩm, {why}.",
            english=f"“{found.document.id}” ships with the product.",
            hint="Chỉ văn bản đã nạp bằng trolyso ingest mới đổi được.",
        )
    return found.entry


def _read(found: Held | Aside) -> Confirmed:
    """The number that was read. Raises LibraryError when there is none."""
    if found.document.number is None:
        raise LibraryError(
            f"Không đọc được số của văn bản “{found.document.id}”.",
            english=f"No number was read of “{found.document.id}”.",
            hint="Hãy nêu số trên bản gốc: --number 87/KH-UBND",
        )
    return Confirmed(number=found.document.number)
