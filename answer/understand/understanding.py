"""A question understood: what it names, what it asks for, what it is about.

Nothing here looks at a document's text; ``answer.find.scope`` relates what is named to the corpus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from answer.model import Language
from answer.understand.compounds import are_one_word
from answer.understand.counting import TIMES, counted_nouns, times_counted_in_english
from answer.understand.cues import DOERS, Want, load_cues
from answer.understand.grains import Grain, grains
from answer.understand.paraphrases import Wording, paraphrases
from answer.understand.references import Reference, find_references
from answer.understand.tasking import asks_which_tasks, asks_who
from answer.words import keys
from corpus.bodies import BodyMention, find_bodies
from corpus.language.syllables import canonical, is_plain
from corpus.numbers import NumberMention, find_numbers
from corpus.places import find_provinces
from corpus.text import fold, match_key

# "Tại cuộc họp Ban Chỉ đạo, …": who met is not who has to do it.
_MEETING_OF = re.compile(r"\b(?:cuộc họp|phiên họp|hội nghị|buổi họp)(?: của)?\s*$", re.IGNORECASE)

# The month of a meeting or a text: "cuộc họp … tháng 9/2022". It says which is meant, not what is
# asked, and texts write it in many ways.
_MONTH_OF = re.compile(
    r"\b(?:họp|hội nghị|kết luận|thông báo|kế hoạch|quyết định|chỉ thị|nghị quyết|công văn"
    r"|báo cáo)\b[^,.;?]{0,60}?(?P<month> tháng \d{1,2}(?:/| năm )(?:19|20)\d{2})",
    re.IGNORECASE,
)

# Who is asked for.
_WHO = re.compile(r"\b(?:ai|nào|who)\b(?<!thế nào)")

# A calendar year in a question.
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d{2}(?![\d/])")

# Right after a number, the year that tells which document is meant: "Thông tư 34 năm 2025".
_DATES_NUMBER = re.compile(r"\s*(?:ngày [^,;?]{1,16} )?(?:năm \d{4}|\(\d{4}\))")

# Right after a number, the day of issue that tells which document is meant.
_DAY_OF_NUMBER = re.compile(
    r",?\s*(?:ban hành |ký )?ngày\s+\d{1,2}"
    r"(?:[/.-]\d{1,2}[/.-]\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})",
    re.IGNORECASE,
)

# "văn bản nào có hiệu lực trước": of documents that are named, which.
_WHICH_OF_THEM = re.compile(
    r"\b(?:nào|which)\b.{0,20}\b(?:hiệu lực|ban hành|ra đời|force|effect|issued)\b.{0,20}"
    r"\b(?:trước|sau|sớm|muộn|first|earlier|later)\b"
)

# The two words before a word that asks for a thing, behind one that asks for a number.
_ASKED_OF = re.compile(
    r"(?=\b(\w+\s+\w+)\s+(?:gì|nào|ai|mấy|đâu)\b)|\bbao nhiêu\s+(\w+(?:\s+\w+)?)"
)

# What several of are asked for: "những yêu cầu gì", "các mục tiêu cụ thể nào".
_SEVERAL = re.compile(r"\b(?:những|các)\s+(\w+(?:\s+\w+)?)(?:\s+\w+){0,2}\s+(?:gì|nào)\b")

# A word of asking that is a name's part when capitalised or in quotes is still asked about; quoted
# words always carry topic, as do those that several of are asked for.
_QUOTED = re.compile(r"[“\"‘']([^”\"’']{3,120})[”\"’']")


# A press article is asked for as such; papers that are counted, or scientific, are no press.
ARTICLE = re.compile(
    r"(?<!mấy )(?<!nhiêu )(?<!\d )\bbài (?:báo|viết)\b(?! (?:quốc tế|khoa học|đăng trên tạp chí))"
    r"|\b(?:news|press) article\b"
)

# How many of a thing there are is not asked where it is asked who decides it: "ai quyết định mỗi xã
# có mấy tổ".
_DECIDED = re.compile(
    r"\b(?:ai|(?:cơ quan|đơn vị|cấp|bộ|sở|người) nào) (?:sẽ |được |phải |có quyền )*"
    r"(?:quyết định|chốt|ấn định|quy định)\b[^?,;]*(?<!trong )(?<!sau )(?<!và )"
    r"\b(?:bao nhiêu|mấy)\b"
)

# Around a body that gives others their tasks: "được Thủ tướng yêu cầu làm gì".
_GIVEN_BY = re.compile(r"\b(?:được|bị|do) $", re.IGNORECASE)
_GIVES = re.compile(
    r" (?:yêu cầu|giao|chỉ đạo|đề nghị|phân công|ủy quyền|chỉ định)\b", re.IGNORECASE
)

# Around a body that only tells of which matter something is: "hàng thuộc Bộ Y tế quản lý".
_MANAGED_BY = re.compile(
    r"\bthuộc (?:(?:phạm vi|thẩm quyền|trách nhiệm|lĩnh vực|diện) )*"
    r"(?P<managed>quản lý (?:nhà nước )?của )?$",
    re.IGNORECASE,
)
_MANAGES = re.compile(r" quản lý\b", re.IGNORECASE)

# Before a body that has acted already: "sau khi được Bộ Nội vụ cấp phép, công ty phải làm gì".
_AFTER_IT_ACTS = re.compile(r"\b(?:khi|nếu|đã) (?:được|bị) $", re.IGNORECASE)

# Where one sentence of a question ends and the next begins.
_SENTENCES = re.compile(r"(?<=[.?!;])\s+(?=\S)|\n+")

# The weight of words in sentences of a long question that ask nothing.
_BESIDE = 0.25

# Questions remembered without their scope: one is needed twice.
_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Term:
    """A word the question is about, as compared (folded), with its weight in (0, 1]; ``others``
    are wordings that serve as well as it does, where all their words stand."""

    key: str
    weight: float = 1.0
    others: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question says. ``text`` is for people, ``search_text`` for search; ``terms`` are its
    words of topic in order, scope (numbers, provinces) and asking left out; ``wording`` the
    neighbours in it as they stand, small words with them: "không được" tells what words of topic
    alone do not; of one of two things that are asked of apart, ``other`` is the words that only
    the other has, ``only`` those that only this one has; ``is_part`` says that another part of the
    question is asked beside it."""

    text: str
    search_text: str
    language: Language
    numbers: tuple[NumberMention, ...]
    provinces: tuple[str, ...]
    years: tuple[int, ...]
    bodies: tuple[BodyMention, ...]
    references: tuple[Reference, ...]
    wants: frozenset[Want]
    counted: tuple[str, ...]
    grains: frozenset[Grain]
    terms: tuple[Term, ...]
    wording: tuple[tuple[str, str], ...] = ()
    asked_of: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    is_part: bool = False

    @property
    def names_scope(self) -> bool:
        """True when the question itself says which documents it is about."""
        return bool(self.numbers or self.provinces)

    @property
    def asks_duties_of_bodies(self) -> bool:
        """True when the duties of bodies it names are asked for, and not who works with them."""
        who = self.wants & DOERS
        return Want.DUTY in self.wants and bool(self.bodies) and not who


