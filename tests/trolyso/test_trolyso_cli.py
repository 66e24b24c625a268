"""The command line, run in this process where it can be and in one of its own where it must."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from corpus.reading import shipped_documents
from trolyso.cli import run
from trolyso.settings import Settings

QUESTION = "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai"
# Words of typer's own help and errors, in any of its headings.
ENGLISH = re.compile(
    r"Usage|Options|Arguments|Commands|Show this|Error|Missing|Invalid|default|bool"
)


def _text(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(_text(capsys, *arguments))


def _process(
    *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "trolyso", *arguments],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("ask",),
        ("search",),
        ("build",),
        ("check",),
        ("documents",),
        ("documents", "list"),
        ("documents", "show"),
        ("documents", "confirm"),
        ("documents", "remove"),
        ("ingest",),
        ("serve",),
        ("bot",),
        ("eval",),
        ("eval", "answers"),
        ("eval", "calibrate"),
        ("eval", "compare"),
        ("eval", "refusals"),
        ("eval", "retrieval"),
        ("model",),
        ("model", "prepare"),
    ],
)
def test_the_help_of_every_command_is_vietnamese(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    shown = _text(capsys, *command, "--help")
    assert f"Cách dùng: trolyso {' '.join(command)}".strip() in shown
    assert "Hiện hướng dẫn này." in shown
    assert ENGLISH.search(shown) is None


def test_help_does_not_wait_for_the_heavy_libraries() -> None:
    code = (
        "import sys; from trolyso.cli import run; run(['--help']);"
        "print(sorted({'torch', 'faiss', 'fastapi', 'telegram', 'langchain_core'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.strip() == b"[]"


def test_a_command_waits_for_the_modules_of_no_other() -> None:
    code = (
        "import sys; from trolyso.cli import run; run(['serve', '--help']);"
        "print(sorted(m for m in sys.modules if m[:17] == 'trolyso.commands.'), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.split() == [b"['trolyso.commands.options',", b"'trolyso.commands.serve']"]


def test_the_version_is_that_of_the_installed_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert _text(capsys, "--version") == f"trolyso {version('trolyso')}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("hoi",), "không có lệnh 'hoi'."),
        (("evl",), "không có lệnh 'evl'; có phải là 'eval'?"),
        (("ask",), "thiếu CÂU_HỎI."),
        (("ask", "x", "--jsn"), "không có --jsn; có phải là --json?"),
        (("ask", "x", "--xyzzy"), "không có tùy chọn --xyzzy."),
        (("ask", "x", "--year", "nay"), "--year cần một số nguyên."),
        (("ask", "x", "--history"), "tùy chọn --history cần một giá trị."),
        (("search", "x", "-k", "0"), "-k cần từ 1 trở lên."),
        (("serve", "--port", "70000"), "--port cần từ 65535 trở xuống."),
        (("eval", "a", "b"), "thừa đối số: b."),
        (("ask", ""), "Câu hỏi đang trống."),
        (("ask", "x" * 2001), "Câu hỏi dài 2.001 ký tự; tối đa 2.000."),
    ],
)
def test_wrong_usage_is_said_in_vietnamese_with_exit_code_two(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert ENGLISH.search(shown.err) is None


def test_no_command_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Cách dùng: trolyso" in capsys.readouterr().out


@pytest.mark.usefixtures("opened")
def test_ask_shows_answer_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    shown = _text(capsys, "ask", QUESTION)
    assert "Phối hợp với Sở Thông tin và Truyền thông" in shown
    source = "[1] khoản 5 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Quảng Ngãi"
    assert source in shown


@pytest.mark.usefixtures("at_home")
def test_ask_json_is_the_answer_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    answer = _json(capsys, "ask", QUESTION, "--json")
    assert set(answer) == {
        *("status", "answer", "citations", "interpreted_as", "notes", "suggestions"),
        *("generator", "confidence", "timings_ms", "id", "language"),
    }
    assert answer["status"] == "answered"
    assert answer["citations"][0]["clause"] == "IV.5"


@pytest.mark.usefixtures("opened")
def test_ask_completes_a_question_from_its_history(capsys: pytest.CaptureFixture[str]) -> None:
    earlier = "Kế hoạch 87 của Quảng Ngãi giao Sở Nội vụ việc gì?"
    answer = _json(capsys, "ask", "Thế còn Sở Tài chính?", "--history", earlier, "--json")
    assert answer["citations"][0]["document_id"] == "quang-ngai-87-kh-ubnd-2024"
    assert "Sở Tài chính" in answer["citations"][0]["quote"]


@pytest.mark.usefixtures("opened")
def test_a_refusal_is_an_answer_with_exit_code_zero(capsys: pytest.CaptureFixture[str]) -> None:
    answer = _json(capsys, "ask", "Kế hoạch chuyển đổi số của tỉnh Sơn La có gì?", "--json")
    assert answer["status"] == "no_document"


@pytest.mark.usefixtures("opened")
def test_search_ranks_clauses_within_the_filters(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("search", "kinh phí thực hiện", "-k", "3", "--province", "Tây Ninh")
    found = _json(capsys, *arguments, "--json")
    assert found["query"] == "kinh phí thực hiện"
    assert len(found["items"]) == 3
    assert {item["document_id"] for item in found["items"]} == {"tay-ninh-1155-qd-ubnd-2022"}
    shown = _text(capsys, *arguments)
    assert f"1. {found['items'][0]['full_citation']}" in shown
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_documents_are_listed_as_in_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    listed = _json(capsys, "documents", "--json")
    assert listed["next_cursor"] is None
    by_number = {item["number"]: item for item in listed["items"]}
    assert by_number["87/KH-UBND"] == {
        "id": "quang-ngai-87-kh-ubnd-2024",
        "number": "87/KH-UBND",
        "kind": "Kế hoạch",
        "title": by_number["87/KH-UBND"]["title"],
        "issuer": "UBND tỉnh Quảng Ngãi",
        "province": "Quảng Ngãi",
        "issued_on": "2024-04-05",
        "effective_on": None,
        "signer": None,
        "source": "002_17b4e7730abc4f52.txt",
        "url": "/documents/quang-ngai-87-kh-ubnd-2024",
    }
    assert "quang-ngai-87-kh-ubnd-2024" in _text(capsys, "documents")


def test_check_shows_a_file_as_a_tree(capsys: pytest.CaptureFixture[str]) -> None:
    shown = _text(capsys, "check", str(shipped_documents()[2]))
    assert "87/KH-UBND" in shown
    assert re.search(r"IV\.2\.c +c\) Tham mưu UBND tỉnh chỉ đạo thiết lập Mạng lưới", shown)


def test_check_json_is_one_object_for_one_file_and_a_list_for_several(
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = [str(path) for path in shipped_documents()[:3]]
    one = _json(capsys, "check", files[2], "--json")
    clause = next(clause for clause in one["clauses"] if clause["address"] == "IV.2.c")
    assert (clause["label"], clause["level"], clause["parent"]) == (
        "điểm c khoản 2 mục IV",
        "điểm",
        "IV.2",
    )
    assert {"dropped", "remarks"} <= set(one["report"])
    several = _json(capsys, "check", *files, "--json")
    assert [detail["source"] for detail in several] == [Path(file).name for file in files]


def test_a_file_that_is_not_there_is_said_in_vietnamese(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for command in (("check",), ("restore",), ("eval", "answers")):
        assert run([*command, str(tmp_path / "không có.docx")]) == 1
        said = capsys.readouterr().err
        assert "không có tệp hoặc thư mục này" in said
        assert "No such file" not in said


def test_check_names_the_file_it_cannot_read_and_shows_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    binary = tmp_path / "ảnh.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    assert run(["check", str(binary), str(shipped_documents()[2]), "--json"]) == 1
    shown = capsys.readouterr()
    assert [detail["number"] for detail in json.loads(shown.out)] == ["87/KH-UBND"]
    assert "ảnh.txt" in shown.err
    assert "Đọc được 1 trên 2 tệp." in shown.err


def test_check_without_files_tells_the_health_of_the_corpus(
    capsys: pytest.CaptureFixture[str],
) -> None:
    health = _json(capsys, "check", "--json")
    assert health["documents"] == 5
    assert health["by_province"]["Quảng Ngãi"] == 1
    assert health["by_year"] == {"2024": 3, "2022": 2}
    concerns = [concern["what"] for concern in health["concerns"]]
    assert "trích đoạn, nguồn cắt bớt" in concerns
    assert f"Cần xem lại ({len(concerns)})" in _text(capsys, "check")


def test_ctrl_c_ends_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(settings: Settings) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("trolyso.commands.documents.current_collection", interrupted)
    assert run(["documents"]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_bot_without_a_token_says_where_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bot"]) == 1
    assert "@BotFather" in capsys.readouterr().err


def test_a_setting_that_cannot_be_used_fails_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROLYSO_PORT", "không")
    assert run(["ask", "x"]) == 1
    assert "port: cần một số nguyên" in capsys.readouterr().err


def test_a_damaged_snapshot_is_named_and_not_answered_from(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    current = (at_home / "snapshots" / "current").read_text("utf-8").strip()
    with (at_home / "snapshots" / current / "vectors.npy").open("r+b") as file:
        file.seek(2000)
        file.write(b"\x00\x01\x02\x03")
    assert run(["ask", QUESTION]) == 1
    shown = capsys.readouterr()
    assert "vectors.npy" in shown.err
    assert "trolyso build" in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=lambda environment: " ".join(environment),
)
def test_output_is_utf8_whatever_the_locale_says(environment: dict[str, str]) -> None:
    done = _process("documents", "--json", environment=environment)
    assert done.returncode == 0
    assert "Quảng Ngãi" in {item["province"] for item in json.loads(done.stdout)["items"]}
    assert "Tùy chọn" in _process("--help", environment=environment).stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error_of_ours() -> None:
    command = f"{sys.executable} -m trolyso check {shipped_documents()[2]} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=True)
    assert done.stdout.decode("utf-8").strip() == shipped_documents()[2].name
    assert done.stderr == b""
