import pytest

from detectors.decisions import Decision, Decisions, add_decision, load_decisions
from detectors.errors import ConfigurationError
from detectors.findings import Finding

FILE = """\
# Rulings of the clinic

- column: freshdesk.tickets.Contact ID  # the help desk's habit
  category: email
  reason: the help desk writes the address there
  by: data protection officer
  on: 2026-11-22
- {column: ehr.patients.box, category: street_address, reason: part of the address}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_decisions_are_read_with_all_that_was_said(file):
    ruled = load_decisions(file).by_column["freshdesk.tickets.Contact ID"]
    assert ruled == Decision(
        column="freshdesk.tickets.Contact ID",
        category="email",
        reason="the help desk writes the address there",
        by="data protection officer",
        on="2026-11-22",
    )


def test_no_file_and_an_empty_file_rule_nothing(tmp_path):
    assert load_decisions(tmp_path / "none.yaml") == Decisions()
    (tmp_path / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert load_decisions(tmp_path / "empty.yaml") == Decisions()


def test_a_ruling_keeps_the_role_of_a_finding_it_confirms():
    ruled = Decisions({"t.t.c": Decision("t.t.c", "birth_date", "seen")})
    assert ruled.apply("t.t", "c", Finding("birth_date", "mdy", 0.7, ())).finding.role == "mdy"
    assert ruled.apply("t.t", "c", Finding("record_id", "patient", 0.7, ())).finding.role == ""


def test_columns_that_nobody_ruled_on_keep_their_finding():
    finding = Finding("label", "", 0.7, ("x",))
    column = Decisions().apply("t.t", "c", finding)
    assert (column.finding, column.decided) == (finding, False)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("- column: a.b.c\n  category: birthdate\n  reason: x\n", 2, "Did you mean `birth_date`"),
        ("- column: a.b.c\n  categorie: email\n  reason: x\n", 2, "Did you mean `category`"),
        ("- column: a.b.c\n  category: email\n", 1, "`reason` is missing"),
        ("- column: a.b.c\n  category: email\n  reason:\n", 1, "`reason` is missing"),
        ("a.b.c: email\n", 1, "must be a list"),
        ("- a.b.c\n", 1, "keys and values"),
        ("- column: [a]\n  category: email\n  reason: x\n", 1, "is a text"),
        ("- column: a.b.c\n  category: {x\n", 3, "not valid YAML"),
        ("\n".join(["- {column: a.b.c, category: email, reason: x}"] * 2), 2, "decided twice"),
    ],
)
def test_mistakes_are_shown_with_file_and_line(tmp_path, text, line, says):
    path = tmp_path / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_decisions(path)
    assert f"decisions.yaml, line {line}" in str(caught.value)
    assert says in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_text("- column: a.b.c\n  category: emial\n- category: label\n  reason: x\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_decisions(path)
    assert len(caught.value.message.splitlines()) == 3


def test_adding_leaves_the_file_as_it_was(file):
    new = Decision("keap.contacts.State", "label", "two letters: “BE”", role="")
    add_decision(file, new)
    text = file.read_text(encoding="utf-8")
    assert text.startswith(FILE)
    assert load_decisions(file).by_column["keap.contacts.State"] == new


def test_a_new_ruling_replaces_the_old_one_on_the_same_column(file):
    add_decision(file, Decision("freshdesk.tickets.Contact ID", "online_account", "changed"))
    text = file.read_text(encoding="utf-8")
    ruled = load_decisions(file).by_column
    assert ruled["freshdesk.tickets.Contact ID"].category == "online_account"
    assert "ehr.patients.box" in ruled
    assert text.startswith("# Rulings of the clinic")


def test_the_first_ruling_makes_the_file(tmp_path):
    path = tmp_path / "decisions.yaml"
    add_decision(path, Decision("a.b.c", "label", "why: because # not a comment"))
    assert load_decisions(path).by_column["a.b.c"].reason == "why: because # not a comment"
    assert path.read_text(encoding="utf-8").startswith("#")


def test_rulings_are_added_to_an_empty_list(tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_text("# none yet\n[]\n", encoding="utf-8")
    add_decision(path, Decision("a.b.c", "label", "x"))
    assert "a.b.c" in load_decisions(path).by_column


def test_an_unknown_category_is_not_written(file):
    with pytest.raises(ConfigurationError, match="Did you mean `email`"):
        add_decision(file, Decision("a.b.c", "emial", "x"))
    assert file.read_text(encoding="utf-8") == FILE