def understand(
    text: str, search_text: str, language: Language = Language.VIETNAMESE
) -> Understanding:
    """Reads a question whose spelling has been mended; ``search_text`` has its abbreviations
    written out (and Vietnamese terms in place of English ones)."""
    english = language is Language.ENGLISH
    numbers = tuple(find_numbers(text))
    named = (*find_provinces(text, typos=True), *find_provinces(search_text))
    provinces = tuple(dict.fromkeys(mention.name for mention in named))
    references = tuple(find_references(text) or find_references(search_text))
    wants = _wants(text) | _wants(search_text)
    if english and len(wants) > 1 and Want.DEFINITION not in _wants(text):
        wants -= {Want.DEFINITION}  # "what is" asks for whatever follows
    if Want.DEFINITION in wants and not _WHO.search(match_key(text)):
        wants -= {Want.SIGNER}  # "thế nào là người ký" asks for no name
    counted = counted_nouns(search_text)
    if english:  # of the words in place of English ones, those of time are sure
        counted = tuple(noun for noun in counted if noun in TIMES)
        counted = counted or times_counted_in_english(text)
    if _DECIDED.search(match_key(search_text)):
        wants, counted = wants - {Want.COUNT, Want.MONEY, Want.PERCENT}, ()
    if Want.PERCENT in wants or counted:
        # "bao nhiêu phần trăm ngân sách", "bao nhiêu tháng lương" ask for no sum.
        wants -= {Want.MONEY}
    if Want.DATE in wants:
        wants -= {Want.RANK}  # "việc xếp hạng phải xong khi nào" asks for no rank
    if len(numbers) > 1 and _WHICH_OF_THEM.search(match_key(text)):
        wants -= {Want.NUMBER}
    bodies = _bodies(search_text)
    if bodies and asks_which_tasks(search_text) and not asks_who(search_text):
        wants -= DOERS  # "Sở Nội vụ chủ trì những nhiệm vụ nào" asks for them
    terms = _topic(search_text, english=english)
    return Understanding(
        text=text,
        search_text=search_text,
        language=language,
        numbers=numbers,
        provinces=provinces,
        years=_years(text, numbers),
        bodies=bodies,
        references=references,
        wants=wants,
        counted=counted,
        grains=grains(text),
        terms=terms,
        wording=() if english else _wording(search_text),
        asked_of=_asked_of(search_text) & {term.key for term in terms},
    )


def _bodies(text: str) -> tuple[BodyMention, ...]:
    """The bodies a question names, but for one that only gives what another has to do."""
    return tuple(
        mention
        for mention in find_bodies(text)
        if not (_GIVEN_BY.search(text[: mention.start]) and _GIVES.match(text[mention.end :]))
        and not _AFTER_IT_ACTS.search(text[: mention.start])
        and not _only_manages(text, mention)
        and not _MEETING_OF.search(text[: mention.start])
    )


