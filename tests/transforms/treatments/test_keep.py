import pyarrow as pa
import pytest

from transforms.treatments.keep import keep


@pytest.mark.parametrize(
    ("category", "written", "expected"),
    [
        ("number", "12", 12.0),
        ("number", "-3,5", -3.5),
        ("number", "1.234.567,8", 1234567.8),
        ("number", "1 234", 1234.0),
        ("amount", "€ 1.250", 1250.0),
        ("amount", "12,50 EUR", 12.5),
        ("flag", "Oui", True),
        ("flag", "nee", False),
        ("lab_value", "<0,1", "<0.1"),
        ("lab_value", "120 - 160", "120 - 160"),
        ("lab_value", "pmol/L", "pmol/L"),
        ("lab_value", "14,2 g/dL", "14.2 g/dL"),
        ("lab_value", "H", "H"),
        ("lab_value", "AB Rh+", "AB Rh+"),
        ("procedure", "Mastectomie\nHysterectomie", "Mastectomie\nHysterectomie"),
        ("duration", "64:00:00", "64:00:00"),
        ("duration", "30 min", "30 min"),
        ("medication", "Progynova 2 mg", "Progynova 2 mg"),
        ("medical_condition", "F64.0", "F64.0"),
    ],
)
def test_a_cell_that_fits_its_category_is_typed(clinic, category, written, expected):
    treated = keep(pa.array([written]), clinic.cells(category, [0]))
    assert treated.values.to_pylist() == [expected]
    assert not treated.withheld


@pytest.mark.parametrize(
    ("category", "written"),
    [
        ("number", "zie brief"),
        ("number", "85073003328"),
        ("amount", "BE68 5390 0754 7034"),
        ("flag", "Sofie"),
        ("lab_value", "Jan Peeters belde op 3/5"),
        ("duration", "tot ze beter is"),
        ("medication", "x" * 121),
        ("medication", "a\n" * 301),
        ("label", "Sofie wil niet gebeld worden"),
    ],
)
def test_a_cell_that_does_not_look_like_its_column_is_withheld(clinic, category, written):
    treated = keep(pa.array([written]), clinic.cells(category, [0]))
    assert treated.values.to_pylist() == [None]
    assert treated.withheld == {"not-in-category": 1}


def test_a_label_is_what_at_least_three_people_share(clinic):
    cells = clinic.cells("label", [0, 1, 2], frequent=pa.array(["open", "closed"]))
    treated = keep(pa.array(["open", "closed", "Sofie Peeters"]), cells)
    assert treated.values.to_pylist() == ["open", "closed", None]
    assert treated.withheld == {"not-in-category": 1}


def test_tags_in_one_cell_are_judged_one_by_one(clinic):
    cells = clinic.cells("label", [0, 1, 2], frequent=pa.array(["vip", "new"]))
    assert keep(pa.array(["vip, new", "new", "vip, Sofie"]), cells).values.to_pylist() == ["vip, new", "new", None]


def test_without_a_survey_a_label_must_stand_in_three_rows(clinic):
    treated = keep(pa.array(["open"] * 3 + ["closed"] * 2), clinic.cells("label", [0] * 5))
    assert treated.values.to_pylist() == ["open"] * 3 + [None] * 2


def test_a_term_that_holds_a_known_identifier_is_withheld(clinic, known_words):
    cells = clinic.cells("procedure", [0, 0], known=known_words("Peeters"))
    treated = keep(pa.array(["mastectomie", "mastectomie dr. Peeters"]), cells)
    assert treated.values.to_pylist() == ["mastectomie", None]
    assert treated.withheld == {"known-identifier": 1}


def test_a_term_in_which_a_recognizer_finds_an_identifier_is_withheld(clinic):
    treated = keep(
        pa.array(["diabetes", "diabetes, mail naar sofie@uza.be"]), clinic.cells("medical_condition", [0, 0])
    )
    assert treated.values.to_pylist() == ["diabetes", None]
    assert treated.withheld == {"personal-data": 1}


def test_empty_cells_are_empty_and_not_withheld(clinic):
    treated = keep(pa.array(["", "  ", None]), clinic.cells("number", [0, 0, 0]))
    assert treated.values.null_count == 3
    assert not treated.withheld


def test_the_type_does_not_depend_on_the_cells_of_a_batch(clinic):
    for category, kind in (("number", pa.float64()), ("flag", pa.bool_()), ("label", pa.string())):
        assert keep(pa.array([None], pa.string()), clinic.cells(category, [0])).values.type == kind
