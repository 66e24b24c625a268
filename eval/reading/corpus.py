"""How well the reader reads the texts and samples of a shared folder.

The truths lie in a shared folder, not in the product: ``eval/structure.jsonl`` (labels, counts and
task tables of twenty documents), the metadata files beside ``more_documents/``, and the number of
articles and chapters of laws, below. Files of every format have their truths in ``samples/``.
``structure_own.jsonl`` beside this module adds labels, counts and metadata of ten texts of other
kinds (circulars, a decree, a directive, a notice, party documents, a letter with its report, a
decision with its regulation and forms), read by hand from the raw texts.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.model import Clause, Document, Level
from corpus.places import find_provinces
from corpus.reading import read_document
from eval.errors import EvalError
from eval.reading.figure import Figure
from eval.reading.metadata import FieldScore, score_metadata
from eval.reading.samples import sample_figures
from eval.reading.structure import StructureScore, score_structure

LAWS: Mapping[str, tuple[int, int]] = {
    "20/2023/QH15": (53, 8),
    "67/2006/QH11": (79, 6),
    "24/2018/QH14": (43, 7),
    "104/2016/QH13": (37, 5),
    "60/2024/QH15": (46, 5),
    "116/2025/QH15": (45, 8),
}
"""Articles and chapters of laws, by number."""

OWN_TRUTHS = Path(str(resources.files("eval.reading") / "structure_own.jsonl"))

_OCR = "ocr-"
_HEAD = 3000


def structure_figures(scores: Mapping[str, StructureScore], of: str = "") -> list[Figure]:
    """Labels, counts and task tables of documents by slug, scans apart where counts are; ``of`` is
    what the names of the figures say of the set. What a set has no truths of has no figure."""
    labels = [score.total for score in scores.values()]
    missed = [f"{slug}: {miss}" for slug, score in scores.items() for miss in score.missed]
    rows = {slug: score for slug, score in scores.items() if score.rows is not None}
    lost = [
        f"{slug}: {len(score.rows_missed)} dòng mất, {score.rows}"
        for slug, score in rows.items()
        if score.rows_missed or len(set(score.rows or ())) > 1
    ]
    counted = "Số điều, mục, khoản, điểm"
    told = [
        Figure(f"Nhãn điều khoản{of}", sum(labels) - len(missed), sum(labels), 0.98, tuple(missed)),
        _counts(f"{counted} (sai lệch ≤ 2 %){of}", scores, scanned=False, goal=1.0),
        _counts(f"{counted}, bản OCR{of}", scores, scanned=True, goal=None),
        Figure(f"Bảng nhiệm vụ đủ dòng{of}", len(rows) - len(lost), len(rows), 1.0, tuple(lost)),
    ]
    return [figure for figure in told if figure.total]


def _counts(
    name: str, scores: Mapping[str, StructureScore], *, scanned: bool, goal: float | None
) -> Figure:
    told = {
        f"{slug} {level}: {score.counts[level]}": within
        for slug, score in scores.items()
        if slug.startswith(_OCR) is scanned
        for level, within in score.counts_within.items()
    }
    wrong = tuple(what for what, within in told.items() if not within)
    return Figure(name, len(told) - len(wrong), len(told), goal, wrong)


def law_figure(laws: Iterable[tuple[str, Document]]) -> Figure:
    """Laws whose articles and chapters are all there, in sequence without a gap; given with the
    names of the files they were read from."""
    right, total, wrong = 0, 0, []
    for name, document in laws:
        truth = LAWS.get(document.number or "")
        if truth is None:
            continue
        total += 1
        found = _in_sequence(document.clauses)
        if found == truth:
            right += 1
        else:
            wrong.append(f"{name}: {found}, cần {truth}")
    return Figure("Luật đủ điều, chương, liền mạch", right, total, 1.0, tuple(wrong))


def _in_sequence(clauses: Sequence[Clause]) -> tuple[int | None, int | None]:
    """How many articles and chapters there are, None where their numbers have a gap."""

    def count(level: Level, letter: str) -> int | None:
        found = [clause.address for clause in clauses if clause.level is level]
        gapless = found == [f"{letter}{n}" for n in range(1, len(found) + 1)]
        return len(found) if gapless else None

    return count(Level.ARTICLE, "Đ"), count(Level.CHAPTER, "C")


def is_legible(number: str, text: str) -> bool:
    """Whether a text holds its number where a letterhead stands: a scan's may be unreadable, an
    annex's left blank.

    >>> is_legible("87/KH-UBND", "Số: 87/KH-UBND"), is_legible("03/NQ-CP", "Nghị quyết số /NQ-CP")
    (True, False)
    """
    own, _, rest = number.replace("-", "/").partition("/")
    return re.search(rf"(?<!\d){own}\s*[/-]\s*{rest[:2]}", text[:_HEAD]) is not None


def metadata_figures(
    scores: Mapping[str, FieldScore], name: str, goal: float | None
) -> list[Figure]:
    """The fields that were judged."""
    words = {
        "number": "số", "kind": "loại", "issuer": "cơ quan", "date": "ngày", "province": "tỉnh",
        "signer": "người ký",
    }  # fmt: skip
    return [
        Figure(
            f"{name}: {words[field]}",
            score.right,
            score.total,
            goal,
            tuple(f"{slug}: {read}, cần {truth}" for slug, truth, read in score.wrong),
        )
        for field, score in scores.items()
        if field in words and score.total
    ]


def figures(shared: Path) -> Iterator[Figure]:
    """All figures, measured on a shared folder. Raises EvalError when it is not one."""
    folder = shared / "more_documents"
    if not folder.is_dir():
        raise EvalError(
            f"Không có thư mục {folder}.",
            english=f"There is no folder {folder}.",
            hint="Hãy nêu thư mục dùng chung: python -m eval.reading ../shared",
        )
    read = {path.stem: read_document(path) for path in sorted(folder.glob("*.txt"))}
    given, own = read_truths(shared / "eval" / "structure.jsonl"), read_truths(OWN_TRUTHS)
    yield from structure_figures(structure_scores(given, read))
    yield from structure_figures(structure_scores(own, read), ", loại khác")
    yield law_figure(read.items())
    legible, scanned = [], []
    for slug, document in read.items():
        truth = json.loads((folder / f"{slug}.json").read_text(encoding="utf-8"))
        if slug.startswith(_OCR):
            scanned.append(_row(slug, truth, document))
        elif is_legible(truth["number"], document.text):
            legible.append(_row(slug, truth, document))
    yield from metadata_figures(score_metadata(legible), "Thông tin đọc rõ", 0.97)
    yield from metadata_figures(score_metadata(scanned), "Thông tin, bản OCR", None)
    yield from metadata_figures(score_metadata(_own_rows(own, read)), "Thông tin, loại khác", 0.97)
    yield from sample_figures(shared / "samples")


Truths = Mapping[str, Sequence[Mapping[str, Any]]]
"""The lines of a structure set by the slug of their document."""


def read_truths(path: Path) -> Truths:
    """The truths of a structure set, one a line of its file."""
    truths: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        truths[truth["slug"]].append(truth)
    return truths


def structure_scores(truths: Truths, read: Mapping[str, Document]) -> dict[str, StructureScore]:
    """The score of every document that has truths, by slug."""
    return {
        slug: score_structure(read[slug].text, read[slug].clauses, wanted)
        for slug, wanted in truths.items()
    }


_Row = tuple[str, Mapping[str, str | None], Mapping[str, str | None]]


def _own_rows(truths: Truths, read: Mapping[str, Document]) -> list[_Row]:
    """The metadata truths of the set beside this module with their readings, scans left out."""
    return [
        (slug, truth["meta"], _as_read(read[slug]))
        for slug, wanted in truths.items()
        if not slug.startswith(_OCR)
        for truth in wanted
        if "meta" in truth
    ]


def _row(slug: str, truth: Mapping[str, str], document: Document) -> _Row:
    """A document's truth and reading. The province is that of the truth's issuer."""
    named = [mention.name for mention in find_provinces(truth["issuer"])]
    wanted = {name: truth[name] for name in ("number", "issuer", "date")}
    return slug, {**wanted, "province": named[-1] if named else None}, _as_read(document)


def _as_read(document: Document) -> Mapping[str, str | None]:
    return {
        "number": document.number,
        "kind": document.kind,
        "issuer": document.issuer,
        "date": document.issued_on.isoformat() if document.issued_on else None,
        "signer": document.signer,
        "province": document.province,
    }
