"""The keyring comes from where veilig.yaml says, and no source shows what it holds when it fails."""

import subprocess
import sys
from pathlib import Path

import pytest

from detectors.errors import KeyUnavailable
from flows.key_sources import is_file, load_keys, told_source
from flows.workspace import Workspace, create_workspace, open_workspace
from transforms.keys import keyring_text, new_keyring

ROOT = Path(__file__).parent.parent.parent
KEYRING = new_keyring()
TEXT = keyring_text(KEYRING)
ROOT_IN_TEXT = TEXT.split('"root": "')[1].split('"')[0]


@pytest.fixture
def workspace_with(tmp_path, monkeypatch):
    monkeypatch.delenv("VEILIG_KEYRING", raising=False)

    def make(source: str) -> Workspace:
        root = tmp_path / "ws"
        root.mkdir()
        (root / "veilig.yaml").write_text(f"clinic: Clinic\nkeyring: {source}\n")
        return create_workspace(root, "Clinic")

    return make


def printing(path: Path, code: str) -> str:
    path.write_text(code)
    return f"{{command: ['{sys.executable}', '{path}']}}"


def test_without_a_source_the_keyring_is_a_file_in_private(tmp_path, monkeypatch):
    monkeypatch.delenv("VEILIG_KEYRING", raising=False)
    made = create_workspace(tmp_path / "ws", "Clinic")
    assert made.keyring == made.private / "keyring.json"
    assert load_keys(made).epochs == (1,)
    assert is_file(made)


def test_a_file_may_lie_elsewhere(workspace_with, tmp_path):
    (tmp_path / "stick").mkdir()
    made = workspace_with(f"file:{tmp_path / 'stick' / 'keys.json'}")
    assert (tmp_path / "stick" / "keys.json").stat().st_mode & 0o777 == 0o600
    assert not (made.private / "keyring.json").exists()
    assert load_keys(made).epochs == (1,)


def test_an_environment_variable_may_hold_the_keyring(workspace_with):
    made = workspace_with("env:CLINIC_KEYS")
    assert not made.keyring.exists()
    assert load_keys(made, {"CLINIC_KEYS": TEXT}) == KEYRING
    with pytest.raises(KeyUnavailable, match="CLINIC_KEYS is not set"):
        load_keys(made, {})


def test_veilig_keyring_comes_before_every_source(workspace_with):
    made = workspace_with("env:CLINIC_KEYS")
    assert load_keys(made, {"VEILIG_KEYRING": TEXT, "CLINIC_KEYS": "{"}) == KEYRING
    assert told_source(made, {"VEILIG_KEYRING": TEXT}) == "environment variable VEILIG_KEYRING"
    assert not is_file(made, {"VEILIG_KEYRING": TEXT})


def test_a_command_may_print_the_keyring(workspace_with, tmp_path):
    (tmp_path / "keys.json").write_text(TEXT)
    made = workspace_with(printing(tmp_path / "show.py", f"print(open({str(tmp_path / 'keys.json')!r}).read())"))
    assert load_keys(made) == KEYRING


def test_no_shell_reads_the_command(workspace_with, tmp_path):
    made = workspace_with(f"{{command: [echo, '$(touch {tmp_path / 'made'})', ';', touch, '{tmp_path / 'made'}']}}")
    with pytest.raises(KeyUnavailable, match="what echo prints does not hold a keyring"):
        load_keys(made)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import sys; print({secret!r}); print({secret!r}, file=sys.stderr); sys.exit(3)", "ended with exit code 3"),
        ("print({secret!r})", "does not hold a keyring"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\xfe')", "does not print text"),
        ("import sys; sys.exit('locked' if sys.stdin.read() == '' else 0)", "ended with exit code 1"),
    ],
)
def test_a_command_that_fails_shows_nothing_of_what_it_said(workspace_with, tmp_path, capfd, code, message):
    made = workspace_with(printing(tmp_path / "show.py", code.format(secret=ROOT_IN_TEXT)))
    with pytest.raises(KeyUnavailable, match=message) as failed:
        load_keys(made)
    shown = capfd.readouterr()
    assert failed.value.exit_code == 14
    assert ROOT_IN_TEXT not in f"{failed.value}{shown.out}{shown.err}"
    assert failed.value.__context__ is None or failed.value.__suppress_context__


def test_a_command_that_does_not_answer_is_given_up(workspace_with, tmp_path, monkeypatch):
    monkeypatch.setattr("flows.key_sources.PATIENCE", 0.2)
    made = workspace_with(printing(tmp_path / "show.py", "import time; time.sleep(60)"))
    with pytest.raises(KeyUnavailable, match="did not answer"):
        load_keys(made)


def test_a_program_that_is_missing_is_named(workspace_with):
    with pytest.raises(KeyUnavailable, match="There is no program no-such-pass"):
        load_keys(workspace_with("{command: [/opt/no-such-pass, show, veilig]}"))


@pytest.mark.parametrize("source", ["env:CLINIC_KEYS", "{command: [cat, keys.json]}", "file:keys.json"])
def test_guessable_roots_are_refused_from_every_source(workspace_with, source):
    made = workspace_with(source)
    weak = TEXT.replace(ROOT_IN_TEXT, "A" * 43 + "=")
    (made.root / "keys.json").unlink(missing_ok=True)
    (made.root / "keys.json").touch(mode=0o600)
    (made.root / "keys.json").write_text(weak)
    with pytest.raises(KeyUnavailable, match="not random"):
        load_keys(made, {"CLINIC_KEYS": weak})


def test_doctor_names_the_source_and_what_is_wrong_with_it(workspace_with, monkeypatch):
    from flows.doctor import _keyring

    made = workspace_with("env:CLINIC_KEYS")
    with pytest.raises(KeyUnavailable, match="CLINIC_KEYS"):
        _keyring(made)
    monkeypatch.setenv("CLINIC_KEYS", TEXT)
    assert _keyring(made) == "environment variable CLINIC_KEYS, 1 epoch"


_SAVE = """
import sys
from pathlib import Path
from flows.prefect_settings import prepare_prefect
prepare_prefect(Path(sys.argv[1]))
from prefect.blocks.system import Secret
Secret(value=sys.stdin.read()).save("clinic-keys")
"""


@pytest.mark.prefect
def test_a_secret_block_of_prefect_may_hold_the_keyring(workspace_with, migrated, monkeypatch):
    """In Prefect's own store it is encrypted, and nowhere else does it appear."""
    import shutil

    from tests.conftest import veilig
    from tests.leaks.reading import said_in

    made = workspace_with("prefect-secret:clinic-keys")
    shutil.copytree(migrated, made.private / "prefect")
    for name in ("PREFECT_HOME", "PREFECT_API_URL"):
        monkeypatch.delenv(name, raising=False)
    subprocess.run([sys.executable, "-c", _SAVE, made.private], input=TEXT, text=True, check=True, cwd=ROOT)
    shown = veilig("keys", "show", "--workspace", made.root)
    assert (shown.code, KEYRING.fingerprint(1) in shown.out) == (0, True), shown.err
    assert ROOT_IN_TEXT not in shown.out + shown.err
    assert not [where for where, text in said_in(made.root) if ROOT_IN_TEXT in text]
    (made.root / "veilig.yaml").write_text("clinic: Clinic\nkeyring: prefect-secret:other\n")
    missing = veilig("keys", "show", "--workspace", made.root)
    assert (missing.code, "no Secret block other" in missing.err) == (14, True)
    assert open_workspace(made.root)
