from hypothesis import given
from hypothesis import strategies as st

from detectors.notes import join
from detectors.text import find_spans, find_spans_in
from detectors.words import words_of

texts = st.lists(st.text(max_size=40), min_size=1, max_size=5)


@given(texts)
def test_every_note_stands_in_the_joined_text_where_it_says(notes: list[str]):
    joined = join(notes)
    plain = [note.encode(errors="replace").decode().replace("\x00", " ") for note in notes]
    assert [joined.text[a:b] for a, b in zip(joined.starts, joined.ends, strict=True)] == plain


@given(texts)
def test_folding_and_encoding_keep_every_place(notes: list[str]):
    joined = join(notes)
    assert len(joined.folded) == len(joined.text)
    assert joined.place(len(joined.encoded)) == len(joined.text)


@given(texts)
def test_words_are_runs_of_letters_and_digits(notes: list[str]):
    joined = join(notes)
    words = words_of(joined)
    assert all(
        joined.folded[start:end] == words.vocabulary[code]
        for start, end, code in zip(words.start, words.end, words.code, strict=True)
    )


def test_notes_read_together_give_what_each_gives_alone():
    notes = [
        "Mvg",
        "Wout",
        "Geachte dr.",
        "Peeters",
        "RR",
        "85073003328",
        "é Jan Maes",
        "",
        "tel",
        "0475 12 34 56",
        "Jan",
    ]
    assert find_spans_in(notes) == [find_spans(note) for note in notes]


PIECES = """85.07.30-033.28 RR tel 0475 12/03/2021 maart 34 jaar dr. Peeters Jan D'Hondt Anne-Sophie van den Berghe J.
mevr. sofie@uza.be F64.0 Crohn ziekte Gent 9000 Kerkstraat 12 naam: né(e) é jan Jans 2,5 mmol/L \x00 漢 ( ) . , - zus"""
pieces = st.sampled_from([*PIECES.split(), "\n"])


@given(st.lists(st.lists(pieces, max_size=12).map(" ".join), min_size=1, max_size=4))
def test_any_notes_read_together_give_what_each_gives_alone(notes: list[str]):
    known = [["Jan Peeters", "0475"] if "zus" in note else [] for note in notes]
    alone = [find_spans(note, known=values) for note, values in zip(notes, known, strict=True)]
    assert find_spans_in(notes, known_of=known) == alone
