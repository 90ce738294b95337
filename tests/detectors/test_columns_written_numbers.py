"""Numbers of people and records as people write them: no header makes them something that may be kept."""

import random

import pyarrow as pa
import pytest

from detectors.columns import classify
from detectors.evidence.observation import Observation, observe
from detectors.taxonomy import BY_NAME

HEADERS = (
    "aantal",
    "status",
    "x7",
    "type",
    "Datum",
    "medicatie",
    "gemeente",
    "postcode",
    "leeftijd",
    "browser",
    "uitslag",
)
FORMS = (
    "A/2023/####", "#9###", "2023.####", "## ###", "N° #####", "@@@@@", "@@-@@-@@", "@@@ ####", "###.###",
    "##.##.##", "nr. ####", "#### / ##", "*######*", "[#####]", "(###) ####", "Dossier #####", "Patient ###",
    "Klant ###", "@@ ## ##", "GSM: 0475######", "0475###### (moeder)", "00 32 475 ## ## ##", "p:+324########",
    "tel. werk 03/801.##.##", "0475######,0486######", "### ## ## ##", "0475 ## ## ## / 03 80# ## ##",
    "an.maes##@telenet.be (privé)", "Mail: jo##@gmail.com", "Jo Maes (jo##@gmail.com)",
    "jo.claes## @ gmail.com", "tom.claes##@gmail,com", "jo##@kliniek", "IG an###", "fb: els.maes##",
    "x_lotte##_x", "@.@.", "@@",
)  # fmt: skip


def cells(form: str, number: int) -> list[str]:
    dice = random.Random(form)
    signs = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTVWXYZ"}
    keep = "#" if form.startswith("#") else ""
    rest = form.removeprefix(keep)
    at = "@" if "@@" not in form and "@." not in form else ""
    return [
        keep + "".join(sign if sign == at else dice.choice(signs.get(sign, sign)) for sign in rest)
        for _ in range(number)
    ]


def seen(values: list[str]) -> Observation:
    return observe(pa.array(values, pa.string()))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", [8, 30])
def test_a_written_number_is_never_kept(form: str, number: int) -> None:
    column = seen(cells(form, number))
    called = {header: classify(header, column).category for header in HEADERS}
    assert not {header: name for header, name in called.items() if BY_NAME[name].kind[0] in "AQS"}


@pytest.mark.parametrize("header", ["opmerking", "remarque", "Kommentar", "notes", "verslag"])
@pytest.mark.parametrize("number", [2, 5, 9])
def test_logins_under_a_remark_are_withheld_in_the_smallest_table(header: str, number: int) -> None:
    logins = [
        "jpeeters",
        "avandamme",
        "kdewulf",
        "mbakkali",
        "tclaesen",
        "rnguyenx",
        "soukaina_b",
        "jdhondt",
        "evermeire",
    ]
    assert BY_NAME[classify(header, seen(logins[:number])).category].kind[0] not in "TAQS"


def test_a_dirty_cell_or_two_among_logins_change_nothing() -> None:
    logins = ["jpeeters", "avandamme", "kdewulf", "zie nota", "mbakkali", "tclaesen", "rnguyenx", "jdhondt", "n.v.t."]
    assert classify("opmerking", seen(logins)).category == "unknown"


@pytest.mark.parametrize("header", ["opmerking", "notes"])
@pytest.mark.parametrize("form", ["#####", "K####", "@@", "@@@", "@.@."])
def test_numbers_and_initials_are_no_remarks(header: str, form: str) -> None:
    assert classify(header, seen(cells(form, 12))).category in ("record_id", "unknown", "online_account")


def test_numbers_that_run_down_or_repeat_in_order_are_those_of_records() -> None:
    down = [str(number) for number in range(60, 0, -1)]
    lines = [str(number // 3) for number in range(60)]
    assert {classify("volgorde", seen(column)).category for column in (down, lines)} == {"record_id"}


@pytest.mark.parametrize("header", ["Ticket", "Dossier", "N°", "Patient", "factuur nr"])
def test_short_numbers_under_a_header_of_records_are_theirs(header: str) -> None:
    assert classify(header, seen([str(number * 7 % 10 + 1) for number in range(40)])).category == "record_id"
