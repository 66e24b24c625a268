"""The page that tells programmers the API, made of the OpenAPI document.

The usual viewers of that document load their scripts from other hosts; a server of an office may
reach none, and lets pages load none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.page.rendering import render

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Input:
    """Something a request may hold: a part of the path or the query, a field of the body."""

    name: str
    kind: str
    required: bool
    note: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of one path with one method, and the statuses it is answered with."""

    chapter: str
    method: str
    path: str
    summary: str
    note: str
    inputs: tuple[Input, ...]
    statuses: tuple[str, ...]


@router.get("/docs")
def reference_page(request: Request) -> Response:
    """Every operation of the API."""
    document = request.app.openapi()
    told = groupby(operations(document), key=lambda operation: operation.chapter)
    chapters = [(name, list(inside)) for name, inside in told]
    return render(request, "reference.html", version=document["info"]["version"], chapters=chapters)


def operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """The operations of an OpenAPI document, in its order."""
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield Operation(
                chapter=told["tags"][0],
                method=method.upper(),
                path=path,
                summary=told["summary"],
                note=told.get("description", ""),
                inputs=(*_parameters(told, schemas), *_fields(told, schemas)),
                statuses=tuple(sorted(told["responses"])),
            )


def _parameters(told: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[Input]:
    for each in told.get("parameters", ()):
        kind = _kind(each["schema"], schemas)
        yield Input(each["name"], kind, each["required"], each.get("description", ""))


def _fields(told: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[Input]:
    for content in told.get("requestBody", {}).get("content", {}).values():
        body = _resolved(content["schema"], schemas)
        for name, field in body.get("properties", {}).items():
            required = name in body.get("required", ())
            yield Input(name, _kind(field, schemas), required, field.get("description", ""))


def _kind(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """What a value has to be: ``string``, ``[integer]``, ``good | bad``, ``{name, …}``."""
    found = _resolved(schema, schemas)
    if choices := found.get("anyOf"):
        return " | ".join(_kind(choice, schemas) for choice in choices)
    if values := found.get("enum"):
        return " | ".join(map(str, values))
    if found.get("type") == "array":
        return f"[{_kind(found.get('items', {}), schemas)}]"
    if properties := found.get("properties"):
        return "{" + ", ".join(properties) + "}"
    return str(found.get("type", "any"))


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema that refers to another by name, as that one."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return schemas[name] if name else schema
