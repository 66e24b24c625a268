"""Names of files as strangers give them."""

from __future__ import annotations

import pytest

from api.admin.uploads import safe_name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("kế hoạch.docx", "kế hoạch.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\tmp\\..\\a.docx", "a.docx"),
        ("/etc/cron.d/x", "x"),
        (".htaccess", "htaccess"),
        ("~$mở.docx", "mở.docx"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie: x.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("..", ""),
        ("a/", ""),
        ("<img src=x>.txt", "<img src=x>.txt"),
    ],
)
def test_a_name_is_its_last_part_without_what_hides(given: str, name: str) -> None:
    assert safe_name(given) == name


@pytest.mark.parametrize("given", ["ế" * 300 + ".docx", "a." + "ế" * 300])
def test_a_long_name_is_cut_between_characters(given: str) -> None:
    name = safe_name(given)
    assert 100 < len(name.encode()) <= 180
    assert name.isprintable()


def test_its_ending_is_kept() -> None:
    assert safe_name("ế" * 300 + ".docx").endswith(".docx")
