"""The pages as HTML: what they hold, and that nothing anyone writes becomes code."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import httpx
import pytest

from answer.model import Answer, Note, Question, Status
from corpus.clock import vietnam_today
from corpus.model import Relation, RelationKind
from index.model import Filters
from tests.api.api_testing import (
    ANSWERED,
    DUTY,
    LAW,
    PLAN,
    REPORT,
    ScriptedAssistant,
)
from tests.making import cite, make_document

TODAY = vietnam_today()
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of every such element."""
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]


def get(client: httpx.Client, path: str, **query: str | list[str]) -> Page:
    response = client.get(path, params=query, headers={"accept": "text/html"})
    assert response.status_code == 200
    return Page(response.text)


def test_the_home_page_asks_and_offers_examples_of_the_corpus(client: httpx.Client) -> None:
    page = get(client, "/")
    (box,) = page.all("textarea", name="q")
    assert box["maxlength"] == "2000"
    assert "Kế hoạch 87/KH-UBND của UBND tỉnh Quảng Ngãi" in page.text
    assert "3 văn bản" in page.text


def test_an_example_that_would_be_refused_is_not_offered(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    scripted.reply = lambda question: Answer(Status.NOT_STATED, "Không nêu.")
    assert "Có thể hỏi" not in get(client, "/").text


def test_the_answer_shows_marks_sources_notes_and_what_was_understood(
    client: httpx.Client,
) -> None:
    page = get(client, "/", q="so noi vu lam gi")
    url = f"/documents/{PLAN.id}?quote={DUTY.start}-{DUTY.end}#II.1"
    assert len(page.all("a", href=url)) == 2  # the mark in the answer, the entry of the list
    assert DUTY.full_citation in page.text
    assert "Hiểu là: Sở Nội vụ có nhiệm vụ gì?" in page.text
    assert "Sở này nay có tên khác." in page.text


def test_a_follow_up_carries_the_earlier_questions(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    page = get(client, "/", q="Bao giờ xong?", h=["Sở Nội vụ làm gì?"])
    assert scripted.asked == [Question("Bao giờ xong?", ("Sở Nội vụ làm gì?",), Filters())]
    hidden = [field["value"] for field in page.all("input", type="hidden", name="h")]
    assert hidden == ["Sở Nội vụ làm gì?", "Bao giờ xong?"]
    suggestion = (
        "/?h=S%E1%BB%9F+N%E1%BB%99i+v%E1%BB%A5+l%C3%A0m+g%C3%AC%3F&h=Bao+gi%E1%BB%9D+xong%3F&q="
    )
    assert any((link["href"] or "").startswith(suggestion) for link in page.all("a"))


def test_a_page_carries_only_the_latest_questions(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    page = get(client, "/", q="c7", h=[f"c{number}" for number in range(7)])
    assert scripted.asked[0].history == ("c1", "c2", "c3", "c4", "c5", "c6")
    hidden = [field["value"] for field in page.all("input", type="hidden", name="h")]
    assert hidden == ["c2", "c3", "c4", "c5", "c6", "c7"]


@pytest.mark.parametrize("status", [s for s in Status if not s.states_facts])
def test_a_refusal_is_shown_with_its_own_title(
    client: httpx.Client, scripted: ScriptedAssistant, status: Status
) -> None:
    scripted.reply = lambda question: Answer(status, "Trong kho có Kế hoạch 87.")
    page = get(client, "/", q="a")
    assert "Trong kho có Kế hoạch 87." in page.text
    assert page.all("section", **{"class": f"answer {status}"})


def test_a_question_that_is_too_long_comes_back_with_the_reason(client: httpx.Client) -> None:
    response = client.get("/", params={"q": "a" * 2001}, headers={"accept": "text/html"})
    assert response.status_code == 422
    page = Page(response.text)
    assert "Câu hỏi dài 2.001 ký tự; tối đa 2.000." in page.text
    assert "a" * 2001 in page.text


def test_documents_stand_under_their_province_or_else_their_issuer(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    unknown = make_document("x", "một\nhai", title="Không rõ ở đâu")
    scripted.documents = {**scripted.documents, "x": unknown}
    text = get(client, "/documents").text
    in_order = (
        "Quảng Ngãi", "87/KH-UBND", "tỉnh Quảng Ngãi", "05/4/2024", "Nguồn thứ cấp",
        "Quốc hội", "20/2023/QH15", "Văn bản khác", "Không rõ ở đâu",
    )  # fmt: skip
    at = 0
    for shown in in_order:
        at = text.index(shown, at)


def test_the_reader_gives_every_clause_its_address_as_id(client: httpx.Client) -> None:
    page = get(client, f"/documents/{PLAN.id}")
    ids = [section["id"] for section in page.all("section") if "data-label" in section]
    assert ids == [clause.address for clause in PLAN.clauses]
    assert {link["href"] for link in page.all("a")} >= {
        "#I",
        "#II.1",
        "#m%E1%BB%9F%20%C4%91%E1%BA%A7u",
    }


def test_the_reader_shows_what_is_known_of_the_document(client: httpx.Client) -> None:
    text = get(client, f"/documents/{PLAN.id}").text
    for shown in ("UBND tỉnh Quảng Ngãi", "05/4/2024", "thiếu điểm b", "lượt xem của trang"):
        assert shown in text
    assert "Người ký" not in text


def test_the_reader_marks_the_quoted_words(client: httpx.Client) -> None:
    start = PLAN.text.index("hoàn thành")
    response = client.get(f"/documents/{PLAN.id}?quote={start}-{start + 10}")
    assert "<mark>hoàn thành</mark>" in response.text


@pytest.mark.parametrize("quote", ["", "x", "5", "5-", "9-3", "1-99999999999999", "<b>"])
def test_a_quote_that_makes_no_sense_is_ignored(client: httpx.Client, quote: str) -> None:
    assert not get(client, f"/documents/{PLAN.id}", quote=quote).all("mark")


def test_whatever_is_written_stays_text(client: httpx.Client, scripted: ScriptedAssistant) -> None:
    text = f"{HOSTILE}\nI. {HOSTILE}\n1. Hai."
    document = make_document(
        "doc", text, title=HOSTILE, number=HOSTILE, kind=HOSTILE, issuer=HOSTILE,
        province=HOSTILE, signer=HOSTILE, source=HOSTILE, secondary=True,
    )  # fmt: skip
    scripted.documents = {"doc": document}
    answer = Answer(
        status=Status.ANSWERED,
        answer=f"{HOSTILE} [1]",
        citations=(cite(document, document.clauses[-1].address),),
        interpreted_as=HOSTILE,
        notes=(Note("successor", HOSTILE),),
        suggestions=(HOSTILE,),
    )
    scripted.reply = lambda question: answer
    for page in (
        get(client, "/", q=HOSTILE, h=[HOSTILE]),
        get(client, "/"),
        get(client, "/documents"),
        get(client, "/documents/doc"),
    ):
        assert HOSTILE in page.text
        assert {image["src"] for image in page.all("img")} == {"/static/icon.svg"}
        assert all(script["src"] for script in page.all("script"))


@pytest.mark.parametrize("path", ["/", "/?q=a", "/documents", f"/documents/{PLAN.id}"])
def test_pages_keep_to_their_own_content_policy(client: httpx.Client, path: str) -> None:
    page = Page(client.get(path).text)
    for tag, attributes in page.elements:
        assert tag != "style"
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href", "action"):
            assert (attributes.get(name) or "/").startswith(("/", "#", "?"))


def test_what_a_page_names_is_served(client: httpx.Client) -> None:
    page = get(client, "/")
    for tag, name in (("link", "href"), ("script", "src"), ("img", "src")):
        for attributes in page.all(tag):
            assert client.get(attributes[name] or "").status_code == 200


def test_a_question_is_searched_for_within_its_limits(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    limits: dict[str, str | list[str]] = {
        "province": ["Quảng Ngãi", ""],
        "year": ["2024", "", "xưa"],
        "document": [PLAN.id, PLAN.id],
    }
    page = get(client, "/", q="a", **limits)
    assert scripted.asked[0].filters == Filters((PLAN.id,), ("Quảng Ngãi",), (2024,))
    hidden = {(field["name"], field["value"]) for field in page.all("input", type="hidden")}
    assert hidden >= {("province", "Quảng Ngãi"), ("year", "2024"), ("document", PLAN.id)}
    assert "Kế hoạch 87/KH-UBND của UBND tỉnh Quảng Ngãi" in page.text
    without_year = "/?province=Qu%E1%BA%A3ng+Ng%C3%A3i&year=x%C6%B0a&document=" + PLAN.id + "&q=a"
    assert page.all("a", href=without_year)


def test_the_form_offers_the_provinces_and_years_there_are(client: httpx.Client) -> None:
    text = get(client, "/").text
    assert "Mọi nơi\n    Quảng Ngãi" in text
    assert "Mọi năm\n    2024\n    2023" in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"q": "ke hoach 87"}, [PLAN.id]),
        ({"q": "LUẬT giao dịch"}, [LAW.id]),
        ({"province": "Quảng Ngãi"}, [PLAN.id, REPORT.id]),
        ({"province": "Quảng Ngãi", "year": "2024"}, [PLAN.id]),
        ({"year": "2023"}, [LAW.id]),
        ({"state": "secondary"}, [REPORT.id]),
        ({"state": "không có"}, [PLAN.id, REPORT.id, LAW.id]),
        ({"q": "không có"}, []),
    ],
)
def test_the_documents_are_narrowed_to_what_is_sought(
    client: httpx.Client, query: dict[str, str], shown: list[str]
) -> None:
    page = get(client, "/documents", **query)
    links = [link["href"] for link in page.all("a", **{"class": "title"})]
    assert links == [f"/documents/{id_}" for id_ in shown]
    assert f"{len(shown)} trên 3 văn bản" in page.text


def test_many_documents_come_page_by_page(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    scripted.documents = {
        f"d{n:03}": make_document(f"d{n:03}", f"Số\nBài {n:03}") for n in range(101)
    }
    first, second = get(client, "/documents"), get(client, "/documents", page="2")
    assert len(first.all("a", **{"class": "title"})) == 100
    assert first.all("a", rel="next", href="/documents?page=2")
    assert not first.all("a", rel="prev")
    assert len(second.all("a", **{"class": "title"})) == 1
    assert second.all("a", rel="prev", href="/documents?page=1")


def test_a_replaced_document_says_by_what(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    text = "Quyết định\nĐiều 1. Hiệu lực\n1. Quyết định này thay thế Kế hoạch 87."
    newer = make_document("moi", text, number="9/QĐ-UBND", kind="Quyết định", issued_on=TODAY)
    relation = Relation(
        RelationKind.REPLACES, "Kế hoạch 87", "87/KH-UBND", None, "Quảng Ngãi", TODAY,
        text.index("Quyết định này"), len(text),
    )  # fmt: skip
    scripted.documents = {"moi": replace(newer, relations=(relation,)), PLAN.id: PLAN}
    page = get(client, f"/documents/{PLAN.id}")
    assert "Đã bị thay thế hoặc bãi bỏ bởi Quyết định 9/QĐ-UBND" in page.text
    assert "Đã bị thay thế" in get(client, "/documents").text
    start = text.index("Quyết định này")
    url = f"/documents/moi?quote={start}-{len(text)}#%C4%901.1"
    assert page.all("a", href=url)


def test_a_row_of_a_table_names_its_columns(
    client: httpx.Client, scripted: ScriptedAssistant
) -> None:
    text = "Kế hoạch\nPHỤ LỤC\nTT | Nhiệm vụ\n1 | Đào tạo\n2 | Khác"
    table = make_document("bang", text)
    scripted.documents = {"bang": table}
    page = get(client, "/documents/bang")
    heads = [cell["data-head"] for cell in page.all("td")]
    assert heads == ["TT", "Nhiệm vụ", "TT", "Nhiệm vụ"]


def test_the_answer_is_the_assistants(client: httpx.Client) -> None:
    assert ANSWERED.citations[0].quote in get(client, "/", q="a").text


# A letter that Vietnamese has and English has not.
VIETNAMESE = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]|[ấ-ự]", re.IGNORECASE)


class Outside(HTMLParser):
    """The words of a page, and those for screen readers, that are not marked as Vietnamese."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        inside = given.get("lang") == "vi" or (bool(self._open) and self._open[-1][1])
        if not inside:
            self.words += [given.get(name) or "" for name in ("aria-label", "placeholder", "title")]
        if tag not in ("meta", "link", "input", "img", "br"):
            self._open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and (self._open[-1][1] or self._open[-1][0] == "title")):
            self.words.append(data)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=a",
        "/documents",
        f"/documents/{PLAN.id}",
        "/evaluation",
        "/docs",
        "/admin",
        "/documents/x",
    ],
)
def test_an_english_page_says_nothing_in_vietnamese_that_is_not_marked_so(
    client: httpx.Client, path: str
) -> None:
    response = client.get(path, headers={"accept": "text/html", "cookie": "lang=en"})
    assert 'lang="en"' in response.text
    said = [words for words in Outside(response.text).words if VIETNAMESE.search(words)]
    assert said == []


def test_dates_are_written_as_the_language_of_the_page_writes_them(client: httpx.Client) -> None:
    assert "05/4/2024" in get(client, "/documents").text
    assert "5 April 2024" in get(client, "/documents", lang="en").text
