"""OpenTelemetry traces: one span a request, sent by OTLP over HTTP. Comes with the extra ``otel``.

A span tells the route, the status and how long it took, and of an address never the query: a
question may stand in it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import Span

_QUIET = "healthz,readyz,metrics,static"

# The attributes that hold an address, by the older and the newer convention.
_ADDRESSES = ("http.url", "url.full")
_QUERIES = ("url.query",)


def trace(app: FastAPI, version: str, exporter: SpanExporter) -> TracerProvider:
    """Traces every request of the app but those of machines that look after it; what is still to
    be sent is sent by the provider's ``shutdown``."""
    provider = TracerProvider(
        resource=Resource.create({"service.name": "trolyso", "service.version": version})
    )
    provider.add_span_processor(BatchSpanProcessor(exporter))
    FastAPIInstrumentor.instrument_app(
        app,
        tracer_provider=provider,
        excluded_urls=_QUIET,
        exclude_spans=["receive", "send"],
        server_request_hook=_without_query,
    )
    return provider


def otlp(endpoint: str) -> SpanExporter:
    """Sends spans to an OTLP collector, such as ``http://127.0.0.1:4318/v1/traces``."""
    return OTLPSpanExporter(endpoint=endpoint)


def _without_query(span: Span, scope: dict[str, Any]) -> None:
    known = getattr(span, "attributes", None) or {}
    for name in _ADDRESSES:
        if name in known:
            span.set_attribute(name, urlsplit(str(known[name]))._replace(query="").geturl())
    for name in _QUERIES:
        if name in known:
            span.set_attribute(name, "")
