"""Names and numbers in texts that came out of a page, a program or a mail with signs written as something else."""

import html
import json
from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.escapes import plain
from detectors.text import find_spans

NAMES = ("Andrée Lefèvre", "Jörn Münch", "Zoë D'Hondt", "Çelik Gülşah")


def as_html(text: str) -> str:
    return "".join(f"&#{ord(sign)};" if ord(sign) > 127 or sign == "'" else sign for sign in text)


def as_named(text: str) -> str:
    return "".join(
        f"&{html.entities.codepoint2name[ord(s)]};" if ord(s) in html.entities.codepoint2name else s for s in text
    )


def as_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def as_bytes(text: str) -> str:
    return "".join(f"={byte:02X}" if byte > 127 else chr(byte) for byte in text.encode())


def in_bold(text: str) -> str:
    return f"<b>{text[:1]}</b>{text[1:]}"


def left(text: str) -> str:
    """The text without what is found in it."""
    at = {place for span in find_spans(text) for place in range(span.start, span.end)}
    return "".join(sign for place, sign in enumerate(text) if place not in at)


@pytest.mark.parametrize("escaped", [as_html, as_named, as_json, as_bytes, in_bold])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_escapes_leaves_nothing(name, escaped):
    written = escaped(name)
    rest = left(f"Mevr. {written} heeft gebeld")
    assert rest in ("Mevr.  heeft gebeld", "Mevr. <b> heeft gebeld"), rest


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-9"])
def test_an_encoded_word_of_a_mail_leaves_nothing(name, charset):
    written = Header(f"van {name}", charset).encode()
    assert "=" not in left(f"Onderwerp: {written} over morgen")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_over_the_lines_of_a_mail_leaves_nothing(name):
    before = "De patiënte vroeg gisteren aan de balie om een ander uur, zij heet "
    assert left(f"{before}{name[:3]}=\n{name[3:]} en belt terug") == f"{before} en belt terug"


def test_an_equals_sign_at_the_end_of_a_short_line_parts_words():
    assert plain("naam=\nJan Maes").text == "naam=\nJan Maes"


def test_a_name_parted_over_two_encoded_words_leaves_nothing():
    assert "=" not in left("Onderwerp: =?utf-8?q?afspraak_van_Zo=C3=AB_Lef=C3=A8?=\n =?utf-8?q?vre?= morgen")


def test_letters_in_a_charset_that_nobody_knows_are_read():
    assert plain("=?x-own?B?U29maWU=?=").text == "Sofie"


@given(st.text("QqBb=?_ aA9+/é", max_size=20))
def test_no_encoded_word_breaks_the_reading(content):
    assert plain(f"=?utf-8?Q?{content}?= =?utf-8?B?{content}?=").text is not None


@pytest.mark.parametrize("written", ["<b></b>", "<br>", "&nbsp;", "=?utf-8?Q?_?="])
def test_a_text_of_escapes_alone_holds_nothing(written):
    assert find_spans(written) == []


def test_a_number_with_blanks_of_html_is_found_whole():
    [span] = find_spans("tel&nbsp;:&nbsp;0475&nbsp;12&nbsp;34&nbsp;56&nbsp;thuis")
    assert (span.category, span.start, span.end) == ("phone", 16, 44)


def test_an_attribute_stays_to_be_looked_at():
    assert "sofie" not in left('<a href="mailto:sofie.zwart@post.example">mail</a>')


@pytest.mark.parametrize(
    "written",
    [
        "=?x?Q?a?=",
        "=?utf-8?B?!!!?=",
        "&nosuch;",
        r"\u00",
        "=C3",
        "%C3%C3",
        "&#0;",
        "&#9999999;",
        r"\ud83d",
        "a < b & c",
    ],
)
def test_what_is_no_escape_does_no_harm(written):
    text = plain(f"x {written} y")
    assert text.text[0] == "x"
    assert text.place(0, len(text.text)) == (0, len(f"x {written} y"))


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "é",
                "&eacute;",
                "<br>",
                "<b>",
                r"\u00e9",
                "=?utf-8?q?_=C3=A9?=",
                "=C3=A9",
                "=\n",
                "%C3%A9",
                "%",
                " ",
                "&",
            ]
        ),
        max_size=30,
    )
)
def test_every_character_has_its_place_in_the_order_of_the_text(pieces):
    written = "".join(pieces)
    text = plain(written)
    places = [text.place(at, at + 1) for at in range(len(text.text))]
    assert all(0 <= start < end <= len(written) for start, end in places)
    assert places == sorted(places)
