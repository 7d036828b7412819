"""HTML in, text and entities out, as Telegram's server does it."""

import contextlib
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import Entity, utf16_length
from bot.sandbox.errors import ApiError
from bot.sandbox.html_text import parse_html


def test_tags_become_entities_that_count_utf16_units() -> None:
    text, entities = parse_html("🦵 <b>bold <i>both</i></b> &lt;3 &#128077;")
    assert text == "🦵 bold both <3 👍"
    assert entities == (Entity("bold", 3, 9), Entity("italic", 8, 4))


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("<a href='https://a.org?x=1&amp;y=2'>a</a>", Entity("text_link", 0, 1, url="https://a.org?x=1&y=2")),
        ("<tg-spoiler>a</tg-spoiler>", Entity("spoiler", 0, 1)),
        ('<span class="tg-spoiler">a</span>', Entity("spoiler", 0, 1)),
        ("<blockquote>a</blockquote>", Entity("blockquote", 0, 1)),
        ("<blockquote expandable>a</blockquote>", Entity("expandable_blockquote", 0, 1)),
        ('<pre><code class="language-py">a</code></pre>', Entity("pre", 0, 1, language="py")),
        ("<CODE >a</code >", Entity("code", 0, 1)),
        ("<del>a</>", Entity("strikethrough", 0, 1)),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', Entity("custom_emoji", 0, 2, custom_emoji_id="5")),
    ],
)  # fmt: skip
def test_every_kind_of_tag(source: str, entity: Entity) -> None:
    assert parse_html(source)[1] == (entity,)


def test_an_empty_tag_and_a_link_to_nowhere_mark_nothing() -> None:
    assert parse_html("<b></b>a<a href='javascript:alert(1)'>b</a>") == ("ab", ())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>bold", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("🦵<script>", 'Unsupported start tag "script" at byte offset 4'),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_with_the_reason(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as raised:
        parse_html(source)
    assert raised.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, ())


@given(st.text(alphabet="<>/&;=\"' abi#🦵", max_size=40))
def test_any_source_is_parsed_or_refused(source: str) -> None:
    with contextlib.suppress(ApiError):
        text, entities = parse_html(source)
        assert all(0 <= entity.offset < entity.end <= utf16_length(text) for entity in entities)
