"""What people say of answers."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from answer.keeping import MAX_COMMENT, Feedback, Rating, Reason
from api.context import Context
from api.errors import error_responses
from api.problem import Problem, ProblemError
from api.schemas import Incoming, Text
from corpus.errors import NotFoundError

router = APIRouter(prefix="/v1", tags=["Phản hồi"])

NOT_KEPT = Problem(
    status=503,
    code="not_kept",
    message="Máy chủ này không lưu phản hồi.",
    english="This server keeps no feedback.",
)


class FeedbackRequest(Incoming):
    """A word on an answer. A second word on the same answer replaces the first."""

    answer_id: Text = Field(
        min_length=1, max_length=64, examples=["0f3c9a1d5b7e4c2f8a6d1e9b3c5f7a20"]
    )
    rating: Rating = Field(strict=False, examples=["bad"])
    reason: Reason | None = Field(default=None, strict=False, examples=["wrong_clause"])
    comment: Text = Field(default="", max_length=MAX_COMMENT)


@router.post(
    "/feedback",
    status_code=204,
    summary="Đánh giá một câu trả lời",
    responses=error_responses(400, 404, 408, 413, 422, 503),
)
async def give_feedback(request: FeedbackRequest, context: Context) -> None:
    """Rate an answer by its `id`: `good`, or `bad` with a reason. 404 when the answer is not
    known, or no longer."""
    book = context.services.feedback
    if book is None:
        raise ProblemError(NOT_KEPT)
    feedback = Feedback(request.answer_id, request.rating, request.reason, request.comment)
    if not await context.wait_for(lambda: book.rate(feedback)):
        raise NotFoundError(
            "Không có câu trả lời nào mang mã này, hoặc đã quá hạn lưu.",
            english="There is no answer with this id, or it is no longer kept.",
            hint="Mã nằm ở trường id của câu trả lời.",
        )
    context.metrics.rated(request.rating)
