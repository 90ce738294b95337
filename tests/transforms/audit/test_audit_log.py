"""The audit log notices whatever is done to it, and survives a power cut."""

import datetime as dt
import os
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.errors import ContractBroken, KeyUnavailable, UsageError, VeiligError
from transforms.audit import AuditLog, Entry
from transforms.audit.entry import RECOVERED
from transforms.audit.log import entries_in
from transforms.keys import Keyring

KEYRING = Keyring(1, 1, {1: bytes(range(7, 39))})
OTHER = Keyring(1, 1, {1: bytes(range(8, 40))})


def clock():
    return dt.datetime(2026, 1, 31, 9, 30, tzinfo=dt.UTC)


def written(path: Path, count=4) -> AuditLog:
    log = AuditLog(path, KEYRING, clock=clock)
    for number in range(count):
        log.append("release.published", actor="lena, with veilig", release="research", rows=number)
    return log


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    path = tmp_path_factory.mktemp("audit") / "audit.jsonl"
    written(path, 5)
    return path.read_bytes().splitlines(keepends=True)


def verified(tmp_path_factory, content: bytes):
    path = tmp_path_factory.mktemp("audit") / "audit.jsonl"
    path.touch(mode=0o600)
    path.write_bytes(content)
    return AuditLog(path, KEYRING).verify()


def test_entries_are_whole_numbered_and_dated(tmp_path):
    log = written(tmp_path / "audit.jsonl")
    assert log.verify().whole
    assert [entry.number for entry in entries_in(log.path)] == [1, 2, 3, 4]
    assert {entry.time for entry in entries_in(log.path)} == {"2026-01-31T09:30:00Z"}


def test_only_the_owner_reads_the_log(tmp_path):
    log = written(tmp_path / "audit.jsonl")
    assert log.path.stat().st_mode & 0o777 == 0o600
    log.path.chmod(0o640)
    with pytest.raises(KeyUnavailable, match="chmod 600"):
        log.append("release.published", actor="lena")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_changed_byte_is_noticed(tmp_path_factory, lines, data):
    content = bytearray(b"".join(lines))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    assert not verified(tmp_path_factory, bytes(content)).whole


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_dropped_entry_is_noticed(tmp_path_factory, lines, data):
    place = data.draw(st.integers(0, len(lines) - 2))
    found = verified(tmp_path_factory, b"".join(lines[:place] + lines[place + 1 :]))
    assert found.broken == place + 1


@given(st.permutations(range(5)))
@settings(max_examples=30, deadline=None)
def test_swapped_entries_are_noticed(tmp_path_factory, lines, order):
    assert verified(tmp_path_factory, b"".join(lines[place] for place in order)).whole == (order == sorted(order))


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_an_inserted_entry_is_noticed(tmp_path_factory, lines, data):
    place = data.draw(st.integers(0, 5))
    inserted = data.draw(st.sampled_from(lines) | st.binary(max_size=30).map(lambda made: made + b"\n"))
    assert not verified(tmp_path_factory, b"".join([*lines[:place], inserted, *lines[place:]])).whole


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_an_entry_cut_in_half_is_noticed(tmp_path_factory, lines, data):
    content = b"".join(lines)
    ends = {sum(map(len, lines[:count])) for count in range(6)}
    place = data.draw(st.integers(1, len(content) - 2).filter(lambda place: not {place, place + 1} & ends))
    assert not verified(tmp_path_factory, content[:place]).whole


def test_who_lacks_the_key_cannot_forge_an_entry(tmp_path):
    log = written(tmp_path / "audit.jsonl")
    last = list(entries_in(log.path))[-1]
    with log.path.open("ab") as file:
        file.write(AuditLog(log.path, OTHER, clock=clock)._next(last, "release.published", "eve", {}).line())
    found = log.verify()
    assert (found.broken, found.problem) == (5, "It was changed, or written without the key.")
    with pytest.raises(ContractBroken, match="Entry 5"):
        log.append("release.published", actor="lena")


def test_entries_of_an_earlier_key_verify_after_rotation_and_none_may_follow(tmp_path):
    """Whoever has only an old root cannot go on with the log."""
    log = written(tmp_path / "audit.jsonl", 2)
    rotated = AuditLog(log.path, KEYRING.rotated())
    last = rotated.append("keys.rotated", actor="lena", epoch=2)
    assert (last.key, rotated.verify().whole) == (2, True)
    forged = Entry(4, last.time, "release.published", "eve", {}, 1, last.digest).sealed(KEYRING)
    with log.path.open("ab") as file:
        file.write(forged.line())
    assert rotated.verify().broken == 4


