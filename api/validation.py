"""Requests that do not fit the contract, explained: which field, what was found, what fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError

from api.problem import Problem

_MAX_EXPLAINED = 5

_ONE_OF = (
    "phải là một trong {allowed}, nhận được {found}",
    "must be one of {allowed}, got {found}",
)

# By pydantic's error type: the sentence's end in Vietnamese and English. ``{found}`` is what came,
# the other names are the error's own limits.
_EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    "missing": ("bắt buộc phải có", "is required"),
    "extra_forbidden": ("không có trong yêu cầu này", "is not part of this request"),
    "string_type": ("phải là chuỗi ký tự, nhận được {found}", "must be a string, got {found}"),
    "string_unicode": ("có ký tự Unicode hỏng", "holds broken Unicode"),
    "list_type": ("phải là danh sách, nhận được {found}", "must be a list, got {found}"),
    "bool_type": ("phải là true hoặc false, nhận được {found}", "must be a boolean, got {found}"),
    "int_type": ("phải là số nguyên, nhận được {found}", "must be an integer, got {found}"),
    "int_parsing": ("phải là số nguyên, nhận được {found}", "must be an integer, got {found}"),
    "int_parsing_size": ("là số quá lớn", "is too large a number"),
    "int_from_float": ("phải là số nguyên, nhận được {found}", "must be an integer, got {found}"),
    "greater_than_equal": (
        "ít nhất là {ge}, nhận được {found}",
        "must be {ge} or more, got {found}",
    ),
    "less_than_equal": (
        "nhiều nhất là {le}, nhận được {found}",
        "must be {le} or less, got {found}",
    ),
    "string_too_short": ("không được để trống", "must not be empty"),
    "string_too_long": ("dài quá {max_length} ký tự", "is longer than {max_length} characters"),
    "enum": _ONE_OF,
    "literal_error": _ONE_OF,
    "model_type": (
        "phải là đối tượng JSON, nhận được {found}",
        "must be a JSON object, got {found}",
    ),
    "model_attributes_type": (
        "phải là đối tượng JSON gửi với Content-Type: application/json",
        "must be a JSON object sent with Content-Type: application/json",
    ),
}
_UNKNOWN = ("không hợp lệ", "is not valid")


def invalid_request(error: RequestValidationError) -> Problem:
    """The problem that explains a request's first few faults: 400 for a body that is not JSON,
    else 422."""
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return Problem(
            status=400,
            code="invalid_json",
            message="Thân yêu cầu không phải JSON đúng cú pháp.",
            english="The request body is not well-formed JSON.",
            hint="Gửi một đối tượng JSON mã hoá UTF-8.",
            english_hint="Send one JSON object encoded in UTF-8.",
        )
    explained = [_explain(fault) for fault in faults[:_MAX_EXPLAINED]]
    return Problem(
        status=422,
        code="invalid_request",
        message="; ".join(vietnamese for vietnamese, _ in explained) + ".",
        english="; ".join(english for _, english in explained) + ".",
        hint="Các trường và giới hạn: xem /docs.",
        english_hint="Fields and limits: see /docs.",
    )


def _explain(fault: Mapping[str, Any]) -> tuple[str, str]:
    name = _field_name(fault["loc"])
    limits = fault.get("ctx", {})
    # What is allowed comes as "'good' or 'bad'".
    allowed = str(limits.get("expected", "")).replace(" or ", ", ")
    known = {"found": _found(fault.get("input")), "allowed": allowed, **limits}
    vietnamese, english = _EXPLANATIONS.get(fault["type"], _UNKNOWN)
    return (
        f"Trường “{name}” {vietnamese.format_map(known)}",
        f"Field “{name}” {english.format_map(known)}",
    )


def _field_name(location: Sequence[str | int]) -> str:
    """``("body", "filters", "years", 0)`` → ``filters.years[0]``; the body itself → ``body``."""
    name = ""
    for step in location[1:] or location:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            name += f".{step}" if name else step
    return _printable(name)


def _found(value: object) -> str:
    """What came, short enough for a message."""
    return _printable(repr(value))


def _printable(text: str) -> str:
    """At most 60 characters that UTF-8 can carry: a client may send half a surrogate pair."""
    short = text if len(text) <= 60 else text[:59] + "…"
    return short.encode("utf-8", "backslashreplace").decode("utf-8")
