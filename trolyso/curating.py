"""What a person does to a document of the library: confirm its number, take it out."""

from __future__ import annotations

from corpus.library import Aside, Entry, Held, LibraryError
from corpus.numbers import canonical_number, find_numbers
from trolyso.library import current_collection, find_document, open_library
from trolyso.settings import Settings


def confirm_number(settings: Settings, id_: str, number: str | None) -> Held | Aside:
    """Keeps the number that a person read in the original, None for the one that was read by
    machine; gives the document as it stands then. Raises NotFoundError, LibraryError."""
    library = open_library(settings)
    with library.writing():
        found = find_document(current_collection(settings), id_)
        entry = _added(found, "có sẵn số đúng")
        confirmed = library.confirm(entry, _number_of(found, number))
    return find_document(current_collection(settings), confirmed.given.key)


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


def _number_of(found: Held | Aside, given: str | None) -> str:
    """The number to confirm, as officials print it. Raises LibraryError when there is none."""
    number = found.document.number if given is None else given
    if number is None:
        raise LibraryError(
            f"Không đọc được số của văn bản “{found.document.id}”.",
            english=f"No number was read of “{found.document.id}”.",
            hint="Hãy nêu số trên bản gốc: --number 87/KH-UBND",
        )
    mention = next(iter(find_numbers(number)), None)
    if given is not None and mention is None:
        raise LibraryError(
            f"“{given}” không phải số, ký hiệu văn bản.",
            english=f"“{given}” is no document number.",
            hint="Hãy viết như bản gốc in, chẳng hạn 87/KH-UBND.",
        )
    return canonical_number(mention.text if mention else number)
