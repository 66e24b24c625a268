"""The bot's fixed sentences, all in one place. Plain text: rendering escapes and styles them."""

from __future__ import annotations

# Commands: name, Vietnamese description, English description.
COMMANDS = (
    ("start", "Giới thiệu và câu hỏi mẫu", "Introduction and sample questions"),
    ("help", "Cách hỏi", "How to ask"),
    ("moi", "Bắt đầu cuộc trò chuyện mới", "Start a new conversation"),
)

NAME = "Trợ lý số"
GREETING = (
    " xin chào! Anh/chị cứ hỏi bằng tiếng Việt, có dấu hay không dấu đều được, về các kế hoạch, "
    "quyết định, thông báo, luật về chuyển đổi số. Tôi trả lời ngắn, dẫn nguyên văn đến điểm, "
    "khoản, mục; điều gì văn bản không nêu, tôi nói rõ là không có."
)
HOLDINGS = "Hiện tôi có {count} văn bản."
EXAMPLES = "Thí dụ (chạm vào để chép):"
MORE = "Xem cách hỏi: /help"

HELP_TITLE = "Cách hỏi"
HELP = (
    "• Gõ câu hỏi như nói với đồng nghiệp; nêu số văn bản, tỉnh hoặc cơ quan thì câu trả lời càng "
    "trúng.\n"
    "• Hỏi tiếp được ngay, thí dụ “Còn Sở Nội vụ thì sao?”. Gõ /moi để sang chuyện khác.\n"
    "• Số [1], [2] trong câu trả lời là nguồn, ghi ở cuối tin.\n"
    "• Mỗi câu hỏi tối đa {max_question} ký tự."
)
DISCLAIMER = "Tôi chỉ tra cứu các văn bản đang có; đây không phải tư vấn pháp lý."

INTERPRETED_AS = "Hiểu là: {question}"
NOTE = "Lưu ý: "
SOURCES = "Nguồn"
SUGGESTIONS = "Có thể hỏi tiếp"
CHOICES = "Anh/chị muốn hỏi ý nào?"

NEW_CONVERSATION = "Đã sang cuộc trò chuyện mới. Mời anh/chị đặt câu hỏi."
TEXT_ONLY = (
    "Tôi chỉ đọc được tin nhắn chữ, chưa xem được ảnh, tệp hay nghe được tiếng nói. Anh/chị gõ câu "
    "hỏi giúp tôi nhé; xem cách hỏi: /help"
)
UNKNOWN_COMMAND = "Tôi chưa biết lệnh này. Anh/chị cứ gõ thẳng câu hỏi, hoặc xem cách hỏi: /help"
SORRY = (
    "Xin lỗi, tôi gặp trục trặc khi trả lời câu này. Anh/chị thử hỏi lại sau ít phút; nếu vẫn "
    "không được, nhờ báo cho bộ phận quản trị."
)