def _only_manages(text: str, mention: BodyMention) -> bool:
    """True for a body of which is only said what it manages."""
    managed = _MANAGED_BY.search(text[: mention.start])
    return managed is not None and bool(managed["managed"] or _MANAGES.match(text, mention.end))


def _wants(text: str) -> frozenset[Want]:
    """What a question asks for outside quotes, which name a thing: “Thời hạn gửi báo cáo” asks for
    no time."""
    cues = load_cues()
    outside = cues.wants(_blank(text, [match.span() for match in _QUOTED.finditer(text)]))
    return outside or cues.wants(text)


def _years(text: str, numbers: tuple[NumberMention, ...]) -> tuple[int, ...]:
    """The years a question speaks of, those apart that tell which of its documents is meant."""
    dates = [found.span() for m in numbers if (found := _DATES_NUMBER.match(text, m.end))]
    years = _YEAR.findall(_blank(text, dates))
    return tuple(dict.fromkeys(map(int, years)))


@lru_cache(_REMEMBERED)
def _without_scope(text: str) -> str:
    """A question without the clauses, documents and places that it names."""
    blanked = _blank(text, [(m.start, m.end) for m in find_references(text)])
    blanked = _blank(blanked, load_cues().comparing(blanked))
    blanked = _blank(blanked, [match.span() for match in ARTICLE.finditer(match_key(blanked))])
    blanked = _blank(blanked, [(m.start, m.end) for m in find_provinces(blanked, typos=True)])
    return _blank(blanked, [(m.start, _after(blanked, m.end)) for m in find_numbers(blanked)])


def _after(text: str, end: int) -> int:
    """Where a number ends with the day of issue behind it."""
    dated = _DAY_OF_NUMBER.match(text, end)
    return dated.end() if dated else end


def _wording(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of neighbours in a question's sentences, each once, those of two words of asking
    left out."""
    asking = {fold(word) for word in load_cues().words["interrogative"]}
    pairs = (
        (left, right)
        for sentence in _SENTENCES.split(_without_scope(text))
        for left, right in pairwise(keys(sentence))
        if left not in asking and right not in asking
    )
    return tuple(dict.fromkeys(pairs))


def _asked_of(text: str) -> frozenset[str]:
    """The words beside those that ask: "những giấy tờ gì", "bao nhiêu lớp học"."""
    found = _ASKED_OF.finditer(match_key(text))
    return frozenset(key for match in found for key in keys(match[1] or match[2] or ""))


def _topic(text: str, *, english: bool) -> tuple[Term, ...]:
    """The words of topic in order, each once. In a long letter the sentences that ask weigh most;
    what is said in the way of speech gives way to what official texts write."""
    blanked = _without_scope(text)
    blanked = _blank(blanked, [match.span("month") for match in _MONTH_OF.finditer(blanked)])
    blanked = _blank(
        blanked, [m.span() for m in load_cues().asking_phrases.finditer(match_key(blanked))]
    )
    asking = load_cues().asking_words | (load_cues().english_words if english else frozenset())
    meant = {key for match in _QUOTED.finditer(text) for key in keys(match.group(1))}
    meant |= {key for match in _SEVERAL.finditer(match_key(text)) for key in keys(match.group(1))}
    terms: dict[str, Term] = {}
    for sentence, weight in _weighed(blanked):
        others = paraphrases(sentence)
        words = _words(sentence)
        for place, word in enumerate(words):
            key = fold(word)
            if english and _is_foreign(word, text):
                continue
            if word in asking and key not in meant and not _in_compound(words, place):
                continue
            term = Term(key, weight, others.get(key, ()))
            if key not in terms or terms[key].weight < weight:
                terms[key] = term
    return tuple(terms.values())


def _is_foreign(word: str, text: str) -> bool:
    """True for an English word of a question that no glossary put into Vietnamese: no text of ours
    has it. A word in capitals is a name."""
    plain = word.isascii() and not any(char.isdigit() for char in word)
    lower = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
    return plain and lower and not is_plain(canonical(word))


def _in_compound(words: list[str], place: int) -> bool:
    """True for a word of asking that is here a syllable of another word: "bị" of "thiết bị"."""
    before, after = words[place - 1 : place] if place else [], words[place + 1 : place + 2]
    return any(are_one_word(word, words[place]) for word in before) or any(
        are_one_word(words[place], word) for word in after
    )


def _weighed(text: str) -> list[tuple[str, float]]:
    """The sentences of a question with their weights: those that ask, then the rest."""
    sentences = [part for part in _SENTENCES.split(text) if part.strip()]
    asks = [bool(load_cues().wants(part)) or "?" in part for part in sentences]
    if len(sentences) < 2 or not any(asks):
        return [(part, 1.0) for part in sentences]
    return [
        (part, 1.0 if asking else _BESIDE) for part, asking in zip(sentences, asks, strict=True)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,/]\d+)*|[^\W_]+", match_key(text))


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
