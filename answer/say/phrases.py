"""Every fixed sentence the assistant speaks, in both languages. Connecting words only: facts are
quotes, and quotes stay Vietnamese.

Refusals are templates: what could not be found, then what there is. Tests use these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from answer.find.scope import Missing
from answer.model import Language
from corpus.cite import legal_date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language. ``wants`` is what a refusal calls the thing asked for, by
    want; ``certainties`` how sure a note is of a present name, by the word of the data."""

    language: Language
    no_document: str
    not_stated: str
    not_stated_in_corpus: str
    not_stated_truncated: str
    no_such_clause: str
    out_of_scope: str
    greeting: str
    thanks: str
    refused: str
    clarify: str
    partial: str
    in_corpus: str
    in_corpus_many: str
    in_corpus_count: str
    related: str
    both: str
    also: str
    any_document: str
    filtered: str
    of_place: str
    asked_default: str
    wants: Mapping[str, str]
    follows: str
    note_body: str
    certainties: Mapping[str, str]
    note_level_ended: str
    note_province: str
    note_replaced: str
    note_to_be_replaced: str
    note_repealed: str
    note_to_be_repealed: str
    note_amended: str
    note_to_be_amended: str
    note_not_yet: str
    note_expired: str
    note_secondary: str
    from_day: str
    on_basis: str

    def wanted(self, want: str | None) -> str:
        """What a refusal calls the thing asked for.

        >>> VIETNAMESE.wanted("signer"), ENGLISH.wanted(None)
        ('người ký', 'what was asked')
        """
        return self.wants.get(want or "", self.asked_default)

    def missing(self, item: Missing) -> str:
        """What the corpus lacks, by its name.

        >>> VIETNAMESE.missing(Missing(place="Huế")), ENGLISH.missing(Missing("KH 5", "Huế"))
        ('văn bản của Huế', 'KH 5 of Huế')
        """
        if not item.place:
            return item.name or self.filtered
        return self.of_place.format(name=item.name or self.any_document, place=item.place)

    def day(self, day: date | None) -> str:
        """A date as the language writes it; empty for None.

        >>> VIETNAMESE.day(date(2024, 4, 5)), ENGLISH.day(date(2024, 4, 5))
        ('05/4/2024', '5 April 2024')
        """
        if day is None:
            return ""
        if self.language is Language.VIETNAMESE:
            return legal_date(day)
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


VIETNAMESE = Phrases(
    language=Language.VIETNAMESE,
    no_document="Kho văn bản chưa có {missing}.",
    not_stated="{document} có trong kho nhưng không nêu {asked}.",
    not_stated_in_corpus="Các văn bản trong kho không nêu nội dung được hỏi.",
    not_stated_truncated="Bản hiện có của văn bản này chỉ là một phần (nguồn cắt ngang).",
    no_such_clause="{document} không có {clause}.",
    out_of_scope="Câu hỏi nằm ngoài phạm vi. Tôi chỉ trả lời về nội dung các văn bản chuyển đổi số "
    "trong kho.",
    greeting="Xin chào! Hãy hỏi về nội dung các văn bản chuyển đổi số trong kho; tôi trả lời "
    "nguyên văn, kèm điều khoản.",
    thanks="Không có gì. Còn điều gì cần tra trong các văn bản thì cứ hỏi tiếp.",
    refused="Tôi không làm theo yêu cầu này. Tôi chỉ trích dẫn nguyên văn từ các văn bản trong "
    "kho, không tiết lộ hay thay đổi cấu hình và không bịa nội dung.",
    clarify="Có nhiều văn bản phù hợp. Bạn hỏi về văn bản nào?",
    partial="Chưa trả lời được phần về {missing}: kho văn bản không có thông tin này.",
    in_corpus="Trong kho hiện có: {documents}.",
    in_corpus_many="Trong kho hiện có {count} văn bản, của: {places}.",
    in_corpus_count="Trong kho hiện có {count} văn bản.",
    related="Liên quan: {text}",
    both=" và ",
    also="Cũng có thể là chỗ bạn hỏi",
    any_document="văn bản",
    filtered="văn bản nào khớp bộ lọc",
    of_place="{name} của {place}",
    asked_default="nội dung được hỏi",
    wants={
        "signer": "người ký",
        "issued_on": "ngày ban hành",
        "effective_on": "ngày có hiệu lực",
        "number": "số hiệu văn bản được hỏi",
        "issuer": "cơ quan ban hành",
        "title": "tên văn bản",
        "date": "thời gian được hỏi",
        "money": "số tiền được hỏi",
        "percent": "tỷ lệ được hỏi",
        "rank": "thứ hạng được hỏi",
        "count": "con số được hỏi",
        "contact": "thông tin liên hệ",
        "person": "tên người được hỏi",
        "place": "phụ lục, biểu mẫu được hỏi",
        "lead": "cơ quan được hỏi",
        "cooperate": "cơ quan phối hợp được hỏi",
    },
    follows="{question} (tiếp câu: {earlier})",
    note_body="{name} {certainty} {now} (từ {since}{basis}{exception}).",
    certainties={"là": "nay là", "thường là": "nay thường là"},
    note_level_ended="{what} (từ {since}{basis}).",
    note_province="{name} nay thuộc {now} (từ {since}{basis}).",
    note_replaced="{document} được thay thế{since}, theo {by}.",
    note_to_be_replaced="{document} sẽ được thay thế{since}, theo {by}.",
    note_repealed="{document} hết hiệu lực{since}, theo {by}.",
    note_to_be_repealed="{document} sẽ hết hiệu lực{since}, theo {by}.",
    note_amended="{document} đã được sửa đổi, bổ sung bởi {by}.",
    note_to_be_amended="{document} sẽ được sửa đổi, bổ sung bởi {by}.",
    note_not_yet="{document} có hiệu lực từ {day}, hiện chưa có hiệu lực.",
    note_expired="{document} chỉ có hiệu lực đến hết ngày {day}.",
    note_secondary="Trích từ bài viết “{title}”, không phải văn bản gốc.",
    from_day="từ {day}",
    on_basis=", theo {basis}",
)