def test_a_keyring_that_was_set_back_still_writes_under_the_newest_key(tmp_path):
    log = AuditLog(tmp_path / "audit.jsonl", KEYRING.rotated())
    log.append("keys.rotated", actor="lena", epoch=2)
    set_back = AuditLog(log.path, replace(log.keyring, current=1))
    assert set_back.append("release.published", actor="lena").key == 2
    assert log.verify().whole


@pytest.mark.parametrize("torn", [b'{"number":5,"ti', b"\x00" * 40, b"\x00" * 8 + b'","digest":"ab"}\n', b"\n"])
def test_a_line_torn_by_a_power_cut_is_kept_and_noted(tmp_path, torn):
    log = written(tmp_path / "audit.jsonl")
    with log.path.open("ab") as file:
        file.write(torn)
    log.append("release.published", actor="lena")
    found = log.verify()
    assert found.whole
    assert found.notes == ("Before entry 5 stands what a power cut left unfinished; it was never an entry.",)
    assert torn in log.path.read_bytes()
    assert [entry.action for entry in entries_in(log.path)][-2:] == [RECOVERED, "release.published"]


def test_what_was_torn_cannot_be_changed_afterwards(tmp_path):
    log = written(tmp_path / "audit.jsonl")
    with log.path.open("ab") as file:
        file.write(b"torn")
    log.append("release.published", actor="lena")
    log.path.write_bytes(log.path.read_bytes().replace(b"torn", b"born"))
    assert log.verify().broken == 5


def test_an_entry_that_lacks_only_its_line_feed_counts(tmp_path):
    log = written(tmp_path / "audit.jsonl")
    log.path.write_bytes(log.path.read_bytes()[:-1])
    log.append("release.published", actor="lena")
    assert (log.verify().entries, log.verify().notes) == (5, ())


def append_some(path: Path) -> None:
    log = AuditLog(path, KEYRING)
    for number in range(20):
        log.append("release.published", actor=f"process {os.getpid()}", rows=number)


def test_two_processes_interleave_safely(tmp_path):
    path = tmp_path / "audit.jsonl"
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(append_some, [path, path]))
    found = AuditLog(path, KEYRING).verify()
    assert (found.whole, found.entries) == (True, 40)


@pytest.mark.parametrize(
    "details",
    [
        {"subject": "Jan Peeters"},
        {"mail": "jan@example.org"},
        {"number": 85073003328},
        {"number": "85.07.30-033.28"},
        {"phone": "+32470123456"},
        {"phone": "0470/12.34.56"},
        {"reason": "two\nlines"},
        {"reason": "x" * 501},
        {"Name": 1},
    ],
)
def test_details_that_look_like_a_person_are_refused(tmp_path, details):
    log = written(tmp_path / "audit.jsonl", 1)
    with pytest.raises(VeiligError) as refused:
        log.append("release.published", actor="lena", **details)
    assert not any(str(value) in str(refused.value) for value in details.values())
    assert log.verify().entries == 1


def test_a_version_of_digits_alone_is_no_number_of_a_person(tmp_path):
    log = written(tmp_path / "audit.jsonl", 0)
    log.append("release.published", actor="lena", version="2026-10-31-85073003")
    assert log.verify().entries == 1


def test_a_reason_may_be_free_text(tmp_path):
    log = written(tmp_path / "audit.jsonl", 0)
    log.append("reidentify.answered", actor="lena", reason="Bijwerking gemeld: patiënt moet verwittigd worden.")
    assert next(entries_in(log.path)).details["reason"].startswith("Bijwerking")
    assert log.path.read_bytes().isascii()


class Remembers:
    """Stands for a vault that keeps the newest entry."""

    kept = None

    @contextmanager
    def transaction(self):
        yield self


@pytest.fixture
def vault(monkeypatch):
    from transforms.subjects.vault import audit_head

    monkeypatch.setattr(audit_head, "head", lambda vault: vault.kept)
    monkeypatch.setattr(audit_head, "set_head", lambda vault, *kept: setattr(vault, "kept", kept))
    return Remembers()


