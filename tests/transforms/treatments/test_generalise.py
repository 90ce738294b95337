import datetime as dt

import pyarrow as pa
import pytest

from transforms.treatments.generalise import generalise


@pytest.mark.parametrize(
    ("category", "level", "role", "written", "expected"),
    [
        ("birth_date", "year", "dmy", "30/07/1985", 1985),
        ("birth_date", "year", "dmy", "30/07/1919", 1936),
        ("birth_date", "band5", "dmy", "30/07/1985", "40-44"),
        ("birth_date", "band10", "dmy", "01/01/1936", "90+"),
        ("birth_date", "band10", "dmy", "02/01/1936", "80-89"),
        ("age", "band10", "", "34 jaar", "30-39"),
        ("age", "band5", "", "97", "90+"),
        ("event_date", "month", "ymd", "2025-03-09 10:30", "2025-03"),
        ("event_date", "quarter", "dmy", "09/11/2025", "2025-Q4"),
        ("event_date", "year", "dmy", "09/11/2025", 2025),
        ("postal_code", "province", "", "9000", "East Flanders"),
        ("postal_code", "region", "", "B-4000", "Wallonia"),
        ("municipality", "province", "", "Gand", "East Flanders"),
        ("municipality", "region", "", "ELSENE", "Brussels"),
        ("profession", "isco", "", "Infirmière à domicile", "2 Professionals"),
        ("profession", "isco", "", "vrachtwagenchauffeur", "8 Plant and machine operators"),
        ("procedure", "procedure_group", "", "Totale laparoscopische hysterectomie", "hysterectomy and oophorectomy"),
        ("url", "page", "", "https://clinic.example/faq/hormonen?mail=a@b.be", "/faq"),
        ("user_agent", "browser", "", "Mozilla/5.0 (X11; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox"),
    ],
)
def test_a_value_comes_to_its_level(clinic, category, level, role, written, expected):
    treated = generalise(pa.array([written]), clinic.cells(category, [0], level=level, role=role))
    assert treated.values.to_pylist() == [expected]
    assert not treated.withheld


@pytest.mark.parametrize(
    ("category", "level", "written", "reason"),
    [
        ("postal_code", "province", "1012 AB", "not-in-category"),
        ("postal_code", "province", "9999", "not-in-category"),
        ("profession", "isco", "Jan Peeters", "not-in-category"),
        ("age", "band10", "geboren in Gent", "not-in-category"),
        ("event_date", "month", "morgen", "unparsable-date"),
        ("url", "page", "https://clinic.example/9f8a7c66e1/token", "not-in-category"),
    ],
)
def test_what_has_no_place_at_the_level_is_withheld(clinic, category, level, written, reason):
    treated = generalise(pa.array([written]), clinic.cells(category, [0], level=level, role="dmy"))
    assert treated.values.to_pylist() == [None]
    assert treated.withheld == {reason: 1}


def test_the_oldest_are_one_group_on_the_reference_date_not_on_the_day_of_the_run(clinic):
    clinic.as_of = dt.date(2040, 1, 1)
    treated = generalise(pa.array(["30/07/1940"]), clinic.cells("birth_date", [0], level="year", role="dmy"))
    assert treated.values.to_pylist() == [1950]
