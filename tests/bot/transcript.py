"""Every kind of message the bot sends, as Telegram shows it: ``docs/telegram.md``.

``python -m tests.bot.transcript`` writes it anew from what the real application sends to the strict
Bot API server; a test holds the committed one against it.
"""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from pathlib import Path

from answer.keeping import now
from bot import texts
from bot.keeping import Applicant, Delivery
from bot.outgoing import Outgoing, Place
from bot.settings import Access, BotSettings
from corpus.cite import legal_date
from tests.bot.botapi_server import BotApiServer
from tests.bot.running import running_bot
from tests.bot.script import Script
from tests.bot.scripted_assistant import ANSWERS, Scripted
from trolyso.store import Store, open_store, sqlite_url

PLACE = Path(__file__).parents[2] / "docs" / "telegram.md"

AN, ADMIN, GROUP = 7, 1, -100123
PUBLIC_URL = "https://hoi.tinhmau.vn"


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
