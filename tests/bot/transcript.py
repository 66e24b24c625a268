"""Every kind of message the bot sends, as Telegram shows it: ``docs/telegram.md``.

``python -m tests.bot.transcript`` writes it anew from what the real application sends to the strict
Bot API server; a test holds the committed one against it.
"""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from answer.keeping import now
from answer.model import Answer, Citation, Note, Question, Status
from answer.protocol import ClauseHit
from bot import texts
from bot.keeping import Applicant, Delivery
from bot.outgoing import Outgoing, Place
from bot.settings import Access, BotSettings
from corpus.cite import clause_url, full_citation, legal_date
from corpus.model import Clause, Document, Level
from index.model import Filters
from tests.bot.botapi_server import BotApiServer
from tests.bot.looking import buttons_of, press
from tests.bot.running import running_bot
from tests.bot.small_assistant import SmallAssistant
from trolyso.store import Store, open_store, sqlite_url

PLACE = Path(__file__).parents[2] / "docs" / "telegram.md"

AN, ADMIN, GROUP = 7, 1, -100123
PUBLIC_URL = "https://hoi.tinhmau.vn"

TEXT = """KẾ HOẠCH
Chuyển đổi số tỉnh Mẫu năm 2024
IV. TỔ CHỨC THỰC HIỆN
2. Sở Thông tin và Truyền thông
a) Chủ trì, phối hợp với các cơ quan liên quan triển khai Kế hoạch này.
c) Tham mưu UBND tỉnh thiết lập Mạng lưới chuyển đổi số; hoàn thành trong tháng 5/2024.
5. Sở Nội vụ: Phối hợp tổ chức đào tạo, bồi dưỡng cán bộ <CNTT> & chuyển đổi số."""


def _clause(
    address: str, label: str, level: Level, head: str, end: str, heading: str = ""
) -> Clause:
    start = TEXT.index(head)
    stop = TEXT.index(end, start) + len(end)
    marker = head.partition(" ")[0]
    parent = address.rpartition(".")[0] or None
    return Clause(address, label, level, marker, heading, parent, start, stop)


DOCUMENT = Document(
    id="mau-87-kh-ubnd-2024",
    number="87/KH-UBND",
    kind="Kế hoạch",
    title="Chuyển đổi số tỉnh Mẫu năm 2024",
    issuer="UBND tỉnh Mẫu",
    province="Mẫu",
    issued_on=date(2024, 4, 5),
    effective_on=None,
    signer=None,
    legal_bases=(),
    source="mau.txt",
    text=TEXT,
    clauses=(
        _clause("IV", "mục IV", Level.SECTION, "IV. ", "chuyển đổi số.", "TỔ CHỨC THỰC HIỆN"),
        _clause(
            "IV.2",
            "khoản 2 mục IV",
            Level.KHOAN,
            "2. Sở",
            "tháng 5/2024.",
            "Sở Thông tin và Truyền thông",
        ),
        _clause("IV.2.a", "điểm a khoản 2 mục IV", Level.DIEM, "a) ", "Kế hoạch này."),
        _clause("IV.2.c", "điểm c khoản 2 mục IV", Level.DIEM, "c) ", "tháng 5/2024."),
        _clause("IV.5", "khoản 5 mục IV", Level.KHOAN, "5. Sở", "chuyển đổi số.", "Sở Nội vụ"),
    ),
)


def _cited(number: int, address: str) -> Citation:
    clause = next(clause for clause in DOCUMENT.clauses if clause.address == address)
    return Citation(
        id=number,
        document_id=DOCUMENT.id,
        document_number=DOCUMENT.number,
        document_title=DOCUMENT.title,
        issuer=DOCUMENT.issuer,
        issued_on=DOCUMENT.issued_on,
        clause=address,
        label=clause.label,
        full_citation=full_citation(DOCUMENT, clause.label),
        quote=TEXT[clause.start : clause.end],
        start=clause.start,
        end=clause.end,
        url=clause_url(DOCUMENT.id, address),
    )


