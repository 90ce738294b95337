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
        ("lab_value", "< 50", "< 50"),
        ("lab_value", "7 - 41", "7 - 41"),
        ("lab_value", "> 1,2", "> 1.2"),
        ("lab_value", "10^9/L", "10^9/L"),
        ("lab_value", "88 mL/min/1,73 m²", "88 mL/min/1.73 m²"),
        ("lab_value", "142 mmHg", "142 mmHg"),
        ("lab_value", "18 /min", "18 /min"),
        ("lab_value", "120/80", "120/80"),
        ("lab_value", "O neg", "O neg"),
        ("lab_value", "A+", "A+"),
        ("lab_value", "Négatif", "Négatif"),
        ("lab_value", "nicht nachweisbar", "nicht nachweisbar"),
        ("lab_value", "12,4 (H)", "12.4 (H)"),
        ("lab_value", "1:160", "1:160"),
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
        ("lab_value", "12 Peeters"),
        ("lab_value", "Sofie"),
        ("lab_value", "44 zqk"),
        ("lab_value", "0470123456"),
        ("lab_value", "85073003328"),
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
    shared = pa.array(["mastectomie dr. Peeters"])
    cells = clinic.cells("procedure", [0, 0], known=known_words("Peeters"), frequent=shared)
    treated = keep(pa.array(["mastectomie", "mastectomie dr. Peeters"]), cells)
    assert treated.values.to_pylist() == ["mastectomie", None]
    assert treated.withheld == {"known-identifier": 1}


def test_a_term_in_which_a_recognizer_finds_an_identifier_is_withheld(clinic):
    shared = pa.array(["mail naar sofie@uza.be"])
    cells = clinic.cells("medical_condition", [0, 0], frequent=shared)
    treated = keep(pa.array(["diabetes", "diabetes, mail naar sofie@uza.be"]), cells)
    assert treated.values.to_pylist() == ["diabetes", None]
    assert treated.withheld == {"personal-data": 1}


def test_empty_cells_are_empty_and_not_withheld(clinic):
    treated = keep(pa.array(["", "  ", None]), clinic.cells("number", [0, 0, 0]))
    assert treated.values.null_count == 3
    assert not treated.withheld


def test_the_type_does_not_depend_on_the_cells_of_a_batch(clinic):
    for category, kind in (("number", pa.float64()), ("flag", pa.bool_()), ("label", pa.string())):
        assert keep(pa.array([None], pa.string()), clinic.cells(category, [0])).values.type == kind


TERM_CATEGORIES = ("medication", "procedure", "medical_condition", "diet", "lab_test")


@pytest.mark.parametrize("category", TERM_CATEGORIES)
@pytest.mark.parametrize(
    "written",
    ["Zqkanarie", "Peeters", "Sofie", "Progynova Peeters", "Mevrouw Van den Berghe", "sofie@uza.be", "0470 12 34 56",
     "Kowalczyk 2 mg", "Progynova 12/03/1985", "vegetarisch, Zqkanarie", "Mark De Wolf", "An Hart", "diabetes\nSofie"],
)  # fmt: skip
def test_a_term_with_a_word_that_nobody_knows_is_withheld(clinic, category, written):
    treated = keep(pa.array([written]), clinic.cells(category, [0], frequent=pa.array(["vegetarisch"])))
    assert treated.values.to_pylist() == [None]
    assert treated.withheld == {"not-in-category": 1}


@pytest.mark.parametrize(
    ("category", "written"),
    [
        ("medication", "Decapeptyl 11,25 mg"), ("medication", "D-Cure 25 000 IE"), ("medication", "Fero-Gradumet"),
        ("medication", "1000 mg IM om de 14 weken"), ("medication", "1 comprimé le soir"), ("medication", "1-0-1"),
        ("medication", "G03CA03"), ("medication", "Sertralin 50 mg"), ("medication", "oméprazole 20mg 1x/j"),
        ("procedure", "Chondrolaryngoplastie"), ("procedure", "0W4N0Z1"), ("procedure", "Falloplastiek (RFF)"),
        ("procedure", "Augmentation mammaire"), ("procedure", "Brustvergrößerung"), ("procedure", "top surgery"),
        ("medical_condition", "F64.0"), ("medical_condition", "Ziekte van Crohn"), ("medical_condition", "Asthme"),
        ("medical_condition", "Hashimoto thyroïditis"), ("medical_condition", "wonddehiscentie"),
        ("medical_condition", "Diabetes mellitus type 2"), ("medical_condition", "geen"),
        ("diet", "geen varkensvlees"), ("diet", "sans gluten"), ("diet", "koosjer"), ("diet", "vegan"),
        ("lab_test", "25-OH vitamine D"), ("lab_test", "2986-8"), ("lab_test", "ALT (GPT)"), ("lab_test", "LH"),
    ],
)  # fmt: skip
def test_a_term_of_known_words_stays_even_when_one_person_has_it(clinic, category, written):
    treated = keep(pa.array([written]), clinic.cells(category, [0], frequent=pa.array([], pa.string())))
    assert treated.values.to_pylist() == [written]


def test_a_term_that_three_people_share_stays_whatever_its_words(clinic):
    cells = clinic.cells("medication", [0, 1], frequent=pa.array(["Zqkanax"]))
    assert keep(pa.array(["Zqkanax", "Zqkanix"]), cells).values.to_pylist() == ["Zqkanax", None]
