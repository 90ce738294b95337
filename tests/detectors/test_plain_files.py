"""Names of files that tell of nobody stay in a note; those that tell of somebody do not."""

import pytest

from detectors.text import find_spans


def categories(text: str) -> list[str]:
    return [span.category for span in find_spans(text)]


def test_the_name_of_a_file_of_plain_words_stays() -> None:
    assert categories("handleiding_portaal.pdf staat online") == []


@pytest.mark.parametrize(
    "text", ["zie bijlage Verwijsbrief_Peeters_Sofie.pdf", "verslag_zomer.pdf van gisteren", "handleiding_20481.pdf"]
)
def test_the_name_of_a_file_that_may_tell_of_somebody_is_found(text: str) -> None:
    assert "file_name" in categories(text)
