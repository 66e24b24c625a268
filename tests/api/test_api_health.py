"""Up, loading, ready, swapped."""

from __future__ import annotations

import httpx

from answer.protocol import AssistantLike
from corpus.errors import SnapshotError
from tests.api.api_testing import LAW, PLAN, ScriptedAssistant, running


def test_a_ready_server_says_so(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "version": "1.2.3"}
    assert client.get("/readyz").json() == {
        "status": "ready",
        "documents": 3,
        "built_at": "2026-11-28T07:30:00Z",
    }


def test_while_the_assistant_loads_only_health_is_well() -> None:
    serving: list[AssistantLike] = []
    with running(lambda: serving[0] if serving else None) as client:
        assert client.get("/healthz").status_code == 200
        for response in (
            client.get("/readyz"),
            client.get("/v1/documents"),
            client.get("/v1/search?q=a"),
            client.post("/v1/ask", json={"question": "a"}),
        ):
            assert response.status_code == 503
            assert response.json()["error"]["code"] == "loading"
            assert int(response.headers["retry-after"]) > 0
        page = client.get("/", headers={"accept": "text/html"})
        assert page.status_code == 503
        assert "đang nạp dữ liệu" in page.text
        assert page.headers["refresh"] == page.headers["retry-after"]

        serving.append(ScriptedAssistant())
        assert client.get("/readyz").status_code == 200
        assert client.get("/", headers={"accept": "text/html"}).status_code == 200


def test_another_assistant_serves_the_next_request() -> None:
    serving = [ScriptedAssistant(documents={PLAN.id: PLAN})]
    with running(lambda: serving[0]) as client:
        assert client.get("/readyz").json()["documents"] == 1
        serving[0] = ScriptedAssistant(documents={PLAN.id: PLAN, LAW.id: LAW})
        assert client.get("/readyz").json()["documents"] == 2


def test_a_snapshot_that_cannot_be_loaded_is_told() -> None:
    def broken() -> AssistantLike:
        raise SnapshotError("Chỉ mục hỏng.", english="The index is damaged.", hint="Dựng lại.")

    with running(broken) as client:
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["error"] == {
            "code": "snapshot_unavailable",
            "message": "Chỉ mục hỏng. / The index is damaged.",
            "hint": "Dựng lại.",
        }
