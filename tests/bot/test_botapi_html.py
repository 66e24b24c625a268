"""The strict parser accepts what the Bot API's documentation shows, and nothing it forbids."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bot.botapi_html import EntityError, parse_html


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [entity("strikethrough", at, 1) for at in range(3)],
        ),
        (
            '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>',
            "ab",
            [entity("spoiler", 0, 1), entity("spoiler", 1, 1)],
        ),
        (
            "<b>bold <i>italic <s>struck</s></i></b>",
            "bold italic struck",
            [entity("bold", 0, 18), entity("italic", 5, 13), entity("strikethrough", 12, 6)],
        ),
        (
            '<a href="http://a.vn/?x=1&amp;y=2">a</a>',
            "a",
            [entity("text_link", 0, 1, url="http://a.vn/?x=1&y=2")],
        ),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
        ),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        ("<pre>a</pre>", "a", [entity("pre", 0, 1)]),
        (
            '<pre><code class="language-python">a</code></pre>',
            "a",
            [entity("pre", 0, 1, language="python")],
        ),
        (
            "<blockquote>a\n<b>b</b></blockquote>",
            "a\nb",
            [entity("blockquote", 0, 3), entity("bold", 2, 1)],
        ),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ("&lt;b&gt; &amp;amp; &quot; &#46; &#x1F600;", '<b> &amp; " . 😀', []),
        ("😀<b>😀</b>", "😀😀", [entity("bold", 2, 2)]),
        (" \n<b> số </b>\n", "số", [entity("bold", 0, 2)]),
        ("<b></b>a", "a", []),
        ("", "", []),
    ],
)
def test_telegrams_html_gives_the_text_and_its_entities_in_utf16_units(
    source: str, text: str, entities: list[dict[str, Any]]
) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("số <p>a</p>", 'Unsupported start tag "p" at byte offset 5'),
        ("a <br> b", 'Unsupported start tag "br" at byte offset 2'),
        ("5 < 7", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b>a</strong>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</strong>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a>a</a>", 'Tag "a" must have an attribute "href" at byte offset 0'),
        ('<b style="x">a</b>', 'Unknown attribute "style" in the tag "b" at byte offset 0'),
        ("<tg-emoji>a</tg-emoji>", 'Tag "tg-emoji" must have a number as "emoji-id"'),
        ('<a href="x"><a href="y">a</a></a>', 'Tag "a" can\'t be inside "a" at byte offset 12'),
        ("<code><b>a</b></code>", 'Tag "b" can\'t be inside "code" at byte offset 6'),
        ("<b><code>a</code></b>", 'Tag "code" can\'t be inside "b" at byte offset 3'),
        (
            "<blockquote><blockquote>a</blockquote></blockquote>",
            'Tag "blockquote" can\'t be inside "blockquote" at byte offset 12',
        ),
        ("<pre><code>a</code></pre>", 'Tag "code" in "pre" must have class "language-…"'),
        ("Sở A & Sở B", 'Character "&" must be written "&amp;" at byte offset 7'),
        ("5 > 7", 'Character ">" must be written "&gt;" at byte offset 2'),
        ("a&nbsp;b", 'Unsupported named entity "&nbsp;" at byte offset 1'),
        ("&#55357;", 'Unsupported numeric entity "&#55357;" at byte offset 0'),
        ("&#12345678;", 'Unsupported numeric entity "&#12345678;" at byte offset 0'),
    ],
)
def test_what_the_documentation_forbids_is_refused_with_its_place(
    source: str, problem: str
) -> None:
    with pytest.raises(EntityError) as refused:
        parse_html(source)
    assert str(refused.value).startswith(problem)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == (text.strip(), [])
