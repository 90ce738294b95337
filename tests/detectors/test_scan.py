from detectors.context import Context
from detectors.findings import Span
from detectors.notes import join
from detectors.overlaps import resolve
from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.scanning.scan import compile_scanner, scan, scan_notes
from detectors.words import words_of

FOUR = Recognizer(
    name="four",
    category="number",
    patterns=(Pattern(r"\d{4}", 0.6),),
    check=lambda candidate: Verdict.VALID if candidate.endswith("0") else Verdict.MALFORMED,
    context=("code", "numéro de série"),
    joints=".",
)


def pieces(text: str, recognizer: Recognizer = FOUR) -> list[tuple[str, float]]:
    return [(text[span.start : span.end], round(span.score, 2)) for span in scan(text, compile_scanner((recognizer,)))]


def test_what_touches_digits_letters_or_joints_is_a_piece_of_something_else():
    assert pieces("12340 x1230 1230x 5.1230 1230.5 1230_") == []
    assert pieces("(1230), 1230. 1230") == [("1230", 0.6)] * 3


def test_a_refused_candidate_does_not_hide_the_next():
    assert pieces("99991230 1240") == [("1240", 0.6)]


def test_wrong_check_digits_count_with_context_only_and_a_little_less():
    assert pieces("1231") == []
    assert pieces("code 1231, 1230") == [("1231", 0.8), ("1230", 0.85)]


def stands_before(text: str, start: int, words: tuple[str, ...], window: int) -> bool:
    notes = join([text])
    return Context(notes, words_of(notes)).mentions(words).stand_before(start + int(notes.starts[0]), window)


def test_context_is_whole_words_in_any_case_and_accents():
    assert stands_before("NUMERO DE SERIE: ", 17, ("numéro de série",), 60)
    assert not stands_before("barcode 1231", 8, ("code",), 60)
    assert not stands_before("code " + "x" * 60, 65, ("code",), 60)


def test_no_match_and_no_context_crosses_from_one_note_to_the_next():
    assert pieces("code") + pieces("1231") == []
    notes = join(["code", "1231", "12", "30"])
    assert not list(scan_notes(notes, Context(notes, words_of(notes)), compile_scanner((FOUR,))))


def test_the_strongest_then_the_longest_span_stays_whole():
    weak, long = Span(0, 20, "url", 0.5, "a"), Span(5, 15, "phone", 0.9, "b")
    short = Span(8, 12, "age", 0.9, "c")
    assert resolve([weak, short, long]) == [long]


def test_many_notes_are_read_as_each_by_itself():
    texts = [f"code {1000 + number}, numéro de série:\n{2000 + number} of 1.{number}" for number in range(1_000)]
    notes = join(texts)
    together = scan_notes(notes, Context(notes, words_of(notes)), compile_scanner((FOUR,)))
    assert len(list(together)) == sum(len(pieces(text)) for text in texts) > len(texts)
