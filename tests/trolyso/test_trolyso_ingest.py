"""``trolyso ingest`` and ``trolyso documents``, from files to what is answered from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.formats import Limits, RawText, read_text
from corpus.reading import shipped_documents
from trolyso.cli import run
from trolyso.library import current_collection, fresh_collection, limits_of
from trolyso.settings import Settings
from trolyso.wiring import open_index

PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 5/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2025\nKẾ HOẠCH\n"
    "Nuôi trồng thủy sản bằng công nghệ số\nI. MỤC TIÊU\n1. Lắp cảm biến tại mọi ao nuôi cá tầm.\n"
    "2. Dạy nông dân ghi nhật ký nuôi trên điện thoại.\n"
)
ID = "lai-chau-5-kh-ubnd-2025"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "hồ sơ mới" / "kế hoạch 5.txt"
    path.parent.mkdir()
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def scanned(plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan as OCR of a scan would give it, whether OCR is installed or not."""

    def read(path: Path, limits: Limits) -> RawText:
        sha256 = read_text(path, limits).sha256
        return RawText(PLAN, "scan", "tesseract", True, 0.9, (0.9,), sha256=sha256)

    monkeypatch.setattr("corpus.library.store.read_text", read)
    return plan


@pytest.fixture
def with_model(at_home: Path) -> Settings:
    """The settings of a data directory that needs only what is added embedded."""
    return Settings(home=at_home)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    """What a command wrote to standard output and standard error."""
    assert run(arguments) == code
    shown = capsys.readouterr()
    return shown.out, shown.err


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    return json.loads(_run(capsys, *arguments, code=code)[0])


