"""Names of files that tell of nobody stay in a note; those that tell of somebody do not."""

import pytest

from detectors.text import find_spans


def categories(text: str) -> list[str]:
    return [span.category for span in find_spans(text)]


@pytest.mark.parametrize("text", ["handleiding_portaal.pdf staat online", "Foutcode 0x80070035 blijft komen"])
def test_what_tells_of_nobody_stays(text: str) -> None:
    assert categories(text) == []


@pytest.mark.parametrize(
    "text", ["zie bijlage Verwijsbrief_Peeters_Sofie.pdf", "verslag_zomer.pdf van gisteren", "attest_85073003328.docx"]
)
def test_the_name_of_a_file_that_may_tell_of_somebody_is_found(text: str) -> None:
    assert "file_name" in categories(text)
