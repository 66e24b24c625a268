"""``/v1/admin``: what is asked for is checked here and done by the ``Administration``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from answer.jobs import Job
from answer.keeping import Complaint, Rating, now
from api.admin.administration import Administration
from api.admin.shapes import (
    AdminDocument,
    AdminDocuments,
    ConfirmRequest,
    FeedbackItem,
    FeedbackList,
    JobFields,
    JobList,
    JobResult,
    SnapshotFields,
    SnapshotList,
    UsageFields,
)
from api.admin.uploads import FIELD, MAX_FILES, receive
from api.context import Context
from api.errors import error_responses
from api.feedback import NOT_KEPT
from api.problem import Problem, ProblemError

NOT_HERE = Problem(
    status=503,
    code="no_administration",
    message="Máy chủ này không nhận việc quản trị.",
    english="This server takes no administration.",
)


async def administration(context: Context) -> Administration:
    """Who does it. Raises ProblemError (503) where the app was given nobody."""
    if context.services.administration is None:
        raise ProblemError(NOT_HERE)
    return context.services.administration


Admin = Annotated[Administration, Depends(administration)]

router = APIRouter(prefix="/v1/admin", tags=["Quản trị"])


# The upload's form: the route reads it by itself, as it arrives.
_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {
                        FIELD: {
                            "type": "array",
                            "items": {
                                "type": "string",
                                "contentMediaType": "application/octet-stream",
                            },
                            "minItems": 1,
                            "maxItems": MAX_FILES,
                        }
                    },
                }
            }
        },
    }
}


@router.post(
    "/documents",
    status_code=202,
    summary="Nạp tệp",
    response_model=JobFields,
    responses=error_responses(400, 408, 413, 422, 503),
    openapi_extra=_FORM,
)
async def upload(request: Request, context: Context, admin: Admin) -> Response:
    """Files for the library. They are read, kept, and a new snapshot is built, in a job to poll;
    its result says what became of each."""
    with admin.incoming() as folder:
        await receive(request, folder, context.wait_for)
        job = await context.wait_for(lambda: admin.ingest(folder))
    return _job(job, status=202)


@router.get("/documents", summary="Kho văn bản", responses=error_responses(503))
async def documents(context: Context, admin: Admin) -> AdminDocuments:
    """All documents, and the readings that lie aside."""
    return AdminDocuments.model_validate(await context.wait_for(admin.documents))


@router.get(
    "/documents/{document_id}",
    summary="Một văn bản cùng báo cáo khi đọc",
    response_model=AdminDocument,
    responses=error_responses(404, 422, 503),
)
async def document(document_id: str, context: Context, admin: Admin) -> Response:
    """A document of the library by id, or by the key of its file, with what reading it noticed."""
    return JSONResponse(await context.wait_for(lambda: admin.document(document_id)))


@router.post(
    "/documents/{document_id}/confirm",
    summary="Xác nhận thông tin của văn bản",
    response_model=AdminDocument,
    responses=error_responses(400, 404, 408, 409, 413, 422, 503),
)
async def confirm(
    document_id: str, request: ConfirmRequest, context: Context, admin: Admin
) -> Response:
    """Keep what a person has read in the original, also when the file is read anew; the document's
    id follows it. Shows in answers after the next rebuild."""
    given = request.model_dump(exclude_none=True)
    return JSONResponse(await context.wait_for(lambda: admin.confirm(document_id, given)))


@router.delete(
    "/documents/{document_id}",
    status_code=204,
    summary="Bỏ một văn bản",
    responses=error_responses(404, 409, 422, 503),
)
async def remove(document_id: str, context: Context, admin: Admin) -> None:
    """Take a document out, with its original; shows in answers after the next rebuild."""
    await context.wait_for(lambda: admin.remove(document_id))


@router.post(
    "/rebuild",
    status_code=202,
    summary="Dựng lại chỉ mục",
    response_model=JobFields,
    responses=error_responses(503),
)
async def rebuild(context: Context, admin: Admin) -> Response:
    """Build a new snapshot in a job to poll; the server changes to it when it is whole."""
    return _job(await context.wait_for(admin.rebuild), status=202)


@router.get("/jobs", summary="Các việc nền", responses=error_responses(503))
async def jobs(context: Context, admin: Admin) -> JobList:
    """The latest jobs, newest first, also those of before the server started."""
    return JobList(items=[_fields(job) for job in await context.wait_for(admin.jobs)])


@router.get("/jobs/{job_id}", summary="Một việc nền", responses=error_responses(404, 422, 503))
async def job(job_id: str, context: Context, admin: Admin) -> JobFields:
    """A job as it stands."""
    return _fields(await context.wait_for(lambda: admin.job(job_id)))


@router.get("/snapshots", summary="Các bản dựng", responses=error_responses(503))
async def snapshots(context: Context, admin: Admin) -> SnapshotList:
    """The snapshots on the disk, newest first."""
    current, infos = await context.wait_for(admin.snapshots)
    return SnapshotList(current=current, items=[SnapshotFields(**asdict(info)) for info in infos])


@router.post(
    "/snapshots/{name}/activate",
    summary="Chuyển sang một bản dựng",
    responses=error_responses(404, 422, 503),
)
async def activate(name: str, context: Context, admin: Admin) -> SnapshotFields:
    """Serve from this snapshot, until the next build or switch."""
    return SnapshotFields(**asdict(await context.wait_for(lambda: admin.switch(name))))


@router.post(
    "/snapshots/rollback", summary="Quay lại bản dựng trước", responses=error_responses(404, 503)
)
async def roll_back(context: Context, admin: Admin) -> SnapshotFields:
    """Serve from the snapshot before the current one, until the next build or switch."""
    return SnapshotFields(**asdict(await context.wait_for(admin.roll_back)))


@router.get("/feedback", summary="Phản hồi", responses=error_responses(422, 503))
async def feedback(
    context: Context,
    rating: Annotated[Rating | None, Query(description="Only this rating.")] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> FeedbackList:
    """What people said of answers, newest first."""
    book = context.services.feedback
    if book is None:
        raise ProblemError(NOT_KEPT)
    complaints = await context.wait_for(lambda: book.complaints(limit, rating))
    return FeedbackList(items=[_item(complaint) for complaint in complaints])


@router.get("/usage", summary="Sử dụng", responses=error_responses(422, 503))
async def usage(context: Context, days: Annotated[int, Query(ge=1, le=3_650)] = 7) -> UsageFields:
    """What was asked in the last days."""
    log = context.services.log
    if log is None:
        raise ProblemError(NOT_KEPT)
    told = await context.wait_for(lambda: log.usage(now() - timedelta(days=days), 20))
    cited = [{"id": id_, "answers": count} for id_, count in told.documents]
    return UsageFields.model_validate({**asdict(told), "documents": cited})


def _job(job: Job, status: int) -> JSONResponse:
    headers = {"location": f"/v1/admin/jobs/{job.id}"}
    return JSONResponse(_fields(job).model_dump(mode="json"), status, headers)


def _fields(job: Job) -> JobFields:
    fields: Mapping[str, Any] = {**asdict(job), "result": JobResult.model_validate(job.result)}
    return JobFields.model_validate(fields)


def _item(complaint: Complaint) -> FeedbackItem:
    said, about = complaint.feedback, complaint.exchange
    return FeedbackItem(
        answer_id=said.answer_id,
        at=said.at,
        rating=said.rating,
        reason=said.reason,
        comment=said.comment,
        door=about.door,
        question=about.question,
        answer=about.answer,
        status=about.status,
        document_ids=list(about.document_ids),
    )
