"""Exports whose cells hold character references of HTML are read as they were typed, in whichever format."""

import json

import pytest

TYPED = {"naam": "Zoë D'Hondt", "vraag": "R&D, 3 < 4?", "leeg": ""}
ESCAPED = {"naam": "Zo&euml; D&#039;Hondt", "vraag": "R&D, 3 &lt; 4?", "leeg": ""}


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_table(read, rows, quote):
    cells = (f"{quote}{cell}{quote}" for cell in ESCAPED.values())
    done = read("naam|vraag|leeg\n" + "|".join(cells) + "\nAn||x\n", "x/lijst.csv")
    assert rows(done)[0] == TYPED


def test_json(read, rows):
    assert rows(read(json.dumps([ESCAPED | {"leeg": None}]), "x/lijst.json"))[0] == TYPED | {"leeg": None}
