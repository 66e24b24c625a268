"""Answers are kept as they are given, and can be rated."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import count

import httpx
import pytest

from answer.keeping import Door, Rating, Reason
from api.services import Services
from tests.api.api_testing import ANSWERED, ScriptedAssistant, running
from trolyso.store import Store


@pytest.fixture(scope="module")
def keeping(store: Store) -> Iterator[httpx.Client]:
    """A client of an app that keeps what it answers."""
    numbers = count()
    scripted = ScriptedAssistant(
        lambda question: dataclasses.replace(ANSWERED, id=f"answer-{next(numbers)}")
    )
    with running(lambda: scripted, Services(store.answers, store.feedback)) as client:
        yield client


def test_an_answer_is_kept_under_the_id_it_carries(keeping: httpx.Client, store: Store) -> None:
    answer = keeping.post("/v1/ask", json={"question": "Sở Nội vụ làm gì?"}).json()
    kept = store.answers.exchange(answer["id"])
    assert kept is not None
    assert (kept.door, kept.question) == (Door.API, "Sở Nội vụ làm gì?")
    assert kept.document_ids == ("quang-ngai-87-kh-ubnd-2024",)


def test_pages_and_openais_door_keep_their_answers_too(keeping: httpx.Client, store: Store) -> None:
    keeping.get("/", params={"q": "Hỏi từ trang?"})
    reply = keeping.post(
        "/v1/chat/completions", json={"messages": [{"role": "user", "content": "Hỏi?"}]}
    ).json()
    kept = store.answers.exchange(reply["trolyso"]["id"])
    assert kept is not None
    assert kept.door is Door.OPENAI
    before = store.answers.exchange(f"answer-{int(reply['trolyso']['id'].split('-')[1]) - 1}")
    assert before is not None
    assert (before.door, before.question) == (Door.PAGE, "Hỏi từ trang?")


def test_an_answer_can_be_rated_and_rated_again(keeping: httpx.Client, store: Store) -> None:
    answer = keeping.post("/v1/ask", json={"question": "Sở Nội vụ làm gì?"}).json()
    good = {"answer_id": answer["id"], "rating": "good"}
    bad = {**good, "rating": "bad", "reason": "wrong_clause", "comment": "phải là khoản 2"}
    assert [keeping.post("/v1/feedback", json=body).status_code for body in (good, bad)] == [
        204
    ] * 2
    newest = store.feedback.complaints(1, rating=None)[0].feedback
    assert (newest.rating, newest.reason) == (Rating.BAD, Reason.WRONG_CLAUSE)
    assert newest.comment == "phải là khoản 2"


def test_feedback_on_an_unknown_answer_is_not_found(keeping: httpx.Client) -> None:
    response = keeping.post("/v1/feedback", json={"answer_id": "none", "rating": "good"})
    assert response.status_code == 404
    assert response.json()["error"]["message"].startswith("Không có câu trả lời nào mang mã này")


@pytest.mark.parametrize(
    "changed", [{"rating": "so-so"}, {"reason": "ugly"}, {"comment": "x" * 1001}, {"answer_id": ""}]
)
def test_feedback_outside_its_limits_is_refused(
    keeping: httpx.Client, changed: dict[str, str]
) -> None:
    body = {"answer_id": "a", "rating": "bad", **changed}
    response = keeping.post("/v1/feedback", json=body)
    assert response.status_code == 422
    assert next(iter(changed)) in response.json()["error"]["message"]


def test_of_a_rating_that_is_none_the_ratings_are_named(keeping: httpx.Client) -> None:
    response = keeping.post("/v1/feedback", json={"answer_id": "a", "rating": "so-so"})
    said = response.json()["error"]["message"]
    assert said.startswith("Trường “rating” phải là một trong 'good', 'bad', nhận được 'so-so'")


def test_a_server_that_keeps_nothing_says_so(client: httpx.Client) -> None:
    response = client.post("/v1/feedback", json={"answer_id": "a", "rating": "good"})
    assert (response.status_code, response.json()["error"]["code"]) == (503, "not_kept")