def _listed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The documents that are listed, by id."""
    return {item["id"]: item for item in _json(capsys, "documents", "--json")["items"]}


def test_an_ingested_document_is_answered_from(
    capsys: pytest.CaptureFixture[str], plan: Path, with_model: Settings
) -> None:
    out, err = _run(capsys, "ingest", str(plan.parent))
    assert "Kế hoạch số 5/KH-UBND ngày 02/3/2025 của UBND tỉnh Lai Châu" in out
    assert "1 tệp đã đọc, 0 bỏ qua, 0 lỗi" in out
    assert "Đã dựng chỉ mục:" in err
    index = open_index(with_model)
    assert index.documents[ID].source == "kế hoạch 5.txt"
    assert len(index.documents) == 1 + len(shipped_documents())
    question = "Kế hoạch 5 của Lai Châu: lắp cảm biến ở đâu?"
    answer = _json(capsys, "ask", question, "--json")
    assert answer["status"] == "answered"
    assert answer["citations"][0]["document_id"] == ID
    assert "ao nuôi cá tầm" in answer["answer"]


def test_a_folder_with_bad_files_is_told_of_file_by_file(
    capsys: pytest.CaptureFixture[str], plan: Path
) -> None:
    (plan.parent / "rỗng.txt").write_bytes(b"")
    (plan.parent / "meta.json").write_text("{}", encoding="utf-8")
    report = _json(capsys, "ingest", str(plan.parent), "--no-build", "--json", code=1)
    assert [(read["file"], read["id"], read["number"]) for read in report["read"]] == [
        (str(plan), ID, "5/KH-UBND")
    ]
    assert [Path(skipped["file"]).name for skipped in report["skipped"]] == ["meta.json"]
    assert "JSON" in report["skipped"][0]["reason"]
    assert [Path(failed["file"]).name for failed in report["failed"]] == ["rỗng.txt"]
    assert ID in _listed(capsys)


def test_skipping_with_a_reason_is_no_failure(
    capsys: pytest.CaptureFixture[str], plan: Path
) -> None:
    _run(capsys, "ingest", str(plan), "--no-build")
    out, err = _run(capsys, "ingest", str(plan), "--no-build")
    assert "đã có trong kho, không thay đổi" in out
    assert err == ""


def test_no_path_at_all_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert "thiếu TỆP…" in _run(capsys, "ingest", code=2)[1]


def test_the_limits_are_settings(
    capsys: pytest.CaptureFixture[str], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROLYSO_INGEST_MAX_MEGABYTES", "1")
    monkeypatch.setenv("TROLYSO_INGEST_MAX_PAGES", "20")
    monkeypatch.setenv("TROLYSO_INGEST_MAX_SCANNED_PAGES", "3")
    monkeypatch.setenv("TROLYSO_INGEST_MAX_SECONDS", "7")
    limits = limits_of(Settings())
    assert (limits.size, limits.pages, limits.scanned_pages, limits.seconds) == (2**20, 20, 3, 7)
    plan.write_text(PLAN + " " * 2**20, encoding="utf-8")
    out, _ = _run(capsys, "ingest", str(plan), code=1)
    assert "lớn hơn giới hạn" in out


def test_ctrl_c_keeps_what_is_done_and_says_so(
    capsys: pytest.CaptureFixture[str], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plan.parent / "z.txt").write_text(PLAN.replace("Số: 5", "Số: 6"), encoding="utf-8")

    def until_the_last(path: Path, limits: Limits) -> RawText:
        if path.name == "z.txt":
            raise KeyboardInterrupt
        return read_text(path, limits)

    monkeypatch.setattr("corpus.library.store.read_text", until_the_last)
    out, err = _run(capsys, "ingest", str(plan.parent), code=130)
    assert out == ""
    assert err.startswith("Đã dừng. 1 tệp đã vào kho, tệp đang đọc thì không;")
    assert ID in _listed(capsys)


def test_a_number_that_ocr_read_is_marked_until_it_is_confirmed(
    capsys: pytest.CaptureFixture[str], scanned: Path
) -> None:
    out, _ = _run(capsys, "ingest", str(scanned), "--no-build")
    assert f"số đọc bằng OCR, chưa xác nhận: trolyso documents confirm {ID}" in out
    assert "(số đọc bằng OCR, chưa xác nhận)" in _run(capsys, "documents")[0]
    out, _ = _run(capsys, "documents", "confirm", ID, "--no-build")
    assert out.startswith("Đã xác nhận Kế hoạch số 5/KH-UBND ngày 02/3/2025 của UBND tỉnh ")
    assert "chưa xác nhận" not in _run(capsys, "documents")[0]


def test_what_a_file_does_not_tell_is_asked_for_with_the_number_its_name_tells(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "12-qd-ubnd.txt"
    path.write_text(PLAN.replace("Số: 5/KH-UBND\n", ""), encoding="utf-8")
    out = " ".join(_run(capsys, "ingest", str(path), "--no-build")[0].split())
    assert "thiếu số hiệu" in out
    assert "tên tệp cho là số 12/QĐ-UBND; nếu đúng: trolyso documents confirm" in out


def test_a_file_that_is_no_document_is_taken_with_a_warning(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "blog.txt"
    path.write_text("Chuyện làng tôi\nHôm nay trời nắng, tôi ra đồng gặt lúa.", encoding="utf-8")
    said = "coi là bài viết, không phải văn bản"
    for command in (["ingest", str(path), "--no-build"], ["check", str(path)], ["check"]):
        out = " ".join(_run(capsys, *command)[0].split())
        assert said in out


def test_a_misread_number_is_set_right(capsys: pytest.CaptureFixture[str], scanned: Path) -> None:
    _run(capsys, "ingest", str(scanned), "--no-build")
    arguments = ("documents", "confirm", ID, "--number", "số 15/KH - UBND", "--no-build")
    assert "ngày 02/3/2025 của UBND tỉnh Lai Châu: lai-chau-15-" in _run(capsys, *arguments)[0]
    assert _listed(capsys)["lai-chau-15-kh-ubnd-2025"]["number"] == "15/KH-UBND"
    shown = _json(capsys, "documents", "show", "lai-chau-15-kh-ubnd-2025", "--json")
    assert shown["report"]["unconfirmed"] == []
    assert shown["report"]["reading"]["confidence"] == 0.9


def test_all_that_a_letterhead_tells_can_be_set_right(
    capsys: pytest.CaptureFixture[str], scanned: Path
) -> None:
    _run(capsys, "ingest", str(scanned), "--no-build")
    told = ("--date", "3/4/2025", "--issuer", "ỦY BAN NHÂN DÂN TỈNH SƠN LA", "--kind", "quyết định",
            "--title", "Nuôi cá hồi")  # fmt: skip
    out, _ = _run(capsys, "documents", "confirm", ID, *told, "--no-build")
    stands = "son-la-5-kh-ubnd-2025"
    assert (
        out
        == f"Đã xác nhận Quyết định số 5/KH-UBND ngày 03/4/2025 của UBND tỉnh Sơn La: {stands}\n"
    )
    out, _ = _run(capsys, "documents", "confirm", stands, "--province", "", "--no-build")
    item = _listed(capsys)["ubnd-tinh-son-la-5-kh-ubnd-2025"]
    assert (item["title"], item["province"], item["kind"]) == ("Nuôi cá hồi", None, "Quyết định")
    shown, _ = _run(capsys, "documents", "show", item["id"])
    assert "- đã xác nhận: ngày ban hành 03/04/2025" in shown
    assert "- đã xác nhận: tỉnh không có" in shown


def test_what_is_no_number_is_not_confirmed(
    capsys: pytest.CaptureFixture[str], scanned: Path
) -> None:
    _run(capsys, "ingest", str(scanned), "--no-build")
    arguments = ("documents", "confirm", ID, "--number", "năm", "--no-build")
    assert "“năm” không phải số, ký hiệu văn bản." in _run(capsys, *arguments, code=1)[1]


def test_the_same_document_in_two_files_stands_once_and_the_other_is_listed(
    capsys: pytest.CaptureFixture[str], plan: Path
) -> None:
    longer = plan.with_name("bản đầy đủ.txt")
    longer.write_text(PLAN + "3. Thả giống mới vào vụ xuân.\n", encoding="utf-8")
    _run(capsys, "ingest", str(plan.parent), "--no-build")
    listed = _json(capsys, "documents", "list", "--json")
    assert {item["id"]: item["source"] for item in listed["items"]}[ID] == "bản đầy đủ.txt"
    (aside,) = listed["aside"]
    assert (aside["source"], aside["instead"], aside["reason"]) == (
        "kế hoạch 5.txt",
        ID,
        "ngắn hơn",
    )
    assert (
        f"{aside['key']} kế hoạch 5.txt: ngắn hơn; đang dùng {ID}" in _run(capsys, "documents")[0]
    )
    assert "Để riêng: ngắn hơn" in _run(capsys, "documents", "show", aside["key"])[0]
    _run(capsys, "documents", "remove", ID, "--no-build")
    assert _listed(capsys)[ID]["source"] == "kế hoạch 5.txt"


def test_a_removed_document_is_gone(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    _run(capsys, "ingest", str(plan), "--no-build")
    out, _ = _run(capsys, "documents", "remove", ID, "--no-build")
    assert out == "Đã bỏ khỏi kho: kế hoạch 5.txt\n"
    assert ID not in _listed(capsys)


@pytest.mark.parametrize("command", ["show", "confirm", "remove"])
def test_an_unknown_document_is_told_by_name(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    said = _run(capsys, "documents", command, "khong-co", code=1)[1]
    assert "Không có văn bản nào mang mã “khong-co”." in said


@pytest.mark.parametrize("command", ["confirm", "remove"])
def test_a_shipped_document_stays_as_it_ships(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    said = _run(capsys, "documents", command, "quang-ngai-87-kh-ubnd-2024", code=1)[1]
    assert "Văn bản “quang-ngai-87-kh-ubnd-2024” đi kèm sản phẩm" in said


def test_a_document_is_shown_with_its_file(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    _run(capsys, "ingest", str(plan), "--no-build")
    shown, _ = _run(capsys, "documents", "show", ID)
    assert shown.startswith("kế hoạch 5.txt\n")
    assert "Cách đọc" in shown
    assert "SHA-256 bản gốc: " in shown


def test_readings_of_an_older_reader_are_made_anew_when_they_are_needed(
    capsys: pytest.CaptureFixture[str], plan: Path
) -> None:
    _run(capsys, "ingest", str(plan), "--no-build")
    settings = Settings()
    (versions,) = settings.library_folder.glob("*/versions.json")
    document = versions.with_name("document.json")
    # Without the second line, the seal, as the files of a version before it.
    record = document.read_text("utf-8").splitlines()[0]
    document.write_text(record.replace("cá tầm", "cá cũ"), encoding="utf-8")
    kept = versions.read_text("utf-8")
    older = {**json.loads(kept.splitlines()[0]), "reader": "older"}
    versions.write_text(json.dumps(older), encoding="utf-8")
    assert any("cá cũ" in document.text for document in current_collection(settings).documents)
    assert not any("cá cũ" in document.text for document in fresh_collection(settings).documents)
    assert versions.read_text("utf-8") == kept
