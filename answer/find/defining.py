"""Is a sentence the definition that a question asks for?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from answer.find.cutting import Unit
from answer.find.terms import DEFINED, bare
from answer.find.units import Units
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.text import match_key

# What is said of what, at a line's start: "1. Hạ tầng số đô thị bao gồm hạ tầng viễn thông, …".
_COMPRISES = re.compile(
    r"\W*(?:\d{1,3}[.)]+|[a-zđ]\))?\s*([^.;:()]{2,80}?)\s(?:\([^)]*\)\s)?"
    r"(?:có \d+ \w+(?: \w+)?,? )?(?:bao )?gồm\b"
)

# Where that is asked: "gồm những bộ phận nào".
_WHAT_OF = re.compile(r"\b(?:gồm|có những|có các|chia thành|chia làm)\b")

# A name given in passing: "(sau đây gọi chung là các đơn vị thuộc Bộ)", "(viết tắt là CSDL)".
_CALLED = re.compile(
    r"\((?:sau đây )?(?:được )?(?:gọi|viết)(?: (?:tắt|chung|là))*\s?:?\s?"
    r"[“\"]?([^()”\"]{2,80})[”\"]?\)"
)

# The heading of the article in which a law explains its terms.
_EXPLAINS = re.compile(r"\b(?:giải thích|định nghĩa|khái niệm)\b")

# The share of a topic, by rarity, that a name given in passing must have.
_MOST_OF_TOPIC = 0.5

# Wants that the words behind a name given in passing may answer.
ASK_FOR_MEANING = frozenset({Want.DEFINITION, Want.LIST})

# What a sentence of the form "X là …" counts: whose X is no more than the term asked for, among
# the terms that a law explains, both, or neither.
_OF_THE_TERM, _EXPLAINED, _IN_PASSING = 0.6, 0.5, 0.15

# What it counts among those terms that X is the term asked for and a few words more: a circular on
# one matter explains "dữ liệu thuộc tính biến đổi khí hậu".
_OF_A_LONGER, _LONGER_BY = 0.8, 5

# Another name of a term, in brackets behind it: "“Dữ liệu đặc tả” (Metadata) là …".
_ALIAS = re.compile(r"\(([^()]{2,40})\)\s+là\b")

# Where a question says which term it wants explained: quoted, behind "thế nào là", before "là gì",
# "là đô thị như thế nào", "gọi ai là chủ thẻ".
_QUOTED = re.compile(r"[“\"]([^”\"]{2,80})[”\"]")
_BEHIND = (
    r"\b(?:định nghĩa|khái niệm|giải thích|thế nào là|nghĩa của|(?<!được )hiểu)\s+"
    r"(?:cụm từ |từ |thuật ngữ |về )?"
)
_ENDS = r"\b(?:là|ra sao|như thế nào|thế nào|được|theo|trong|để)\b"
_TERM = (
    re.compile(
        r"\bgọi (?:những )?(?:ai|gì|cái gì|người nào|thế nào|như thế nào) (?:thì )?là "
        r"([^,.?;:]{2,80}?)\s*(?:[,.?;:]|$)"
    ),
    re.compile(r"\b(?:coi|xem) là ([^,.?;:]{2,80}?)\s*(?:[,.?;:]|$)"),
    re.compile(rf"{_BEHIND}([^,.?;:]{{2,80}}?)\s*(?:{_ENDS}|[,.?;:]|$)"),
    re.compile(rf"{_BEHIND}([^.?;:]{{2,80}}?)\s*(?:{_ENDS}|[.?;:]|$)"),
    re.compile(
        r"^\W*([^.?;:]{2,80}?)\s+(?:được (?:hiểu|định nghĩa) )?(?:nghĩa là|là (?:cái )?gì)\b"
    ),
    re.compile(
        r"(?:.*\bthì )?([^,.?;:]{2,80}?)\s+(?:\b(?:theo|trong|tại)\b[^,.?;:]{2,60})?"
        r"(?:được hiểu|được định nghĩa|có nghĩa|nghĩa là|là (?:cái )?gì|là ai"
        r"|là [^,.?;:]{2,30} (?:như )?thế nào|là (?:loại|dạng|kiểu) [^,.?;:]{0,30}(?:nào|gì)"
        r"|nghĩa (?:sao|thế nào|như thế nào|ra sao))\b"
    ),
)


def terms_asked(question: str) -> frozenset[frozenset[str]]:
    """The words of each term whose meaning is asked for; none where the question does not tell it.
    What is quoted is a term, and behind a comma a term may go on.

    >>> [sorted(term) for term in terms_asked("Thông tư 45 định nghĩa chủ thẻ phụ thế nào?")]
    [['chu', 'phu', 'the']]
    """
    quoted = _QUOTED.findall(question)
    key = match_key(question)
    found = (form.search(key) for form in _TERM)
    said = quoted or [match.group(1) for match in found if match is not None]
    return frozenset(filter(None, map(bare, said)))


def definition(
    question: Understanding,
    terms: frozenset[frozenset[str]],
    home: Units,
    unit: Unit,
    text: str,
    topic: Mapping[str, float],
) -> float:
    """How much a text is the definition that a question asks for, whose wants are among
    ``ASK_FOR_MEANING``: most among the terms that a law explains."""
    if any(bare(name) in terms or _names_topic(name, topic) for name in _CALLED.findall(text)):
        return 1.0
    of_what = Want.LIST in question.wants and _WHAT_OF.search(match_key(question.text))
    if of_what and _begins_with_topic(_COMPRISES, text, topic):
        return 1.0
    said = DEFINED.match(text) if Want.DEFINITION in question.wants else None
    if said is None:
        return 0.0
    defined = bare(said.group(1))
    alias = _ALIAS.search(text, 0, said.end())
    of_term = defined in terms or (alias is not None and bare(alias.group(1)) in terms)
    longer = any(term < defined and len(defined - term) <= _LONGER_BY for term in terms)
    if not of_term and not longer and not _is_topic(said.group(1), topic):
        return 0.0
    explained = any(
        _EXPLAINS.search(match_key(head)) for head in home.outline.headings(unit.clause)
    )
    if of_term:
        return 1.0 if explained else _OF_THE_TERM
    if longer and explained:
        return _OF_A_LONGER
    return _EXPLAINED if explained else _IN_PASSING


def _begins_with_topic(form: re.Pattern[str], text: str, topic: Mapping[str, float]) -> bool:
    """True when the text begins by saying something of the topic: "3. Môi trường mạng là …"."""
    match = form.match(text)
    return match is not None and _is_topic(match.group(1), topic)


def _names_topic(name: str, topic: Mapping[str, float]) -> bool:
    """True when a name is of the words of the topic, and has most of them."""
    said = set(keys(name)) & topic.keys()
    most = sum(topic[key] for key in said) >= _MOST_OF_TOPIC * sum(topic.values())
    return _is_topic(name, topic) and most


def _is_topic(name: str, topic: Mapping[str, float]) -> bool:
    """True when a name is of the words of the topic, one at most apart."""
    defined = keys(name)
    said = sum(key in topic for key in defined)
    return said > 0 and len(defined) <= said + 1
