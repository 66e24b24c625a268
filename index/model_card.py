"""The card of a prepared model folder: which model it is and which weights it holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.durable import sha256_of
from corpus.errors import ModelError

CARD = "trolyso.json"
WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """``digest`` is the SHA-256 of the weights, hexadecimal; ``weights_bytes`` their size, which
    is all that is compared at every start: hashing half a gigabyte then would cost a second."""

    name: str
    digest: str
    weights_bytes: int


def write_card(folder: Path, name: str) -> None:
    """Describes the weights of ``folder`` in a card beside them."""
    weights = folder / WEIGHTS
    card = ModelCard(name, sha256_of(weights), weights.stat().st_size)
    text = json.dumps(asdict(card), ensure_ascii=False, indent=2)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def read_card(folder: Path) -> ModelCard:
    """The card of a model folder, made up from the weights where ``prepare_model`` wrote none.

    Raises ModelError when the card cannot be read, when the weights are of another size than it
    says, or when there are no safetensors weights (other forms may hold code).
    """
    if not (folder / CARD).exists():
        return _card_of_other_model(folder)
    try:
        card = ModelCard(**json.loads((folder / CARD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise _unusable(folder, f"{CARD} không đọc được ({error})") from error
    weights = folder / WEIGHTS
    found = weights.stat().st_size if weights.exists() else 0
    if found != card.weights_bytes:
        raise _unusable(folder, f"{WEIGHTS} có {found} byte, cần {card.weights_bytes}")
    return card


def _card_of_other_model(folder: Path) -> ModelCard:
    weights = sorted(folder.rglob("*.safetensors"))
    if not weights:
        raise _unusable(folder, "không có tệp trọng số .safetensors nào")
    listing = "".join(f"{sha256_of(path)}  {path.relative_to(folder)}\n" for path in weights)
    size = sum(path.stat().st_size for path in weights)
    return ModelCard(folder.name, hashlib.sha256(listing.encode()).hexdigest(), size)


def _unusable(folder: Path, what: str) -> ModelError:
    return ModelError(
        f"Thư mục mô hình {folder} không dùng được: {what}.",
        english=f"The model folder {folder} cannot be used.",
        hint="Với mô hình mặc định, hãy xóa thư mục này rồi chạy: trolyso model prepare. "
        "Mô hình khác cần là một thư mục sentence-transformers có trọng số safetensors.",
    )