ANSWERS = {
    "mang luoi chuyen doi so cua tinh xong khi nao": Answer(
        Status.ANSWERED,
        "Sở Thông tin và Truyền thông: Tham mưu UBND tỉnh thiết lập Mạng lưới chuyển đổi số; hoàn "
        "thành trong tháng 5/2024 [1].",
        (_cited(1, "IV.2.c"),),
        interpreted_as="mạng lưới chuyển đổi số của tỉnh xong khi nào",
        notes=(Note("successor", "Sở Thông tin và Truyền thông nay là Sở Khoa học và Công nghệ."),),
        suggestions=("Sở Nội vụ có nhiệm vụ gì?", "Ai chủ trì triển khai Kế hoạch 87?"),
    ),
    "Còn Sở Nội vụ?": Answer(
        Status.ANSWERED,
        "Phối hợp tổ chức đào tạo, bồi dưỡng cán bộ <CNTT> & chuyển đổi số [1]. Sở Thông tin và "
        "Truyền thông chủ trì [2].",
        (_cited(1, "IV.5"), _cited(2, "IV.2.a")),
        interpreted_as="Còn Sở Nội vụ? (tiếp câu: mạng lưới chuyển đổi số của tỉnh xong khi nào)",
    ),
    "Kế hoạch 99 của tỉnh Mẫu nói gì?": Answer(
        Status.NO_DOCUMENT,
        "Tôi chưa có văn bản số 99 của tỉnh Mẫu. Của tỉnh Mẫu hiện có: Kế hoạch 87/KH-UBND ngày "
        "05/4/2024.",
    ),
    "Kế hoạch 87 giao những việc gì?": Answer(
        Status.CLARIFY,
        "Kế hoạch 87/KH-UBND giao việc cho nhiều cơ quan.",
        suggestions=("Kế hoạch 87 giao Sở Nội vụ việc gì?", "Kế hoạch 87 giao cấp xã việc gì?"),
    ),
}


class Scripted(SmallAssistant):
    """The small assistant with the script's document and answers."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The script's document."""
        return {DOCUMENT.id: DOCUMENT}

    def ask(self, question: Question) -> Answer:
        """The script's answer, else that to the first question."""
        self.answers = ANSWERS
        known = question.text if question.text in ANSWERS else next(iter(ANSWERS))
        answer = super().ask(replace(question, text=known))
        return replace(answer, interpreted_as=None) if known != question.text else answer

    def search(self, query: str, k: int = 10, filters: Filters = Filters()) -> list[ClauseHit]:
        """Two clauses."""
        found = [DOCUMENT.clauses[3], DOCUMENT.clauses[4]]
        return [ClauseHit(DOCUMENT, clause, 1.0, clause.start, clause.end) for clause in found]


