"""What is called harmless has evidence of its own: keys, logins and pseudonyms under innocent headers have none."""

import random

import pyarrow as pa
import pytest

from detectors.columns import classify
from detectors.evidence.observation import observe
from detectors.taxonomy import BY_NAME

INNOCENT = (
    "aantal",
    "count",
    "level",
    "code",
    "kanaal",
    "score",
    "Stufe",
    "canal",
    "field_4",
    "bedrag",
    "duur",
    "type",
)


def called(header: str, cells: list[str]) -> str:
    return classify(header, observe(pa.array(cells))).category


def kinds_called(cells: list[str]) -> set[str]:
    return {BY_NAME[called(header, cells)].kind[0] for header in INNOCENT}


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([str(number) for number in range(1, 41)], id="runs on from one"),
        pytest.param([str(number) for number in range(1001, 1041)], id="runs on from a thousand"),
        pytest.param([str(100 + number * 7919 % 900) for number in range(40)], id="three digits in no order"),
        pytest.param([str(1000 + number * 7919 % 9000) for number in range(12)] * 4, id="four digits that come back"),
        pytest.param(["4711", "9035", "2284"] * 20, id="three patients"),
        pytest.param(["JPM85", "AVD91", "KTR02", "SLM77", "BGO63", "WNE99"] * 3, id="initials and year"),
        pytest.param(["QWKZPT", "LMXRVB", "TTGHQA", "ZPOWUE", "BNVCXM", "HJKLRT"], id="capitals drawn at random"),
        pytest.param(["jpeeters", "avandamme", "kdewulf", "mbakkali"] * 30, id="logins of staff"),
        pytest.param(["CLINIC\\jpeeters", "CLINIC\\avandamme", "CLINIC\\kdewulf"] * 30, id="logins of a domain"),
        pytest.param(["vlindervos", "kaktuslune", "xnachtx", "kiwipapillon", "zeehondje", "wolkje_9"], id="handles"),
        pytest.param(["JDP", "AVD", "KDW", "MBK"] * 20, id="initials of staff"),
    ],
)
def test_no_innocent_header_makes_them_harmless(cells: list[str]) -> None:
    assert "A" not in kinds_called(cells)


@pytest.mark.parametrize(
    ("header", "cells", "category"),
    [
        ("aantal", ["1", "2", "2", "3", "0", "1", "12", "2", "1", "4"] * 4, "number"),
        ("pageviews", ["12", "340", "18022", "7", "1204", "98", "55012", "431", "3", "2208"], "number"),
        ("bedrag", ["150", "75", "1200", "300", "45", "90", "600", "250", "25", "500"], "amount"),
        ("status", ["wacht op klant", "open", "terugbellen", "in behandeling", "afgesloten"] * 3, "label"),
        ("kolom_3", ["Bancontact", "overschrijving", "Visa", "contant"] * 6, "label"),
        ("field_2", ["eerste consult", "controleafspraak", "telefonisch consult", "nazorg"] * 5, "label"),
        ("Kamer", ["Kamer 12", "Kamer 14", "OK 2", "spreekkamer 1", "verkoeverzaal"] * 4, "label"),
        ("tags", ["hormonen, factuur", "vip", "terugbellen, vip", "klacht", "factuur, terugbellen"] * 4, "label"),
        ("Lengte (cm)", ["178", "159", "161", "181", "188", "184", "172", "169", "163", "166"], "medical_condition"),
    ],
)
def test_what_proves_to_be_harmless_stays_so(header: str, cells: list[str], category: str) -> None:
    assert called(header, cells) == category


@pytest.mark.parametrize("header", ["dienst", "type afspraak", "soort", "veld3"])
def test_operations_under_a_header_of_choices_stay_health(header: str) -> None:
    assert called(header, ["vaginoplastie", "mastectomie", "FFS", "phalloplastie", "orchidectomie"] * 4) == "procedure"


def test_a_product_is_a_drug_only_where_it_is_one() -> None:
    assert called("product name", ["Progynova 2 mg", "Oestrogel", "Androcur 10 mg", "Sustanon 250"] * 3) == "medication"
    assert called("product name", ["handschoenen", "kompressen", "thermometer", "koffie"] * 4) == "label"


def test_a_remark_of_single_unknown_words_may_be_a_login() -> None:
    cells = ["jpeeters", "avandamme", "kdewulf", "mbakkali", "tclaesen", "rnguyenx"]
    assert called("opmerking", cells * 2) == "unknown"


def test_a_mail_about_care_is_no_clinical_note() -> None:
    asked = ["Bonjour, je dois déplacer mon opération prévue en mai, merci de me rappeler.",
             "Hallo, ik had gisteren een afspraak voor mijn hormonen, kan dat morgen nog?",
             "Could you please tell me when my surgery is, I need it for my employer?"] * 4  # fmt: skip
    assert called("veld2", asked) == "free_text"
    noted = ["Wonde droog, hechtingen verwijderd, geen tekens van infectie. Controle over 6 weken.",
             "ATCD: appendicectomie, tabac 0, allergie: néant. TA 12/7, examen sans particularité.",
             "Beleid: dosis oestradiol verhogen naar 4 mg/d, controle labo over 6 weken."] * 4  # fmt: skip
    assert called("veld2", noted) == "clinical_note"


def test_sizes_of_files_are_no_keys_though_each_is_its_own() -> None:
    dice = random.Random(5)
    assert called("file_size", [str(int(dice.lognormvariate(9, 3))) for _ in range(60)]) == "number"
