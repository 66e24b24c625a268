import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from answer.spelling.english import is_english, translate_terms


@pytest.mark.parametrize(
    "question",
    [
        "Who signed the plan of Tay Ninh",
        "What must the Department of Home Affairs do",
        "When does this decree take effect",
        "how many staff are there in Quang Nam",
        "Can the State Bank order the bank to reclassify loans",
        "Which agency leads this task under Plan 87",
    ],
)
def test_english_is_told(question: str) -> None:
    assert is_english(question.split())


@pytest.mark.parametrize(
    "question",
    [
        "ai ky ke hoach cua tay ninh",
        "deadline bao cao la khi nao",
        "DTI la gi",
        "nen tang cloud va big data cua tinh",
        "The Beatles hát ở đâu",
        "to do an can me in may",
        "download file pdf thong tu o dau",
        "",
    ],
)
def test_vietnamese_is_told_also_without_accents(question: str) -> None:
    assert not is_english(question.split())


@pytest.mark.parametrize(
    ("english", "terms"),
    [
        ("Who signed Tay Ninh's plan?", "ai ký Tây Ninh kế hoạch"),
        ("the Department of Home Affairs of Nghe An", "Sở Nội vụ Nghệ An"),
        ("Decision 749/QD-TTg", "quyết định 749/QD-TTg"),
        ("digital-transformation tasks", "chuyển đổi số nhiệm vụ"),
        ("the IT staff and it is full-time", "công nghệ thông tin cán bộ, nhân lực chuyên trách"),
        ("Law on E-Transactions (20/2023/QH15)", "Luật Giao dịch điện tử 20/2023/QH15"),
        ("agencies cooperating", "cơ quan phối hợp"),
        ("Which bank lends in foreign currency?", "ngân hàng nào cho vay ngoại tệ"),
        (
            "at most 50,000 dong is paid when it is permitted",
            "tối đa 50.000 đồng chi trả khi được phép",
        ),
        ("within how many working days", "trong bao nhiêu ngày làm việc"),
        ("permitting", "giấy phép"),
        ("blockchain turnips", "blockchain turnips"),
        ("", ""),
    ],
)
def test_terms_are_put_into_vietnamese(english: str, terms: str) -> None:
    assert translate_terms(english) == terms


def test_no_phrase_stands_twice_in_the_glossary() -> None:
    data = files("answer") / "data"
    phrases = Counter(
        phrase.replace("-", " ").replace("'s", "")
        for name in ("asking_en.toml", "glossary_en.toml")
        for table in tomllib.loads((data / name).read_text(encoding="utf-8")).values()
        for phrase in table
    )
    assert [phrase for phrase, count in phrases.items() if count > 1] == []
