import json

import pytest

from detectors.errors import UsageError
from flows.detect import AT_ONCE, detect_lines


def spans(*requests: dict) -> list[dict]:
    return [json.loads(line) for line in detect_lines(json.dumps(request) for request in requests)]


def test_offsets_count_characters_of_the_text_as_given() -> None:
    text = "Zoë ☎ 0475 12 34 56 — élodie@uza.be"
    (answer,) = spans({"id": "n1", "text": text})
    assert answer["id"] == "n1"
    found = {span["category"]: text[span["start"] : span["end"]] for span in answer["spans"]}
    assert found["phone"] == "0475 12 34 56"
    assert found["email"].endswith("@uza.be")


def test_known_people_are_those_of_their_own_text() -> None:
    """A name that is known of one person is not looked for in the note of another."""
    text = "de regenboog is terug"
    mine, other = spans({"id": 1, "text": text, "known": ["Regenboog"]}, {"id": 2, "text": text})
    assert [text[span["start"] : span["end"]] for span in mine["spans"]] == ["regenboog"]
    assert other["spans"] == []


def test_many_texts_keep_their_order() -> None:
    answers = spans(*({"id": number, "text": f"nr {number}"} for number in range(2 * AT_ONCE + 3)))
    assert [answer["id"] for answer in answers] == list(range(2 * AT_ONCE + 3))


@pytest.mark.parametrize("line", ['{"id": 1}', "{", '["Jan Canary"]', '{"id": 1, "text": 5}'])
def test_a_wrong_line_is_named_by_its_number_only(line: str) -> None:
    with pytest.raises(UsageError, match=r"Line 2 ") as caught:
        list(detect_lines(['{"id": 1, "text": "ok"}', line]))
    assert "Canary" not in str(caught.value)


def test_the_language_is_told_or_kept_as_stated() -> None:
    answers = spans(
        {"id": 1, "text": "La patiente est suivie depuis mai."},
        {"id": 2, "text": "12345", "language": "de"},
        {"id": 3, "text": "12345"},
    )
    assert [answer["language"] for answer in answers] == ["fr", "de", "unknown"]
