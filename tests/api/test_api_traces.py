"""Traces, received by a collector of the test's own over HTTP."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from api.app import create_app
from api.watch.traces import otlp, trace
from tests.api.api_testing import ScriptedAssistant


def test_a_request_is_a_span_at_the_collector_and_its_question_is_not() -> None:
    received: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Collector) as collector:
        thread = threading.Thread(target=collector.serve_forever)
        thread.start()
        app = create_app(ScriptedAssistant, version="1")
        exporter = otlp(f"http://127.0.0.1:{collector.server_port}/v1/traces")
        provider = trace(app, "1", exporter)
        with TestClient(app) as client:
            client.get("/v1/search", params={"q": "secret-words"})
            client.get("/healthz")
        provider.shutdown()
        collector.shutdown()
        thread.join()
    told = [ExportTraceServiceRequest.FromString(body) for body in received]
    names = [
        span.name
        for request in told
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    assert names == ["GET /v1/search"]
    assert b"secret-words" not in b"".join(received)
