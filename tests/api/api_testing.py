"""What the tests of the doors share: small real documents, an assistant that answers as scripted,
and the app on a real server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import httpx

from answer.model import Answer, Note, Question, Status
from answer.protocol import AssistantLike, ClauseHit
from api.app import create_app
from api.guard.policy import Policy
from api.server import listen, make_server
from api.services import Services
from corpus.model import Document, Dropped, Report
from index.model import Filters
from tests.making import cite, make_document

PLAN_TEXT = """Số: 87/KH-UBND
KẾ HOẠCH
Triển khai chuyển đổi số, cụ thể như sau:
I. MỤC TIÊU
1. Đến năm 2025
a) 100% cơ quan có <b>đầu mối</b> & "tổ" 🇻🇳.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ: Phối hợp đào tạo cán bộ; hoàn thành trong tháng 5/2024."""

LAW_TEXT = """Luật số: 20/2023/QH15
LUẬT GIAO DỊCH ĐIỆN TỬ
Quốc hội ban hành Luật Giao dịch điện tử.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Luật này quy định việc thực hiện giao dịch bằng phương tiện điện tử.
Điều 2. Đối tượng áp dụng
Luật này áp dụng đối với cơ quan, tổ chức, cá nhân."""


PLAN = make_document(
    "quang-ngai-87-kh-ubnd-2024",
    PLAN_TEXT,
    number="87/KH-UBND",
    kind="Kế hoạch",
    issuer="UBND tỉnh Quảng Ngãi",
    province="Quảng Ngãi",
    issued_on=date(2024, 4, 5),
    report=Report((Dropped(3, "Lượt xem: 322", "lượt xem của trang"),), ("thiếu điểm b",)),
)
LAW = make_document(
    "luat-20-2023-qh15", LAW_TEXT, number="20/2023/QH15", kind="Luật", issuer="Quốc hội",
    title="Luật Giao dịch điện tử", issued_on=date(2023, 6, 22),
)  # fmt: skip
REPORT = make_document(
    "tin-quang-ngai", "Tin tức\nTỉnh Quảng Ngãi họp về chuyển đổi số.", province="Quảng Ngãi",
    secondary=True,
)  # fmt: skip


DUTY = cite(PLAN, "II.1")
ANSWERED = Answer(
    status=Status.ANSWERED,
    answer=f"{DUTY.quote} [1]",
    citations=(DUTY,),
    interpreted_as="Sở Nội vụ có nhiệm vụ gì?",
    notes=(Note("successor", "Sở này nay có tên khác."),),
    suggestions=("Mục tiêu là gì?",),
    confidence=0.93,
    timings_ms={"total": 12.34},
    id="0f3c9a1d5b7e4c2f8a6d1e9b3c5f7a20",
)


@dataclass
class ScriptedAssistant:
    """Answers as a test scripts it, from real documents: what the doors do with an answer is
    tested apart from how one is found."""

    reply: Callable[[Question], Answer] = lambda question: ANSWERED
    documents: Mapping[str, Document] = field(
        default_factory=lambda: {document.id: document for document in (LAW, PLAN, REPORT)}
    )
    built_at: datetime | None = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
    asked: list[Question] = field(default_factory=list)
    searched: list[tuple[str, int, Filters]] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        """The scripted answer."""
        self.asked.append(question)
        return self.reply(question)

    def search(self, query: str, k: int = 10, filters: Filters = Filters()) -> list[ClauseHit]:
        """The first clauses of the plan."""
        self.searched.append((query, k, filters))
        return [
            ClauseHit(PLAN, clause, 0.5, clause.start, clause.end) for clause in PLAN.clauses[:k]
        ]


@contextmanager
def running(
    get_assistant: Callable[[], AssistantLike | None],
    services: Services = Services(),
    policy: Policy = Policy(),
) -> Iterator[httpx.Client]:
    """A client of the app, served by uvicorn on a free port of loopback."""
    app = create_app(
        get_assistant,
        version="1.2.3",
        public_url="https://vanban.example",
        services=services,
        policy=policy,
    )
    server = make_server(app)
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join(20)