class Script:
    """Says things, presses buttons, and writes down what is seen."""

    def __init__(self, server: BotApiServer) -> None:
        self._server = server
        self._lines: list[str] = []
        self._seen = 0

    @property
    def text(self) -> str:
        """The transcript so far."""
        return "\n".join(self._lines)

    def heading(self, text: str) -> None:
        """A heading."""
        self._lines += [f"## {text}", ""]

    def remark(self, text: str) -> None:
        """A remark."""
        self._lines += [text, ""]

    def says(
        self, who: str, chat: int, text: str, expect: int = 1, **fields: Any
    ) -> dict[str, Any]:
        """Someone writes; gives the bot's last message."""
        return self.does(
            f"**{who}:** {_escaped(text)}",
            chat,
            expect,
            lambda: self._server.state.say(chat, text, **fields),
        )

    def sends(self, who: str, chat: int, what: str, content: dict[str, Any]) -> None:
        """Someone sends what is no text."""
        self.does(f"**{who}** gửi {what}.", chat, 1, lambda: self._server.state.post(chat, content))

    def presses(
        self, who: str, message: dict[str, Any], label: str, user_id: int | None = None
    ) -> dict[str, Any]:
        """Someone presses a button that brings a new message."""
        chat = message["chat"]["id"]
        return self.does(
            f"**{who}** bấm `{label}`.",
            chat,
            1,
            lambda: press(self._server, message, label, user_id),
        )

    def changes(self, who: str, message: dict[str, Any], label: str) -> dict[str, Any]:
        """Someone presses a button that changes the message."""
        before = message["text"]
        self._lines += [f"**{who}** bấm `{label}`; tin ấy đổi thành:", ""]
        press(self._server, message, label)
        self._server.wait_for(lambda: message["text"] != before)
        self._lines += [*_shown(message), ""]
        return message

    def does(self, told: str, chat: int, expect: int, act: Callable[[], object]) -> dict[str, Any]:
        """Something happens, and the bot says so many messages."""
        already = len(self._server.state.shown(chat))
        self._lines += [told, ""]
        act()
        self._server.wait_for(lambda: len(self._server.state.shown(chat)) >= already + expect)
        for message in self._server.state.shown(chat)[already:]:
            self._lines += [*_shown(message), ""]
        return self._server.state.shown(chat)[-1]

    def shows(self, message: dict[str, Any]) -> None:
        """A message as it stands."""
        self._lines += [*_shown(message), ""]


_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_MARKS = {"bold": ("**", "**"), "italic": ("*", "*"), "code": ("`", "`")}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _shown(message: dict[str, Any]) -> list[str]:
    """A message as a Markdown quotation: styles, links, line breaks, buttons."""
    lines = [f"> {line}  " if line else ">" for line in _marked(message).split("\n")]
    for row in buttons_of(message):
        lines += [">", "> " + " ".join(f"`[ {button['text']} ]`" for button in row)]
    return lines


def _marked(message: dict[str, Any]) -> str:
    """The text with its entities as Markdown, each on the lines it is on."""
    at = 0
    data = message["text"].encode("utf-16-le")
    pieces: list[str] = []
    for entity in message.get("entities", []):
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        pieces.append(_escaped(data[at:start].decode("utf-16-le")))
        words = data[start:end].decode("utf-16-le")
        pieces.append("\n".join(_styled(line, entity) for line in words.split("\n")))
        at = end
    pieces.append(_escaped(data[at:].decode("utf-16-le")))
    return "".join(pieces)


def _styled(line: str, entity: dict[str, Any]) -> str:
    inner = line.strip()
    if not inner:
        return line
    before, after = line[: line.index(inner)], line[line.index(inner) + len(inner) :]
    if entity["type"] == "text_link":
        return f"{before}[{_escaped(inner)}]({entity['url']}){after}"
    left, right = _MARKS[entity["type"]]
    return f"{before}{left}{_escaped(inner)}{right}{after}"


def transcript() -> str:
    """The whole of it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(sqlite_url(Path(folder) / "trolyso.db"))
        try:
            with BotApiServer() as server:
                for chat in (AN, ADMIN):
                    server.state.open_chat(chat, "An" if chat == AN else "Quản trị")
                server.state.open_group(GROUP)
                seen = _scenes(server, store).rstrip()
                today = legal_date(now().date())
                return f"{_HEAD}{seen}\n".replace(today, "(hôm nay)")
        finally:
            store.close()


_HEAD = """# Những gì bot Telegram nói

Bản ghi này do `python -m tests.bot.transcript` viết từ tin nhắn của ứng dụng thật; kiểm thử so lại
mỗi lần chạy. Văn bản và câu trả lời trong đó là mẫu, để bản ghi không đổi khi kho văn bản đổi.

*English: every kind of message the bot sends, written by the tests from the real application.*

