import datetime as dt

import pyarrow as pa
import pytest

from detectors.findings import Span
from transforms.treatments import redact as module
from transforms.treatments.placeholders import Acquaintances, Placeholders
from transforms.treatments.redact import redact


@pytest.fixture
def marked(monkeypatch):
    """Finds what a text marks as {category:value}; for the marks themselves see ``note``."""
    found = {}

    def note(marked_text):
        text, spans = "", []
        for piece in marked_text.replace("}", "{").split("{"):
            category, colon, value = piece.partition(":")
            if colon and category.isidentifier():
                spans.append(Span(len(text), len(text) + len(value), category, 0.9, "test"))
                text += value
            else:
                text += piece
        found[text] = spans
        return text

    monkeypatch.setattr(module, "find_spans_of", lambda texts, subjects, people: [found[text] for text in texts])  # noqa: ARG005
    return note


def redacted(clinic, text, known=()):
    people = clinic.people([dt.date(1980, 1, 1)], known=[(0, *each) for each in known])
    return redact(pa.array([text]), clinic.cells("clinical_note", [0], people))


def test_people_are_numbered_in_the_order_of_the_text(clinic, marked):
    text = marked(
        "{person_name:Piet} en {person_name:Jan} wonen bij {person_name:Jan Maes}, niet bij {person_name:PIET}."
    )
    assert redacted(clinic, text).values.to_pylist() == [
        "[person 1] en [person 2] wonen bij [person 2], niet bij [person 1]."
    ]


def test_the_subject_is_one_person_under_every_name_and_a_former_name_is_not_told_apart(clinic, marked):
    known = [("person_name", "Sofie Peeters"), ("former_name", "Jan"), ("family_member_name", "Ria Maes")]
    text = marked("{person_name:Sofie} ({former_name:Jan Peeters}), met {person_name:Ria}; {former_name:Luc} belde.")
    assert redacted(clinic, text, known).values.to_pylist() == [
        "[person 1] ([person 1]), met [relative 1]; [person 2] belde."
    ]


def test_medicine_stays_and_identifiers_go(clinic, marked):
    text = marked(
        "{medication:Progynova} {lab_value:2 mg}, bel {phone:0470 12 34 56} of {email:a@b.be}, RR {national_number:x}"
    )
    assert redacted(clinic, text).values.to_pylist() == [
        "Progynova 2 mg, bel [phone] of [e-mail], RR [national number]"
    ]


def test_dates_move_with_the_subject_and_birth_dates_go(clinic, marked):
    text = marked(
        "Op {event_date:03/05/2021} en {event_date:13/05/2021}, geboren {birth_date:12-3-85}, in {event_date:mei}"
    )
    note = redacted(clinic, text).values[0].as_py()
    shift = dt.timedelta(days=int(clinic.cells("clinical_note", [0]).shifts[0]))
    moved = [(dt.date(2021, 5, day) + shift).strftime("%d/%m/%Y") for day in (3, 13)]
    assert note == f"Op {moved[0]} en {moved[1]}, geboren [birth date], in [date]"


def test_ages_stay_up_to_ninety(clinic, marked):
    text = marked("{age:34-jarige}, grootmoeder {age:93 jaar}")
    assert redacted(clinic, text).values.to_pylist() == ["34-jarige, grootmoeder 90+ jaar"]


def test_a_note_that_still_holds_a_known_identifier_is_withheld(clinic, marked, known_words):
    people = clinic.people([dt.date(1980, 1, 1)])
    cells = clinic.cells("clinical_note", [0], people, known=known_words("Maes"))
    treated = redact(pa.array([marked("mijn zus Ria Maes")]), cells)
    assert treated.values.to_pylist() == [None]
    assert treated.withheld == {"known-identifier": 1}


def test_the_same_text_of_two_people_is_redacted_for_each(clinic, marked):
    known = [(0, "family_member_name", "Sofie"), (1, "family_member_name", "Tom")]
    people = clinic.people([dt.date(1980, 1, 1)] * 2, known=known)
    text = marked("{person_name:Sofie} sprak {person_name:Tom}")
    cells = clinic.cells("clinical_note", [1, 0, 1], people)
    assert redact(pa.array([text, text, None]), cells).values.to_pylist() == [
        "[person 1] sprak [relative 1]",
        "[relative 1] sprak [person 1]",
        None,
    ]


def test_real_recognizers_feed_the_redaction(clinic):
    treated = redacted(clinic, "Mail sofie@uza.be, RR 85.07.30-033.28, start Progynova 2 mg.")
    assert treated.values.to_pylist() == ["Mail [e-mail], RR [national number], start Progynova 2 mg."]


