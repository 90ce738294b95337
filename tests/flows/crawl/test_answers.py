from __future__ import annotations

import json

from flows.crawl.answers import by_question


def question(text: str, kind: str, answer: object = None, **more: object) -> dict:
    found = {"text": text, "type": kind, "name": "n", "order": "1", **more}
    return found if answer is None else found | {"answer": answer}


def test_a_question_without_answer_is_a_null_column():
    assert by_question({"16": question("Verwijzer", "control_textbox")}) == {"Verwijzer": None}


def test_layout_is_no_column():
    assert by_question({"1": question("Formulier", "control_head"), "2": question("Stuur", "control_button")}) == {}


def test_telephone_numbers_are_put_together():
    assert by_question({"1": question("GSM", "control_phone", {"area": "0475", "phone": "12 34 94"})}) == {
        "GSM": "0475 12 34 94"
    }
    assert by_question({"1": question("GSM", "control_phone", {"full": "0475 12 34 94"})}) == {"GSM": "0475 12 34 94"}


def test_dates_and_times_become_iso():
    answer = {"year": "2024", "month": "3", "day": "9", "hour": "1", "min": "05", "ampm": "PM"}
    assert by_question({"1": question("Afspraak", "control_datetime", answer)}) == {"Afspraak": "2024-03-09 13:05"}
    time = {"hourSelect": "12", "minuteSelect": "30", "ampm": "AM"}
    assert by_question({"1": question("Uur", "control_time", time)}) == {"Uur": "00:30"}


def test_a_date_left_open_is_empty_and_an_odd_one_is_kept_in_parts():
    blank = {"year": "", "month": "", "day": ""}
    assert by_question({"1": question("D", "control_datetime", blank)}) == {"D": ""}
    odd = {"year": "1980", "month": "", "day": ""}
    assert by_question({"1": question("D", "control_datetime", odd)})["D.year"] == "1980"


def test_ticked_boxes_are_lines_and_objects_stay_a_list():
    assert by_question({"1": question("Ingreep", "control_checkbox", ["FFS", "Stem"])}) == {"Ingreep": "FFS\nStem"}
    assert by_question({"1": question("Lijst", "control_widget", [{"a": "b"}])}) == {"Lijst": [{"a": "b"}]}


def test_a_matrix_has_a_column_per_row():
    answer = {"Oestradiol\t": "2 mg", "Cyproteron": ["10 mg", "1x"]}
    pretty = {"prettyFormat": "<table><tr><td>2 mg</td></tr></table>"}
    assert by_question({"1": question("Medicatie", "control_matrix", answer, **pretty)}) == {
        "Medicatie.Oestradiol": "2 mg",
        "Medicatie.Cyproteron": "10 mg\n1x",
    }


def test_text_is_unescaped_and_labels_lose_their_markup():
    assert by_question({"1": question("<b>Naam</b>&nbsp;en&#039;s", "control_textbox", "I&#039;ll &lt;come&gt;")}) == {
        "Naam en's": "I'll <come>"
    }


def test_questions_of_one_label_are_two_columns():
    found = by_question({"1": question("Naam", "control_textbox", "a"), "2": question("Naam", "control_textbox", "b")})
    assert found == {"Naam": "a", "Naam_2": "b"}


def test_what_is_not_known_of_an_answer_is_kept():
    assert by_question({"1": question("X", "control_new", "a", score="9")}) == {"X": "a", "X.score": "9"}


def test_submissions_become_rows_of_one_form(read, rows):
    submission = {
        "id": "5012088400000000000",
        "form_id": "2",
        "ip": "192.0.2.1",
        "created_at": "2024-03-19 20:00:00",
        "answers": {
            "3": question("Officiële naam", "control_fullname", {"first": "Sien", "last": "Maes"}),
            "4": question("Vragen", "control_widget", [{"q": "a"}]),
        },
    }
    done = read(json.dumps({"responseCode": 200, "content": [submission]}), "jotform/intake_submissions.json")
    (row,) = rows(done, "jotform.intake")
    assert row["id"] == "5012088400000000000"
    assert row["Officiële naam.last"] == "Maes"
    assert rows(done, "jotform.intake.Vragen") == [{"q": "a"}]