"""


def _scenes(server: BotApiServer, store: Store) -> str:
    settings = BotSettings(
        token=server.token,
        base_url=server.base_url,
        public_url=PUBLIC_URL,
        admins=frozenset({ADMIN}),
        questions_per_minute=100,
        announce_after=30.0,
    )
    assistant = Scripted()
    script = Script(server)
    with running_bot(assistant, settings, store, rebuild=lambda: 1):
        _greetings(script)
        _answers(script)
        _documents(script)
        _groups(script)
        _inline(script, server)
        _unreadable(script)
        _administration(script)
    _slow(script, server, assistant, replace(settings, announce_after=0.01), store)
    _access(script, server, assistant, settings, store)
    _troubles(script, server, assistant, settings, store)
    return script.text


def _greetings(script: Script) -> None:
    script.heading("Chào hỏi")
    script.says("An", AN, "/start")
    script.says("An", AN, "/help")
    script.says("An", AN, "/gioithieu")


def _answers(script: Script) -> None:
    script.heading("Hỏi và đáp")
    answer = script.says("An", AN, "mang luoi chuyen doi so cua tinh xong khi nao")
    script.presses("An", answer, "📖 Xem nguyên văn")
    related = script.presses("An", answer, "💡 Câu hỏi liên quan")
    script.presses("An", related, "2.")
    several = script.says("An", AN, "Còn Sở Nội vụ?")
    choice = script.presses("An", several, "📖 Xem nguyên văn")
    script.presses("An", choice, "2")
    why = script.presses("An", several, "👎")
    script.changes("An", why, "Thiếu ý")
    script.remark("Bấm 👍 thì bot chỉ hiện thoáng qua: “Cảm ơn anh/chị!”.")
    script.says("An", AN, "Kế hoạch 99 của tỉnh Mẫu nói gì?")
    unclear = script.says("An", AN, "Kế hoạch 87 giao những việc gì?")
    script.presses("An", unclear, "1.")
    script.remark("Một câu dài hơn 2.000 ký tự:")
    script.says("An", AN, "Kế hoạch 87 " * 167)
    script.says("An", AN, "/moi")
    sure = script.says("An", AN, "/xoadulieu")
    script.changes("An", sure, "Thôi")
    sure = script.says("An", AN, "/xoadulieu")
    script.changes("An", sure, "Xóa")


def _documents(script: Script) -> None:
    script.heading("Xem văn bản, tìm điều khoản")
    message = script.says("An", AN, "/vanban")
    script.changes("An", message, "Mẫu (1)")
    script.changes("An", message, "1")
    script.changes("An", message, "1")
    found = script.says("An", AN, "/timkiem hoàn thành tháng 5")
    script.presses("An", found, "1")
    script.says("An", AN, "/timkiem")


def _groups(script: Script) -> None:
    script.heading("Trong nhóm")
    script.remark("Bot trả lời tin hỏi nó, trong cùng chủ đề; chuyện khác nó không đọc.")
    script.says("An", GROUP, "@tro_ly_so_bot Còn Sở Nội vụ?", user_id=AN)
    script.says("An", GROUP, "/hoi", user_id=AN)


def _inline(script: Script, server: BotApiServer) -> None:
    script.heading("Ở bất kỳ cuộc trò chuyện nào")
    text = "Kế hoạch 99 của tỉnh Mẫu nói gì?"
    script.remark(f"**An** gõ `@tro_ly_so_bot {text}` và chọn câu trả lời để gửi:")
    query = server.state.type_inline(AN, text)
    offer = server.wait_for(lambda: server.state.inline[query])
    assert offer is not None
    script.shows(offer["results"][0]["shown"])


def _unreadable(script: Script) -> None:
    script.heading("Điều bot không đọc được")
    file = {"file_id": "f", "file_unique_id": "u"}
    sized = {**file, "width": 1, "height": 1}
    sticker = {**sized, "type": "regular", "is_animated": False, "is_video": False}
    script.sends("An", AN, "tin thoại", {"voice": {**file, "duration": 3}})
    script.sends("An", AN, "ảnh", {"photo": [sized]})
    script.sends("An", AN, "nhãn dán", {"sticker": sticker})
    script.sends("An", AN, "tệp văn bản", {"document": file})
    script.sends("An", AN, "vị trí", {"location": {"longitude": 105.8, "latitude": 21.0}})
    script.says("An", AN, "/thongke")


def _administration(script: Script) -> None:
    script.heading("Quản trị viên")
    script.remark("Người khác gõ các lệnh này thì như gõ lệnh không có (trên).")
    answer = script.says("An", AN, "Còn Sở Nội vụ?")
    script.presses("An", answer, "👎")
    script.says("Quản trị", ADMIN, "/thongke")
    script.says("Quản trị", ADMIN, "/phanhoi")
    script.says("Quản trị", ADMIN, "/capnhat", expect=2)
    script.says("Quản trị", ADMIN, "/quyen")


def _slow(
    script: Script,
    server: BotApiServer,
    assistant: Scripted,
    settings: BotSettings,
    store: Store,
) -> None:
    script.heading("Câu trả lời lâu hơn một giây")
    script.remark("Bot báo trước:")
    slow = next(iter(ANSWERS))
    release = assistant.held[slow] = threading.Event()
    with running_bot(assistant, settings, store):
        waiting = script.says("An", AN, slow)
        release.set()
        server.wait_for(lambda: "tháng 5/2024" in waiting["text"])
        script.remark("Tin ấy đổi thành câu trả lời:")
        script.shows(waiting)
    del assistant.held[slow]


def _access(
    script: Script,
    server: BotApiServer,
    assistant: Scripted,
    settings: BotSettings,
    store: Store,
) -> None:
    script.heading("Bot dành cho người được duyệt")
    with running_bot(assistant, replace(settings, access=Access.PAIRING), store):
        # The code is drawn by lot: the transcript shows one that stays the same.
        store.admission.apply(Applicant(AN, "An", "H4T7KD"))
        script.says("An", AN, "/start")
        script.remark("Quản trị viên nhận được (hoặc gõ `/quyen`):")
        request = script.says("Quản trị", ADMIN, "/quyen")
        told = len(server.state.shown(AN))
        script.changes("Quản trị", request, "1. Duyệt")
        server.wait_for(lambda: len(server.state.shown(AN)) > told)
        script.remark("**An** nhận được:")
        script.shows(server.state.shown(AN)[-1])
        script.says("An", GROUP, "/hoi Ai ký?", user_id=9)
    with running_bot(assistant, replace(settings, access=Access.ALLOW_LIST), store):
        script.remark("Bot dành cho danh sách trong thiết lập:")
        script.says("An", AN, "/start")


def _troubles(
    script: Script,
    server: BotApiServer,
    assistant: Scripted,
    settings: BotSettings,
    store: Store,
) -> None:
    script.heading("Trục trặc")
    with running_bot(assistant, replace(settings, questions_per_minute=1), store):
        script.remark("Hỏi quá nhanh: bot nói một lần, rồi trả lời dần.")
        script.says("An", AN, "Còn Sở Nội vụ?")
    # What an earlier life of the bot was sending when it was killed.
    lost = Outgoing(Place(AN), "Phối hợp tổ chức đào tạo, bồi dưỡng cán bộ [1].")
    store.journal.post([lost])
    kept = store.journal.next(AN)
    assert kept is not None
    store.journal.mark(kept.number, Delivery.SENDING)
    already = len(server.state.shown(AN))
    with running_bot(assistant, replace(settings, questions_per_minute=100), store):
        script.remark("Một tin rời máy mà không có hồi âm: bot không gửi lại kẻo trùng, mà hỏi.")
        server.wait_for(lambda: len(server.state.shown(AN)) >= already + 1)
        notice = next(
            message
            for message in server.state.shown(AN)[already:]
            if message["text"] == texts.DID_IT_ARRIVE
        )
        script.shows(notice)
        script.changes("An", notice, texts.RESEND)
        assistant.broken.add(next(iter(ANSWERS)))
        script.says("An", AN, next(iter(ANSWERS)))


if __name__ == "__main__":
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(transcript(), encoding="utf-8")
