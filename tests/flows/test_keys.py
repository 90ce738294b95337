"""Moving on to a new key breaks no study, and no moment of it leaves keyring and vault out of step."""

import datetime as dt
import json
import os
import signal
from contextlib import closing

import pytest
from typer.testing import CliRunner

from detectors.errors import ConfigurationError, KeyUnavailable, UsageError
from flows import keys
from flows.auditing import entries, note, verified
from flows.cli import app
from flows.key_sources import load_keys
from flows.keys import keys_in_use, make_keyring, move_domain, refuse_incomplete_backup, reseal_vault, rotate
from flows.workspace import create_workspace, held
from transforms.keys import file, keyring_text, new_keyring
from transforms.subjects.vault import domains, open_vault, resealing
from transforms.subjects.vault.corrections import Correction, correct, corrections

DAY = dt.date(2026, 1, 31)
VALUE = "1985-07-30"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """A domain was released, and something is sealed."""
    monkeypatch.delenv("VEILIG_KEYRING", raising=False)
    made = create_workspace(tmp_path / "ws", "Clinic")
    with closing(open_vault(made.vault, load_keys(made))) as vault, vault.transaction() as connection:
        domains.pin(connection, "study", 1, DAY)
        correct(vault, connection, Correction(1, "birth_date", VALUE, DAY))
    return made


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The keyring comes from the environment."""
    monkeypatch.setenv("CLINIC_KEYS", keyring_text(new_keyring()))
    root = tmp_path / "elsewhere"
    root.mkdir()
    (root / "veilig.yaml").write_text("clinic: Clinic\nkeyring: env:CLINIC_KEYS\n")
    return create_workspace(root, "Clinic")


def uses(workspace):
    return {epoch.epoch: set(epoch.used_for) for epoch in keys_in_use(workspace).epochs}


def sealed_value(workspace):
    with closing(open_vault(workspace.vault, load_keys(workspace))) as vault, vault.transaction() as connection:
        return [one.value for one in corrections(vault, connection)]


def roots(text):
    return [epoch["root"] for epoch in json.loads(text)["epochs"]]


def test_rotation_leaves_what_was_released_where_it_is(workspace):
    before = load_keys(workspace)
    assert rotate(workspace, None) == (2, workspace.keyring)
    after = load_keys(workspace)
    assert uses(workspace) == {
        1: {"domain study", "look-ups of the vault", "seals of the vault"},
        2: {"new domains", "audit log"},
    }
    assert after.domain("study", 1) == before.domain("study")
    assert workspace.keyring.stat().st_mode & 0o777 == 0o600
    assert sealed_value(workspace) == [VALUE]


def test_a_domain_moves_only_on_purpose(workspace):
    with pytest.raises(UsageError, match="uses the newest epoch"):
        move_domain(workspace, "study", DAY)
    rotate(workspace, None)
    with pytest.raises(UsageError, match="Did you mean `study`"):
        move_domain(workspace, "studie", DAY)
    assert move_domain(workspace, "study", DAY) == 2
    assert uses(workspace)[2] == {"domain study", "new domains", "audit log"}


def test_the_vault_is_sealed_anew_and_its_look_ups_stay(workspace):
    assert reseal_vault(workspace) == 2
    assert sealed_value(workspace) == [VALUE]
    assert uses(workspace) == {
        1: {"domain study", "look-ups of the vault"},
        2: {"seals of the vault", "new domains", "audit log"},
    }
    assert reseal_vault(workspace) == 3


def test_every_change_of_keys_is_in_the_audit_log(workspace):
    rotate(workspace, None)
    move_domain(workspace, "study", DAY)
    reseal_vault(workspace)
    noted = [(entry.action, entry.details["epoch"], entry.key) for entry in entries(workspace)]
    assert noted == [("keys.rotated", 2, 2), ("keys.domain-moved", 2, 2), ("keys.vault-resealed", 2, 2)]
    assert verified(workspace, load_keys(workspace)).whole


def test_nobody_rotates_while_a_run_is_busy(workspace):
    with held(workspace), pytest.raises(ConfigurationError, match="busy"):
        rotate(workspace, None)
    assert load_keys(workspace).epochs == (1,)


STEPS = [
    (file, "write_private", "before"),
    (file, "write_private", "after"),
    (keys, "note", "before"),
    (resealing, "set_seal_epoch", "before"),
    (resealing, "set_seal_epoch", "after"),
    (keys, "note", "after"),
]


@pytest.mark.parametrize("repeat", [1, 2])
@pytest.mark.parametrize(("module", "name", "when"), STEPS)
def test_killed_at_any_step_keyring_and_vault_fit(workspace, module, name, when, repeat):
    """SIGKILL at each write of `keys rotate --vault`; the second call of a step stands for the next write."""
    note(workspace, load_keys(workspace), "run.started")
    child = os.fork()
    if child == 0:
        _die_at(module, name, when, repeat)
        reseal_vault(workspace)
        os._exit(0)
    os.waitpid(child, 0)
    assert sealed_value(workspace) == [VALUE]
    assert verified(workspace, load_keys(workspace)).whole
    with closing(open_vault(workspace.vault, load_keys(workspace))) as vault, vault.transaction() as connection:
        assert domains.epoch_of(connection, "study") == 1
    assert reseal_vault(workspace) in load_keys(workspace).epochs
    assert sealed_value(workspace) == [VALUE]


def _die_at(module, name, when, repeat):
    original, calls = getattr(module, name), iter(range(1, 10))

    def dying(*arguments, **named):
        last = next(calls) == repeat
        if last and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*arguments, **named)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(module, name, dying)


def test_a_source_that_veilig_cannot_write_gets_the_new_keyring_in_a_file(elsewhere, tmp_path, monkeypatch):
    old = load_keys(elsewhere)
    with pytest.raises(UsageError, match="environment variable CLINIC_KEYS, which veilig cannot write"):
        rotate(elsewhere, None)
    out = tmp_path / "new.json"
    assert rotate(elsewhere, out) == (2, out)
    assert out.stat().st_mode & 0o777 == 0o600
    assert load_keys(elsewhere) == old
    with pytest.raises(KeyUnavailable, match="exists already"):
        rotate(elsewhere, out)
    monkeypatch.setenv("CLINIC_KEYS", out.read_text())
    assert uses(elsewhere)[2] == {"new domains", "audit log"}
    assert reseal_vault(elsewhere) == 2
    with pytest.raises(UsageError, match="--out FILE"):
        reseal_vault(elsewhere)


def test_a_lost_keyring_is_not_replaced_beside_its_vault(workspace):
    workspace.keyring.unlink()
    with pytest.raises(KeyUnavailable, match="no other keyring opens it"):
        make_keyring(workspace, None)
    workspace.vault.unlink()
    assert make_keyring(workspace, None) == workspace.keyring
    assert [entry.action for entry in entries(workspace)] == ["keys.created"]


def test_a_backup_that_lacks_an_epoch_is_told(workspace, tmp_path):
    backup = tmp_path / "backup.json"
    backup.touch(mode=0o600)
    backup.write_bytes(workspace.keyring.read_bytes())
    assert refuse_incomplete_backup(workspace, backup) == 1
    rotate(workspace, None)
    with pytest.raises(KeyUnavailable, match="does not hold epoch 2"):
        refuse_incomplete_backup(workspace, backup)


def test_no_command_shows_a_key(workspace, elsewhere, tmp_path):
    """Neither on the terminal nor in the audit log."""
    out = tmp_path / "new.json"
    said = ""
    for arguments in (
        ["show"],
        ["show", "--json"],
        ["rotate"],
        ["rotate", "--domain", "study", "--yes"],
        ["rotate", "--vault"],
        ["show"],
    ):
        done = CliRunner().invoke(app, ["keys", *arguments, "--workspace", str(workspace.root)])
        assert done.exit_code == 0, done.output
        said += done.output
    done = CliRunner().invoke(app, ["keys", "rotate", "--out", str(out), "--workspace", str(elsewhere.root)])
    said += done.output + workspace.audit.read_text() + elsewhere.audit.read_text()
    known = roots(workspace.keyring.read_text()) + roots(out.read_text())
    assert len(known) >= 4
    assert not [root for root in known if root in said or root.rstrip("=") in said]


def test_moving_a_domain_is_confirmed(workspace):
    rotate(workspace, None)
    done = CliRunner().invoke(app, ["keys", "rotate", "--domain", "study", "-w", str(workspace.root)], input="n\n")
    assert "other pseudonyms" in done.output
    assert "domain study" in uses(workspace)[1]


def test_an_empty_domain_is_refused_and_adds_no_epoch(workspace):
    """As a script gives it whose variable is not set."""
    done = CliRunner().invoke(app, ["keys", "rotate", "--domain", "", "-w", str(workspace.root)])
    assert isinstance(done.exception, UsageError)
    assert list(uses(workspace)) == [1]


def test_where_nobody_can_be_asked_nothing_moves_and_the_way_out_is_told(workspace):
    rotate(workspace, None)
    done = CliRunner().invoke(app, ["keys", "rotate", "--domain", "study", "-w", str(workspace.root)], input="")
    assert isinstance(done.exception, UsageError)
    assert "--yes" in str(done.exception)
    assert "domain study" in uses(workspace)[1]


def test_a_backup_that_is_not_there_is_told_as_such(workspace, tmp_path):
    """Not as if the keyring in use were missing: nobody should make a new one."""
    with pytest.raises(UsageError, match=r"no copy nowhere\.json"):
        refuse_incomplete_backup(workspace, tmp_path / "nowhere.json")
