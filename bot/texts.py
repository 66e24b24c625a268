"""The bot's fixed sentences, all in one place. Plain text: rendering escapes and styles them."""

from __future__ import annotations

# Commands: name, Vietnamese description, English description.
COMMANDS = (
    ("hoi", "Hỏi (trong nhóm: /hoi câu hỏi)", "Ask (in a group: /hoi question)"),
    ("vanban", "Xem văn bản theo tỉnh, mục lục, điều khoản", "Browse documents and clauses"),
    ("timkiem", "Tìm điều khoản: /timkiem từ khóa", "Search clauses: /timkiem words"),
    ("moi", "Bắt đầu cuộc trò chuyện mới", "Start a new conversation"),
    ("start", "Câu hỏi mẫu", "Sample questions"),
    ("help", "Cách hỏi", "How to ask"),
    ("gioithieu", "Tôi biết gì, giữ gì về anh/chị", "What I know, what I keep about you"),
    ("xoadulieu", "Xóa những gì tôi giữ về anh/chị", "Erase what I keep about you"),
)
ADMIN_COMMANDS = (
    ("thongke", "Số liệu sử dụng", "Usage figures"),
    ("phanhoi", "Góp ý mới nhất", "Latest complaints"),
    ("capnhat", "Dựng lại chỉ mục từ kho văn bản", "Rebuild the index"),
    ("quyen", "Duyệt và thu hồi quyền dùng bot", "Approve and revoke access"),
)

# Greetings, help
NAME = "Trợ lý số"
GREETING = (
    " xin chào! Anh/chị cứ hỏi bằng tiếng Việt, có dấu hay không dấu đều được, về các kế hoạch, "
    "quyết định, thông báo, luật về chuyển đổi số. Tôi trả lời ngắn, dẫn nguyên văn đến điểm, "
    "khoản, mục; điều gì văn bản không nêu, tôi nói rõ là không có."
)
HOLDINGS = "Hiện tôi có {count} văn bản."
EXAMPLES = "Anh/chị bấm thử một câu:"
MORE = "Cách hỏi: /help · Văn bản đang có: /vanban · Giữ gì về anh/chị: /gioithieu"

HELP_TITLE = "Cách hỏi"
HELP = (
    "• Gõ câu hỏi như nói với đồng nghiệp; nêu số văn bản, tỉnh hoặc cơ quan thì câu trả lời càng "
    "trúng.\n"
    "• Hỏi tiếp được ngay, thí dụ “Còn Sở Nội vụ thì sao?”. Gõ /moi để sang chuyện khác.\n"
    "• Số [1], [2] trong câu trả lời là nguồn, ghi ở cuối tin; nút “Xem nguyên văn” mở trọn điều "
    "khoản.\n"
    "• Trong nhóm: /hoi câu hỏi, hoặc nhắc @{username}, hoặc trả lời tin của tôi.\n"
    "• Ở bất kỳ đâu: gõ @{username} rồi câu hỏi để dán câu trả lời vào cuộc trò chuyện.\n"
    "• Mỗi câu hỏi tối đa {max_question} ký tự."
)
DISCLAIMER = "Tôi chỉ tra cứu các văn bản đang có; đây không phải tư vấn pháp lý."

ABOUT_TITLE = "Về tôi"
ABOUT = (
    "Tôi tra cứu {count} văn bản về chuyển đổi số của {provinces}; văn bản mới nhất ban hành ngày "
    "{newest}. Tôi chỉ nói điều văn bản viết, kèm điểm, khoản, mục để anh/chị kiểm lại; tôi không "
    "suy diễn và không thay được tư vấn pháp lý."
)
ABOUT_BUILT = " Kho được cập nhật lần cuối ngày {day}."
ABOUT_UNDATED = "(chưa rõ)"
ABOUT_KEPT_TITLE = "Tôi giữ gì về anh/chị"
ABOUT_KEPT = (
    "• Câu hỏi, câu trả lời, góp ý 👍 👎: {days} ngày, gắn với một bí danh, không gắn với tên hay "
    "số điện thoại. Quản trị viên đọc được câu bị chê để sửa.\n"
    "• Các câu hỏi gần nhất trong cuộc trò chuyện, để hiểu câu hỏi nối tiếp: dùng trong {minutes} "
    "phút, xóa sau {days} ngày.\n"
    "• Mã số Telegram của cuộc trò chuyện, trong lúc còn tin chưa gửi xong: nhiều nhất 2 ngày.\n"
    "• Nếu bot chỉ dành cho người được duyệt: tên và mã số Telegram của người xin dùng.\n"
    "Gõ /xoadulieu để xóa. Mã số Telegram của anh/chị: {user_id}."
)

