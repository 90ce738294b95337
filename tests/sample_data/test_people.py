import re
from collections import Counter, defaultdict

from stdnum.be import ssn

from tests.sample_data import reading

PEOPLE = reading.people()
PATIENTS = [person for person in PEOPLE if person["kind"] == "patient"]


def digits(text):
    return re.sub(r"\D", "", text)


def test_every_row_of_a_sound_file_belongs_to_one_person():
    expected = {
        ("ehr/patients.csv", "ehr.patients"): len(reading.ehr("patients")),
        ("ehr/notes.csv", "ehr.notes"): len(reading.ehr("notes")),
        ("jotform/intake_2018-2024.csv", "jotform.intake"): len(reading.intake_table()),
        ("jotform/intake_submissions.json", "jotform.intake"): len(reading.submissions()),
        ("freshdesk/tickets_api.json", "freshdesk.tickets"): len(reading.load("freshdesk/tickets_api.json")),
        ("freshdesk/tickets_2025-06.xlsx", "freshdesk.tickets"): sum(
            len(rows) - 1
            for title, (_, rows) in reading.sheets("freshdesk/tickets_2025-06.xlsx").items()
            if title != "Pivot"
        ),
        ("keap/contacts.json", "keap.contacts"): len(reading.load("keap/contacts.json")["contacts"]),
    }
    owned = Counter((r["file"], r["table"]) for p in PEOPLE for r in p["records"] for _ in r["rows"])
    assert {key: owned[key] for key in expected} == expected


def test_record_numbers_point_at_the_right_rows():
    patients, notes = reading.ehr("patients"), reading.ehr("notes")
    intake = reading.intake_table()
    for person in PATIENTS:
        [(_, row)] = reading.rows_of(person, "ehr.patients")
        assert patients[row - 1]["patient_id"] == person["patient_id"]
        assert {notes[row - 1]["patient_id"] for _, row in reading.rows_of(person, "ehr.notes")} <= {
            person["patient_id"]
        }
        for file, row in reading.rows_of(person, "jotform.intake"):
            if file.endswith(".csv"):
                assert intake[row - 1]["E-mail"] in person["emails"]


def test_changed_numbers_keep_the_birth_date_and_flip_the_parity():
    changed = [p for p in PATIENTS if p["number_changed"] and "bis" not in p["oddities"]]
    assert len(changed) > 40
    for person in changed:
        old, new = person["national_numbers"]
        assert ssn.is_valid(old)
        assert ssn.is_valid(new)
        assert old[:6] == new[:6]
        assert int(old[6:9]) % 2 != int(new[6:9]) % 2


def test_old_records_show_former_names_and_old_numbers():
    intake = reading.intake_table()
    former = {p["former_name"] for p in PATIENTS if p["name_changed"]}
    assert sum(row["Officiële naam"] in former for row in intake) > 15
    old = {p["national_numbers"][0] for p in PATIENTS if p["number_changed"]}
    assert sum(digits(row["Rijksregisternummer"]) in old for row in intake) > 5
    assert any(number in digits(row["note"]) for row in reading.ehr("notes") for number in old)
    keap = reading.comma("keap/contact_table_2021.csv")
    assert sum(f"{row['FirstName']} {row['LastName']}" in former for row in keap) > 8
    tickets = reading.ticket_list()
    assert sum(row["Full name"] in former for row in tickets) > 8


def test_the_record_system_shows_current_names_and_numbers():
    by_id = {row["patient_id"]: row for row in reading.ehr("patients")}
    for person in PATIENTS:
        row = by_id[person["patient_id"]]
        if person["national_numbers"]:
            assert digits(row["national_number"]) == person["national_numbers"][-1]
        if person["name_changed"]:
            assert row["first_name"] == row["chosen_name"]


def test_families_share_phone_and_mail_and_homonyms_only_the_name():
    rows = reading.ehr("patients")
    mails = defaultdict(list)
    for row in rows:
        mails[row["email"]].append(row)
    shared = [group for group in mails.values() if len(group) > 1]
    assert len(shared) >= 7
    assert any(len({row["birth_date"] for row in group}) == 1 for group in shared), "twins"
    assert any(len({row["birth_date"] for row in group}) == 2 for group in shared), "partners"
    names = defaultdict(set)
    for row in rows:
        names[row["first_name"], row["last_name"]].add((row["birth_date"], row["email"]))
    assert sum(len(group) > 1 for group in names.values()) >= 5


def test_parents_write_from_the_address_in_the_record_of_their_child():
    relatives = [person for person in PEOPLE if person["kind"] == "relative"]
    by_key = {person["person"]: person for person in PEOPLE}
    assert sum(bool(person["records"]) for person in relatives) > 8
    assert all(set(person["emails"]) & set(by_key[person["relative_of"]]["emails"]) for person in relatives)


def test_consents_leave_enough_people_and_every_kind_of_refusal():
    standing = Counter(
        (person["research_consent"], person["minor"], person["parental_consent"], person["objected"])
        for person in PATIENTS
    )
    assert standing[True, False, None, False] > 180
    assert {parental for _, minor, parental, _ in standing if minor} == {True, False}
    assert any(objected for *_, objected in standing)
    withdrawn = [p for p in PATIENTS if [said["agreed"] for said in p["research_statements"]] == [True, False]]
    assert {p["research_statements"][-1]["where"] for p in withdrawn} == {"ehr", "unticked"}
    assert all(not p["research_consent"] for p in withdrawn)


def test_the_latest_form_says_what_the_truth_says():
    answered = {}
    for file, rows in (("csv", reading.intake_table()), ("json", reading.submissions())):
        answered[file] = [
            bool(r["Wetenschappelijk onderzoek"] if file == "csv" else reading.answers(r)["researchConsent"])
            for r in rows
        ]
    for person in PATIENTS:
        if person["research_statements"] and person["research_statements"][-1]["where"] == "unticked":
            latest, row = reading.rows_of(person, "jotform.intake")[-1]
            assert answered[latest.rsplit(".", 1)[1]][row - 1] is False


def test_the_rare_numbers_are_there():
    oddities = Counter(oddity for person in PATIENTS for oddity in person["oddities"])
    assert oddities["bis"] >= 8
    assert oddities["bis replaced"] == 2
    assert oddities["birth day unknown"] == 2
    without = [person for person in PATIENTS if not person["national_numbers"]]
    assert len(without) == oddities["no national number"] == 9
    assert sum(bool(person["foreign_number"]) for person in without) == 7


def test_a_mistyped_number_is_among_the_forms():
    typed = [digits(row["Rijksregisternummer"]) for row in reading.intake_table()]
    typed += [digits(reading.answers(form)["nrn"]) for form in reading.submissions()]
    assert any(len(number) == 11 and not ssn.is_valid(number) for number in typed)


def test_letters_outside_cp1252_survive_elsewhere_only():
    shown = {person["name"] for person in PATIENTS} - {
        f"{r['chosen_name'] or r['first_name']} {r['last_name']}" for r in reading.ehr("patients")
    }
    assert any("ş" in name or "ı" in name or "ń" in name for name in shown)
    assert any("ş" in row["Officiële naam"] or "ı" in row["Officiële naam"] for row in reading.intake_table())


def test_provinces_and_birth_years_are_spread():
    years = Counter(int(person["birth_date"][:4]) // 10 for person in PATIENTS)
    assert set(years) == {195, 196, 197, 198, 199, 200, 201}
