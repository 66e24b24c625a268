"""Questions as people type them, through the whole speller."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.spelling import Speller
from corpus.language.syllables import canonical, is_syllable
from corpus.language.tokens import Kind, tokenize
from corpus.text import fold, nfc

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / ".." / "shared" / "bench"


@cache
def speller() -> Speller:
    return Speller.load()


def plain(text: str) -> str:
    """The text as typed on a phone without accents: marks left out, capitals kept."""
    return "".join(
        char if char.isascii() else fold(char).upper() if char.isupper() else fold(char)
        for char in nfc(text)
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai",
            "sở nội vụ có nhiệm vụ gì trong kế hoạch 87 Quảng Ngãi",
        ),
        ("khoan 5 muc IV noi gi", "khoản 5 mục IV nói gì"),
        ("the con so tai chinh thi sao", "thế còn sở tài chính thì sao"),
        ("con tay ninh?", "còn Tây Ninh?"),
        ("cap xa phai nop bao cao cho ai truoc ngay may", None),
        ("nguoi dan duoc ho tro gi khi lam thu tuc truc tuyen", None),
        ("bao gio xong vay", "bao giờ xong vậy"),
        ("tai sao quang nam tut hang", "tại sao Quảng Nam tụt hạng"),
        ("Dak Lak co ke hoach chuyen doi so khong", "Đắk Lắk có kế hoạch chuyển đổi số không"),
        ('"chuyen doi so" la gi', '"chuyển đổi số" là gì'),
        ("con nit chich ngua o dau", "con nít chích ngừa ở đâu"),
        ("quan com phai co giay gi", "quán cơm phải có giấy gì"),
    ],
)
def test_accents_left_out_are_put_back(typed: str, meant: str | None) -> None:
    spelled = speller().understand(typed)
    assert spelled.changed
    assert fold(spelled.text) == fold(typed)
    if meant is not None:
        assert spelled.text == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trien khai kế hoạch ra sao?", "triển khai kế hoạch ra sao?"),
        ("biên chê của phòng là mấy?", "biên chế của phòng là mấy?"),
        ("gặp vứơng mắc thì báo caó ai?", "gặp vướng mắc thì báo cáo ai?"),
        ("môi truờng số là gì?", "môi trường số là gì?"),
        ("hệ thốngg thông tn của tỉnh", "hệ thống thông tin của tỉnh"),
        ("Sở Nội vụ xây dụng kế hoạch gì?", "Sở Nội vụ xây dựng kế hoạch gì?"),
        ("bồi dưởng cán bộ ở Quãng Ngãi", "bồi dưỡng cán bộ ở Quảng Ngãi"),
        ("tỉnh Tây Nịnh nêu kêt quả gì?", "tỉnh Tây Ninh nêu kết quả gì?"),
        ("ứng dụng công ngệ số", "ứng dụng công nghệ số"),
        ("chuyeern ddooir soos laf gif", "chuyển đổi số là gì"),
        ("Kế hoạch cuar Taay Ninh nêu gì?", "Kế hoạch của Tây Ninh nêu gì?"),
        ("Thoong baos naof cuar tinhr?", "Thông báo nào của tỉnh?"),
        ("cơ quan nàào chủ trì, báo cáoo gửi ai?", "cơ quan nào chủ trì, báo cáo gửi ai?"),
        ("kinh phí thực hiện kếhoạch củatỉnh?", "kinh phí thực hiện kế hoạch của tỉnh?"),
        ("chuyendoiso cua xa", "chuyển đổi số của xã"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    spelled = speller().understand(typed)
    assert (spelled.text, spelled.changed) == (meant, True)


@pytest.mark.parametrize(
    "question",
    [
        "Ai ký Kế hoạch 87/KH-UBND ngày 05/4/2024?",
        "Uỷ ban nhân dân xã Hoà Bình quy định thế nào về thuỷ lợi?",
        "Báo cáo định kì gửi về cds@tinh.gov.vn hay https://tinh.gov.vn/vb?so=87-kh",
        "IPv6, Sandbox, AgriTech và zalo có trong kế hoạch không?",
        "“Đề án 1609” là gì?",
        "Diện tích áp dụng công nghệ đến 2030 cho trồng trọt hay cho nuôi thủy sản cao hơn?",
        "ở quảng ngãi ai lo việc này vậy ạ",
        "vào trang web nào ấy nhỉ?",
        "KẾ HOẠCH CỦA TỈNH CÓ HIỆU LỰC TỪ NGÀY NÀO?",
        "DTI",
        "?",
        "a",
        "😀",
    ],
)
def test_what_is_well_typed_comes_back_as_it_was(question: str) -> None:
    spelled = speller().understand(question)
    assert spelled.text == question
    assert not spelled.changed
    assert spelled.language == "vi"


def test_no_accented_question_of_the_dev_set_is_changed() -> None:
    lines = (ROOT / "eval" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    accented = [row["question"] for row in rows if row["variant"] in {"clean", "long"}]
    assert accented
    assert [q for q in accented if speller().understand(q).changed] == []


def test_a_quotation_with_its_accents_is_left_alone_in_an_accented_question() -> None:
    question = "văn bản viết “biên chê” có đúng khong?"
    assert speller().understand(question).text == "văn bản viết “biên chê” có đúng không?"


def test_capitals_throughout_are_kept_for_people_and_lowered_for_search() -> None:
    spelled = speller().understand("CAC DON VI PHOI HOP CUA SO NOI VU TINH QUANG NGAI")
    assert spelled.text == "CÁC ĐƠN VỊ PHỐI HỢP CỦA SỞ NỘI VỤ TỈNH QUẢNG NGÃI"
    assert spelled.search_text == "các đơn vị phối hợp của sở nội vụ tỉnh Quảng Ngãi"


def test_decomposed_input_is_composed_and_otherwise_unchanged() -> None:
    spelled = speller().understand("Kế hoạch là gì?")
    assert spelled.text == "Kế hoạch là gì?"
    assert not spelled.changed


def test_english_is_told_and_searched_in_vietnamese_terms() -> None:
    spelled = speller().understand("Who signed the digital transformation plan of Tay Ninh?")
    assert (spelled.language, spelled.changed) == ("en", False)
    assert spelled.text == spelled.original
    assert spelled.search_text == "ai ký chuyển đổi số kế hoạch Tây Ninh"


def test_a_corpus_teaches_its_names_and_abbreviations() -> None:
    taught = speller().with_corpus(["Quỹ làng xanh (QLX) do ông Bùi Văn Trịch phụ trách.\n" * 30])
    question = "qlx cua bui van trich"
    assert speller().understand(question).search_text.startswith("qlx")
    assert taught.understand(question).search_text == "Quỹ làng xanh của bùi văn trịch"


def test_a_foreign_word_of_the_corpus_is_no_slip() -> None:
    taught = speller().with_corpus(["Ứng dụng Zemia và zemia; 5 camera, 7 Camera của Vthongs."])
    question = "ứng dụng zemia có camera không?"
    assert taught.understand(question).text == question


def test_of_a_large_corpus_the_beginning_of_each_text_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("answer.spelling.speller._MOST_LEARNED", 120)
    texts = ["Quỹ làng xanh (QLX) họp.\n" + "Họp.\n" * 20 + "Tổ tự quản làng (TTQL) họp.\n"] * 2
    taught = speller().with_corpus(texts)
    assert taught.understand("QLX, TTQL").search_text == "Quỹ làng xanh, TTQL"


def test_a_corpus_read_by_machine_does_not_teach_its_errors() -> None:
    scan = "Kê hoạch chuyên đôi sô của tỉnh và các cơ quan về chuyên đôi sô.\n" * 200
    taught = speller().with_corpus([scan])
    assert taught.understand("ke hoach chuyen doi so").text == "kế hoạch chuyển đổi số"


def test_bare_law_questions_get_their_accents_back() -> None:
    path = BENCH / "alqac2023" / "queries.jsonl"
    if not path.exists():
        pytest.skip("the public benchmark is not beside this checkout (../shared/bench)")
    right = total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        question = nfc(json.loads(line)["question"])
        restored = speller().understand(plain(question)).text
        for wanted, found in zip(tokenize(question), tokenize(restored), strict=True):
            word = canonical(wanted.text)
            if wanted.kind is Kind.WORD and is_syllable(word):
                total += 1
                right += canonical(found.text) == word
    assert right / total >= 0.97


VIETNAMESE = st.sampled_from(
    "kế hoạch chuyển đổi số của tỉnh giao cho sở nội vụ ai ký ở đâu khi nào thực hiện quả thuỷ gì "
    "Quảng Ngãi UBND CĐS 87/KH-UBND , ? zalo (mục IV)".split()
)


@given(st.lists(VIETNAMESE, min_size=1, max_size=25), st.booleans())
@settings(max_examples=60, deadline=None)
def test_restoring_keeps_every_letter_but_its_marks(words: list[str], bare: bool) -> None:
    text = " ".join(words)
    typed = plain(text) if bare else text
    spelled = speller().understand(typed)
    assert fold(spelled.text) == fold(typed)
    assert len(spelled.text.split()) == len(typed.split())


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_at_all_is_understood(text: str) -> None:
    spelled = speller().understand(text)
    assert spelled.original == nfc(text)
    assert len(spelled.text.split()) >= len(nfc(text).split())


@pytest.mark.parametrize("text", ["x" * 2000, "nghieng" * 280, "ế" * 2000, "ke hoach " * 222])
def test_long_and_senseless_texts_are_understood_too(text: str) -> None:
    assert fold(speller().understand(text).text) == fold(text)
