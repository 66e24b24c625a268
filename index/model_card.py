"""The card of a prepared model folder: which model it is and which files it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.durable import sha256_of
from corpus.errors import ModelError

CARD = "trolyso.json"


@dataclass(frozen=True, slots=True)
class FileSeal:
    """What a file was when it was written; ``sha256`` is hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelCard:
    """``digest`` names the weights, in whatever form a folder holds them: two folders of one digest
    give the same vectors, but for rounding. ``files`` are by their path in the folder."""

    name: str
    digest: str
    files: Mapping[str, FileSeal]


def write_card(folder: Path, name: str, digest: str, files: Iterable[str]) -> None:
    """Describes these files of ``folder`` in a card beside them."""
    paths = {file: folder / file for file in sorted(files)}
    seals = {file: FileSeal(path.stat().st_size, sha256_of(path)) for file, path in paths.items()}
    text = json.dumps(asdict(ModelCard(name, digest, seals)), ensure_ascii=False, indent=2)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def read_card(folder: Path) -> ModelCard:
    """The card of a model folder, made up from the weights where the product wrote none.

    Raises ModelError when the card cannot be read, when a file is of another size than it says, or
    when there are no safetensors weights (other forms may hold code).
    """
    if not (folder / CARD).exists():
        return _card_of_other_model(folder)
    try:
        record = json.loads((folder / CARD).read_text(encoding="utf-8"))
        seals = {file: FileSeal(**seal) for file, seal in record["files"].items()}
        card = ModelCard(record["name"], record["digest"], seals)
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise _unusable(folder, f"{CARD} không đọc được ({error})") from error
    for file, seal in seals.items():
        path = folder / file
        found = path.stat().st_size if path.exists() else 0
        if found != seal.bytes:
            raise _unusable(folder, f"{file} có {found} byte, cần {seal.bytes}")
    return card


def verify_card(folder: Path, card: ModelCard) -> None:
    """Reads every file the card describes; ModelError names the first that has changed."""
    for file, seal in card.files.items():
        found = sha256_of(folder / file)
        if found != seal.sha256:
            raise _unusable(folder, f"{file} có SHA-256 {found}, cần {seal.sha256}")


def _card_of_other_model(folder: Path) -> ModelCard:
    weights = sorted(folder.rglob("*.safetensors"))
    if not weights:
        raise _unusable(folder, "không có tệp trọng số .safetensors nào")
    seals = {
        str(path.relative_to(folder)): FileSeal(path.stat().st_size, sha256_of(path))
        for path in weights
    }
    listing = "".join(f"{seal.sha256}  {file}\n" for file, seal in seals.items())
    return ModelCard(folder.name, hashlib.sha256(listing.encode()).hexdigest(), seals)


def _unusable(folder: Path, what: str) -> ModelError:
    return ModelError(
        f"Thư mục mô hình {folder} không dùng được: {what}.",
        english=f"The model folder {folder} cannot be used.",
        hint="Với mô hình mặc định, hãy xóa thư mục này rồi chạy: trolyso model prepare. "
        "Mô hình khác cần là một thư mục sentence-transformers có trọng số safetensors.",
    )
