"""The shape of a JSON file is told from its head, which ends anywhere."""

import json

import pytest

from flows.crawl.json_outline import outline_of

TICKET = {
    "id": 24000,
    "subject": "Factuur, tweede \\ herinnering",
    "description": 'Beste, [zie bijlage] {kopie}, hij zei "neen", niet "ja"\n, groeten',
    "status": 2,
    "priority": 1,
    "requester_id": 43026006586,
    "tags": ["vraag, dringend", "x"],
}


@pytest.mark.parametrize("wrapper", ["", "results"])
def test_a_head_that_ends_in_any_place_tells_what_the_records_are(wrapper):
    first = len(json.dumps({wrapper: [TICKET]}))
    whole = json.dumps({wrapper: [TICKET] * 3} if wrapper else [TICKET] * 3)
    for end in range(first, len(whole) + 1):
        found = outline_of(whole[:end], "freshdesk")
        assert found.known is not None, whole[first:end]
        assert found.known.name == "freshdesk.tickets"
        assert found.path == ((wrapper,) if wrapper else ())


def test_bytes_written_as_characters_are_seen_in_a_head_that_ends_in_a_text():
    text = json.dumps([{"naam": "Zoë, Renée en Anaïs".encode().decode("latin-1")}] * 3, ensure_ascii=False)
    assert outline_of(text[:-12], "meta").garbled