# Answers
ASKED = "Hỏi: {question}"
INTERPRETED_AS = "Hiểu là: {question}"
NOTE = "Lưu ý: "
SOURCES = "Nguồn"
SUGGESTIONS = "Câu hỏi liên quan"
CHOICES = "Anh/chị muốn hỏi ý nào?"
LOOKING_UP = "Đang tra cứu…"
SEE_QUOTE = "📖 Xem nguyên văn"
SEE_RELATED = "💡 Câu hỏi liên quan"
GOOD = "👍"
BAD = "👎"
WHICH_QUOTE = "Anh/chị muốn xem nguyên văn điều khoản nào?"

# Feedback
THANKS = "Cảm ơn anh/chị!"
WHAT_WAS_WRONG = "Cảm ơn anh/chị đã cho biết. Câu trả lời sai ở đâu ạ?"
REASONS = {
    "wrong_clause": "Sai điều khoản",
    "incomplete": "Thiếu ý",
    "wrong_document": "Sai văn bản",
    "other": "Khác",
}
NO_REASON = "Không nêu lý do"
REASON_NOTED = "Đã ghi nhận: {reason}. Cảm ơn anh/chị, tôi sẽ được sửa."

# Documents
PROVINCES_TITLE = "Văn bản đang có"
PROVINCES = "{count} văn bản. Anh/chị chọn nơi ban hành:"
NO_PROVINCE = "Trung ương"
DOCUMENTS = "Anh/chị chọn số để xem mục lục."
CONTENTS = "Mục lục"
NO_CONTENTS = "Văn bản này không chia mục."
BACK_TO_PROVINCES = "⬆ Các nơi ban hành"
BACK_TO_DOCUMENTS = "⬆ {province}"
BACK_TO_CONTENTS = "⬆ Mục lục"
WHOLE_ON_THE_WEB = "🌐 Đọc trên trang web"
PAGE = "{page}/{pages}"
NEXT = "▶"
PREVIOUS = "◀"
FOUND = "Điều khoản khớp nhất với “{query}”"
FOUND_NONE = "Tôi không tìm thấy điều khoản nào khớp với “{query}”. Văn bản đang có: /vanban"
SEARCH_FOR_WHAT = "Anh/chị gõ từ khóa sau lệnh, thí dụ: /timkiem kinh phí đào tạo"
ASK_WHAT = "Anh/chị gõ câu hỏi sau lệnh, thí dụ: /hoi Kế hoạch 87 giao Sở Nội vụ việc gì?"
NOT_HERE_NOW = "Văn bản hoặc điều khoản này không còn trong kho. Văn bản đang có: /vanban"
NO_LONGER_KEPT = "Nút này đã cũ, tôi không còn giữ nội dung. Anh/chị hỏi lại giúp tôi nhé."

# Conversations and data
NEW_CONVERSATION = "Đã sang cuộc trò chuyện mới. Mời anh/chị đặt câu hỏi."
ERASE = (
    "Xóa mọi câu hỏi, câu trả lời, góp ý tôi đang giữ về anh/chị? Việc này không hoàn lại được. "
    "Tin nhắn trong Telegram thì anh/chị tự xóa."
)
ERASE_YES = "Xóa"
ERASE_NO = "Thôi"
ERASED = "Đã xóa mọi dữ liệu tôi giữ về anh/chị ({count} câu hỏi)."
ERASED_BUT_ACCESS = " Quyền dùng bot vẫn còn; muốn bỏ, nhờ quản trị viên thu hồi."
KEPT = "Không xóa gì cả."