def test_the_vault_notices_that_the_end_was_cut_off(tmp_path, vault):
    log = AuditLog(tmp_path / "audit.jsonl", KEYRING, vault)
    for _ in range(4):
        log.append("release.published", actor="lena")
    content = log.path.read_bytes()
    for kept in range(4):
        log.path.write_bytes(b"".join(content.splitlines(keepends=True)[:kept]))
        assert (log.verify().broken, log.verify().entries) == (kept + 1, kept)
        with pytest.raises(ContractBroken, match="ends before entry 4"):
            log.append("release.published", actor="lena")
    log.path.unlink()
    assert not log.verify().whole


def test_an_entry_cut_in_half_does_not_pass_for_a_power_cut(tmp_path, vault):
    log = AuditLog(tmp_path / "audit.jsonl", KEYRING, vault)
    for _ in range(3):
        log.append("release.published", actor="lena")
    log.path.write_bytes(log.path.read_bytes()[:-20])
    with pytest.raises(ContractBroken, match="ends before entry 3"):
        log.append("release.published", actor="lena")


def test_a_power_cut_between_log_and_vault_is_harmless(tmp_path, vault):
    log = AuditLog(tmp_path / "audit.jsonl", KEYRING, vault)
    log.append("release.published", actor="lena")
    before = vault.kept
    log.append("release.published", actor="lena")
    vault.kept = before
    assert log.verify().whole
    log.append("release.published", actor="lena")
    assert (log.verify().whole, vault.kept[0]) == (True, 3)


def test_a_power_cut_inside_an_entry_that_the_vault_never_knew_is_recovered(tmp_path, vault):
    log = AuditLog(tmp_path / "audit.jsonl", KEYRING, vault)
    log.append("release.published", actor="lena")
    with log.path.open("ab") as file:
        file.write(b'{"number":2')
    assert log.verify().notes == ("The last line is unfinished: a power cut. The next entry will note it.",)
    log.append("release.published", actor="lena")
    assert (log.verify().whole, log.verify().entries) == (True, 3)


def test_a_broken_log_is_put_aside_and_the_new_one_says_so(tmp_path, vault):
    log = AuditLog(tmp_path / "audit.jsonl", KEYRING, vault)
    for _ in range(3):
        log.append("release.published", actor="lena")
    with pytest.raises(UsageError):
        log.restart(actor="lena", reason="nothing happened")
    broken = log.path.read_bytes().replace(b"lena", b"lara", 1)
    log.path.write_bytes(broken)
    aside = log.restart(actor="lena", reason="backup lost")
    log.append("release.published", actor="lena")
    found = log.verify()
    assert aside.read_bytes() == broken
    assert (found.whole, found.entries) == (True, 5)
    assert (found.first, log.verify().first) == (4, 4)
    assert "begins at entry 4" in found.notes[0]
    first = next(entries_in(log.path))
    assert (first.details["broken"], first.details["reason"]) == (1, "backup lost")


def appended(path: Path, started: Path) -> int:
    started.touch()
    return AuditLog(path, KEYRING, clock=clock).append("release.published", actor="lena").number


def test_who_waits_while_a_broken_log_is_put_aside_adds_to_the_new_one(tmp_path, monkeypatch):
    """Nothing is added to the file that was put aside, where nobody looks for it."""
    log = written(tmp_path / "audit.jsonl")
    broken = log.path.read_bytes().replace(b'"rows":1', b'"rows":9')
    log.path.write_bytes(broken)
    write, started = AuditLog._replace, tmp_path / "started"

    with ProcessPoolExecutor(1) as pool:
        pool.submit(os.getpid).result()  # forked later, it would have the lock as well
        waiting = []

        def replace_while_somebody_waits(self, *arguments):
            waiting.append(pool.submit(appended, log.path, started))
            wait_for_a_lock(log.path, started)
            write(self, *arguments)

        monkeypatch.setattr(AuditLog, "_replace", replace_while_somebody_waits)
        aside = log.restart(actor="lena", reason="backup lost")
        number = waiting[0].result(timeout=60)
    assert aside.read_bytes() == broken
    assert [entry.number for entry in entries_in(log.path)] == [number - 1, number]
    assert log.verify().whole


def wait_for_a_lock(path: Path, started: Path) -> None:
    """Until another process waits for the lock of the file, as the kernel lists it."""
    inode = f":{path.stat().st_ino} "
    while not started.exists() or not any(
        "->" in line and inode in line for line in Path("/proc/locks").read_text().splitlines()
    ):
        time.sleep(0.01)
