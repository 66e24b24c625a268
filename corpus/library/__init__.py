"""The library: documents that people have added, each with its original, in a folder on disk.

``Library`` keeps them, ``ingest`` adds files to it, ``collect`` puts them together with the shipped
ones and says which of several readings of one document stands.
"""

from corpus.library.collection import Aside, Collection, Held, collect
from corpus.library.confirmed import Confirmed, confirmed_of_words
from corpus.library.entry import Entry
from corpus.library.errors import ConfirmationError, LibraryError
from corpus.library.ingesting import Ingested, Outcome, ingest
from corpus.library.store import Library
from corpus.library.versions import collection_version

__all__ = [
    "Aside",
    "Collection",
    "ConfirmationError",
    "Confirmed",
    "Entry",
    "Held",
    "Ingested",
    "Library",
    "LibraryError",
    "Outcome",
    "collect",
    "collection_version",
    "confirmed_of_words",
    "ingest",
]