# What the bot cannot read
CANNOT_READ = {
    "voice": "Tôi chưa nghe được tiếng nói. Anh/chị gõ câu hỏi giúp tôi nhé; không dấu cũng được.",
    "photo": "Tôi chưa xem được ảnh. Anh/chị gõ câu hỏi, hoặc số hiệu văn bản, giúp tôi nhé.",
    "sticker": "Cảm ơn anh/chị! Có điều gì cần tra trong văn bản, anh/chị cứ gõ câu hỏi.",
    "document": (
        "Tôi chưa nhận văn bản qua Telegram; nhờ anh/chị gửi bộ phận quản trị để đưa vào kho. Văn "
        "bản đang có: /vanban"
    ),
    "other": "Tôi chỉ đọc được tin nhắn chữ. Anh/chị gõ câu hỏi giúp tôi nhé; cách hỏi: /help",
}
UNKNOWN_COMMAND = "Tôi chưa biết lệnh này. Anh/chị cứ gõ thẳng câu hỏi, hoặc xem cách hỏi: /help"
SORRY = (
    "Xin lỗi, tôi gặp trục trặc khi trả lời câu này. Anh/chị thử hỏi lại sau ít phút; nếu vẫn "
    "không được, nhờ báo cho bộ phận quản trị."
)
TOO_FAST = (
    "Anh/chị hỏi nhanh quá: mỗi phút tôi trả lời tối đa {limit} câu của một người. Các câu sau tôi "
    "trả lời dần, xin chờ một chút."
)
TOO_FAST_IN_GROUP = (
    "Anh/chị hỏi nhanh quá: mỗi phút tôi trả lời tối đa {limit} câu của một người. Xin hỏi lại sau "
    "ít phút."
)

# A message that may not have arrived
DID_IT_ARRIVE = (
    "Đường truyền vừa trục trặc, tôi không chắc câu trả lời đã tới. Nếu chưa thấy, anh/chị bấm nút "
    "dưới đây."
)
RESEND = "Gửi lại"
IT_ARRIVED = "Đã thấy rồi"
RESENDING = "Tôi gửi lại ngay dưới đây."
GOOD_THEN = "Cảm ơn anh/chị."

# Access
NOT_ALLOWED = (
    "Bot này chỉ dành cho người trong danh sách. Nếu anh/chị cần dùng, gửi mã số Telegram của mình "
    "cho bộ phận quản trị: {user_id}."
)
APPLIED = (
    "Bot này dành cho người được duyệt. Tôi đã báo quản trị viên; anh/chị cho họ biết mã này để họ "
    "nhận ra mình: {code}. Được duyệt, tôi sẽ nhắn ngay."
)
APPLICATION_REFUSED = "Quản trị viên chưa đồng ý cho anh/chị dùng bot này."
ASK_IN_PRIVATE = "Bot này dành cho người được duyệt. Anh/chị nhắn riêng cho tôi để xin quyền."
APPROVED = "Anh/chị đã được duyệt. Mời đặt câu hỏi; cách hỏi: /help"
REVOKED = "Quyền dùng bot này của anh/chị đã được thu hồi."
APPLICANT = "{name} (mã số {user_id}) xin dùng bot. Mã đối chiếu: {code}."
APPROVE = "Duyệt"
REFUSE = "Không duyệt"
REVOKE = "Thu hồi"
DECIDED = {
    "approved": "{name} ({user_id}): đã duyệt.",
    "refused": "{name} ({user_id}): không được dùng.",
    "waiting": "{name} ({user_id}): đang chờ, mã {code}.",
}
ADMISSION_TITLE = "Quyền dùng bot"
ADMISSION_OPEN = "Bot đang mở cho mọi người (TROLYSO_TELEGRAM_ACCESS=open)."
ADMISSION_LIST = "Bot dành cho danh sách trong thiết lập ({count} người) và quản trị viên."
ADMISSION_NONE = "Chưa có ai xin dùng bot."

# Administration
USAGE_TITLE = "Số liệu"
USAGE_TODAY = "Hôm nay"
USAGE_WEEK = "7 ngày qua"
USAGE = (
    "{questions} câu hỏi, {refused} câu không trả lời được · {good} 👍 {bad} 👎 · trả lời trong "
    "{p50} (một nửa), {p95} (95 %)"
)
USAGE_DOCUMENTS = "Được dẫn nhiều nhất trong 7 ngày"
NO_COMPLAINTS = "Chưa có góp ý nào."
COMPLAINTS_TITLE = "Góp ý mới nhất"
COMPLAINT_QUESTION = "Hỏi: "
COMPLAINT_ANSWER = "Đáp: "
REBUILDING = "Đang dựng lại chỉ mục từ kho văn bản; vẫn trả lời bình thường bằng bản cũ."
ALREADY_REBUILDING = "Đang dựng lại rồi, xin chờ."
REBUILT = "Đã dựng xong {count} văn bản sau {seconds} giây; tôi chuyển sang bản mới ngay."
NOT_REBUILT = "Không dựng lại được, vẫn dùng bản cũ. {error}"

# Inline mode
INLINE_HINT = "Gõ câu hỏi, thí dụ: Ai ký Kế hoạch 87?"
INLINE_NOT_ALLOWED = "Bấm vào đây để xin quyền dùng"
