"""What the tests of index/ share: the real encoder, prepared once, and small documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.model import Clause, Document, Level
from index.build import build_snapshot
from index.model import Encoder, PassageSettings
from index.model_folder import encoder_of, prepare_model
from index.search import Index
from index.snapshot import load_snapshot


@pytest.fixture(scope="session")
def model_folder(home: Path) -> Path:
    """The prepared model, in the place where the tests of the whole look for it too."""
    return prepare_model(home / "model")


@pytest.fixture(scope="session")
def encoder(model_folder: Path) -> Encoder:
    return encoder_of(model_folder)


def plan(province: str, number: str, year: int, duty: str, deadline: str) -> Document:
    """A plan of a province as a reader would hand it over, small enough to check by eye."""
    lines = [
        f"Số: {number}",
        "KẾ HOẠCH",
        "I. MỤC TIÊU",
        "Phổ cập kỹ năng số cho người dân.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ",
        f"a) {duty}",
        f"b) Báo cáo kết quả trước ngày {deadline}.",
        "2. Sở Tài chính: Bố trí kinh phí hằng năm.",
    ]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    ends = [start + len(line) for start, line in zip(starts, lines, strict=True)]

    def clause(
        address: str, label: str, level: Level, marker: str, heading: str, first: int, last: int
    ) -> Clause:
        parent = address.rpartition(".")[0] or None
        return Clause(address, label, level, marker, heading, parent, starts[first], ends[last])

    return Document(
        id=f"{province}-{year}",
        number=number,
        kind="Kế hoạch",
        title="Kế hoạch chuyển đổi số",
        issuer=f"UBND tỉnh {province}",
        province=province,
        issued_on=date(year, 4, 5),
        effective_on=None,
        signer=None,
        legal_bases=(),
        source=f"{province}.txt",
        text=text,
        clauses=(
            clause("mở đầu", "mở đầu", Level.PREAMBLE, "", "", 0, 1),
            clause("I", "mục I", Level.SECTION, "I.", "MỤC TIÊU", 2, 3),
            clause("II", "mục II", Level.SECTION, "II.", "TỔ CHỨC THỰC HIỆN", 4, 8),
            clause("II.1", "khoản 1 mục II", Level.KHOAN, "1.", "Sở Nội vụ", 5, 7),
            clause("II.1.a", "điểm a khoản 1 mục II", Level.DIEM, "a)", "", 6, 6),
            clause("II.1.b", "điểm b khoản 1 mục II", Level.DIEM, "b)", "", 7, 7),
            clause("II.2", "khoản 2 mục II", Level.KHOAN, "2.", "Sở Tài chính", 8, 8),
        ),
    )


@pytest.fixture(scope="session")
def plans() -> list[Document]:
    """Two provinces' plans of one form, with different duties, in different years."""
    return [
        plan("Quảng Ngãi", "87/KH-UBND", 2024, "Kiện toàn tổ chức bộ máy.", "30/6/2024"),
        plan("Tây Ninh", "12/KH-UBND", 2022, "Tuyển dụng chuyên gia dữ liệu.", "15/12/2022"),
    ]


@pytest.fixture(scope="session")
def index(
    plans: list[Document],
    encoder: Encoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Index:
    """Both plans, cut as small as can be, searched by the real parts."""
    home = tmp_path_factory.mktemp("snapshots")
    sizes = PassageSettings(whole=60, small=30, run=80)
    return load_snapshot(build_snapshot(plans, encoder, home, passage_settings=sizes), encoder)