KNOWN = [
    ("person_name", "Sofie Peeters"), ("family_member_name", "Ria Maes"), ("family_member_name", "Luc Peeters"),
    ("national_number", "85073003328"), ("record_id", "PAT-00123"), ("insurance_number", "130/4455667/88"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{person_name:Sofie} {person_name:Peeters} belde.", "[person 1] belde."),
        ("{person_name:Peeters}, {person_name:Sofie}", "[person 1]"),
        ("{person_name:Ria} {person_name:Maes}; {person_name:Maes}", "[relative 1]; [relative 1]"),
        ("{person_name:Maes} en {person_name:Ria}", "[relative 1] en [relative 1]"),
        ("vader {person_name:Luc} {person_name:Peeters} en {person_name:Ria}", "vader [relative 1] en [relative 2]"),
        ("{person_name:Jan} {family_member_name:Claes}", "[relative 1]"),
        ("broer {person_name:Tom} {person_name:Peeters}", "broer [person 1]"),
        ("{person_name:An}, {person_name:Els} en {person_name:Jan}", "[person 1], [person 2] en [person 3]"),
        ("{provider_name:dr. An} {provider_name:Bo} en {provider_name:Bo}", "[care provider 1] en [care provider 1]"),
        ("{postal_code:9000} {municipality:Gent}", "[place]"),
        ("{event_date:3/2} {event_date:4/2}", "[date] [date]"),
    ],
)  # fmt: skip
def test_the_parts_of_one_mention_get_one_placeholder(clinic, marked, text, expected):
    assert redacted(clinic, marked(text), KNOWN).values.to_pylist() == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RR {record_id:850730 033 28}", "RR [national number]"),
        ("RR {phone:85.07.30-033.28}", "RR [national number]"),
        ("dossier {record_id:pat-00123}", "dossier [record id]"),
        ("lidnr {phone:130/4455667/88}", "lidnr [insurance number]"),
    ],
)
def test_a_known_number_is_called_what_it_is(clinic, marked, text, expected):
    assert redacted(clinic, marked(text), KNOWN).values.to_pylist() == [expected]


def test_everybody_is_looked_for_in_the_notes_of_anybody(clinic):
    known = [(0, "person_name", "Sofie Zwartjens"), (1, "person_name", "Roos"), (1, "family_name", "Blommekes")]
    people = clinic.people([dt.date(1980, 1, 1)] * 2, known=known)
    note = pa.array(["sofie kwam met roos blommekes; geen roos op de huid"])
    assert redact(note, clinic.cells("clinical_note", [0], people)).values.to_pylist() == [
        "[person 1] kwam met [person 2]; geen roos op de huid"
    ]


def test_where_too_much_is_known_the_subjects_of_the_batch_are_still_found(clinic, monkeypatch):
    monkeypatch.setattr("transforms.people.MOST_AT_ONCE", 0)
    assert redacted(clinic, "roos kwam", [("person_name", "Roos")]).values.to_pylist() == ["[person 1] kwam"]


def test_a_house_number_is_not_looked_for_in_doses_and_dates(clinic):
    known = [("street_address", "4"), ("street_address", "Kerkstraat"), ("record_id", "12")]
    note = redacted(clinic, "Neemt 4 mg Progynova, 12 weken. Woont Kerkstraat 4.", known)
    assert note.values.to_pylist() == ["Neemt 4 mg Progynova, 12 weken. Woont [address]."]


def test_a_known_street_is_an_address_with_its_number_and_no_person(clinic, marked):
    known = [("street_address", "Sint-Annastraat"), ("person_name", "Sofie Peeters")]
    text = marked("{person_name:Sint-Annastraat} 253 bus B12, {municipality:Gent}; {person_name:Sofie} 2 mg")
    assert redacted(clinic, text, known).values.to_pylist() == ["[address], [place]; [person 1] 2 mg"]


def test_the_birth_date_of_the_subject_is_no_event(clinic, marked):
    text = marked("°{event_date:01/01/1980} of {event_date:1 januari 1980} of {event_date:1980-01-01}")
    assert redacted(clinic, text).values.to_pylist() == ["°[birth date] of [birth date] of [birth date]"]


@pytest.mark.parametrize(
    ("written", "form"), [("12/02/2026", "%d/%m/%Y"), ("2026-02-12", "%Y-%m-%d"), ("12.02.2026", "%d.%m.%Y")]
)
def test_a_moved_date_keeps_its_form(clinic, marked, written, form):
    days = dt.timedelta(days=int(clinic.cells("clinical_note", [0]).shifts[0]))
    note = redacted(clinic, marked(f"controle {{event_date:{written}}} om 10:30")).values[0].as_py()
    assert note == f"controle {(dt.date(2026, 2, 12) + days).strftime(form)} om 10:30"


def test_a_title_or_a_part_of_a_name_does_not_make_another_person():
    placeholders = Placeholders(Acquaintances())
    given = [placeholders.of("provider_name", name) for name in ("dr. An Claes", "Claes", "Dr Claes", "Bos")]
    assert given == ["[care provider 1]"] * 3 + ["[care provider 2]"]


def test_a_column_without_notes_is_a_column_without_notes(clinic):
    treated = redact(pa.array([None, ""], pa.string()), clinic.cells("clinical_note", [0, 0]))
    assert treated.values.to_pylist() == [None, None]
    assert not treated.withheld