# "Liên quan:" stays in the English sentence, for programmes look for it.
ENGLISH = Phrases(
    language=Language.ENGLISH,
    no_document="The corpus does not have {missing} yet.",
    not_stated="{document} is in the corpus but does not state {asked}.",
    not_stated_in_corpus="The documents in the corpus do not state what was asked.",
    not_stated_truncated="Only a part of this document is at hand (its source is cut off).",
    no_such_clause="{document} has no {clause}.",
    out_of_scope="This is out of scope. I only answer from the documents on digital transformation "
    "in the corpus.",
    greeting="Hello! Ask about the documents on digital transformation in the corpus; I answer "
    "word for word, with the clause.",
    thanks="You are welcome. Ask on whenever there is more to look up in the documents.",
    refused="I do not follow this request. I only quote the documents in the corpus, word for "
    "word; I neither reveal nor change settings, and I invent nothing.",
    clarify="Several documents fit. Which one do you mean?",
    partial="No answer to the part about {missing}: the corpus does not have it.",
    in_corpus="The corpus has: {documents}.",
    in_corpus_many="The corpus has {count} documents, of: {places}.",
    in_corpus_count="The corpus has {count} documents.",
    related="Related (Liên quan:) {text}",
    both=" and ",
    also="You may also mean",
    any_document="documents",
    filtered="any document that fits the filter",
    of_place="{name} of {place}",
    asked_default="what was asked",
    wants={
        "signer": "who signed it",
        "issued_on": "the date of issue",
        "effective_on": "the day it takes effect",
        "number": "the number of the document asked for",
        "issuer": "who issued it",
        "title": "the title of the document",
        "date": "the time asked for",
        "money": "the sum asked for",
        "percent": "the share asked for",
        "rank": "the rank asked for",
        "count": "the figure asked for",
        "contact": "contact details",
        "person": "the name asked for",
        "place": "the annex or form asked for",
        "lead": "the body asked for",
        "cooperate": "the cooperating body asked for",
    },
    follows="{question} (following: {earlier})",
    note_body="{name} {certainty} {now} (since {since}{basis}{exception}).",
    certainties={"là": "is now", "thường là": "is now usually"},
    note_level_ended="{what} (since {since}{basis}).",
    note_province="{name} is now part of {now} (since {since}{basis}).",
    note_replaced="{document} has been replaced{since}, under {by}.",
    note_to_be_replaced="{document} will be replaced{since}, under {by}.",
    note_repealed="{document} has lost its effect{since}, under {by}.",
    note_to_be_repealed="{document} will lose its effect{since}, under {by}.",
    note_amended="{document} has been amended by {by}.",
    note_to_be_amended="{document} will be amended by {by}.",
    note_not_yet="{document} takes effect on {day} and is not yet in force.",
    note_expired="{document} was in force only until {day}.",
    note_secondary="Quoted from the article “{title}”, not from the text itself.",
    from_day="from {day}",
    on_basis=", under {basis}",
)

ACCORDING_TO = "According to {source}"
"""Before a quote that is not in the language of its answer."""

_BY_LANGUAGE = {phrases.language: phrases for phrases in (VIETNAMESE, ENGLISH)}


def phrases_in(language: Language) -> Phrases:
    """The sentences of a language."""
    return _BY_LANGUAGE[language]
