"""Vaults of earlier versions open, whole; those of later ones are refused."""

import datetime as dt
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from detectors.errors import KeyUnavailable
from transforms.keys import create_keyring
from transforms.subjects.evidence import Trait
from transforms.subjects.vault import SeenIdentifier, open_vault, schema
from transforms.subjects.vault.engine import engine_of
from transforms.subjects.vault.migration import SCRIPTS
from transforms.subjects.vault.profiles import Names, pack_names, pack_traits
from transforms.subjects.vault.register import ReleaseEntry, entries
from transforms.subjects.vault.sealing import Seal

VERSION_2 = sa.MetaData()
"""The tables as the last program without migrations made them."""


def _table(name, *columns, **options):
    return sa.Table(name, VERSION_2, *columns, **options)


def _number(name, **options):
    return sa.Column(name, sa.Integer, autoincrement=False, **({"nullable": False} | options))


def _bytes(name, length=None):
    return sa.Column(name, sa.LargeBinary(length), nullable=False)


def _text(name, length, **options):
    return sa.Column(name, sa.String(length), **({"nullable": False} | options))


KEY = {"primary_key": True}
VAULT = _table("vault", _number("version", **KEY), _bytes("keys", 16))
RUNS = _table("runs", _number("id", **KEY), _text("as_of", 10))
SUBJECTS = _table(
    "subject_parts", _number("part", **KEY), _bytes("met"), _bytes("secrets"), _bytes("traits"), _bytes("names")
)
STANDINGS = _table(
    "standings",
    _number("subject_id", **KEY),
    *(sa.Column(name, sa.Boolean, nullable=False) for name in ("restricted", "objected", "erased")),
    _number("merged_into", nullable=True),
)
IDENTIFIERS = _table(
    "identifier_parts", _number("part", **KEY), _text("kind", 80), _text("source", 120), _number("run"),
    _bytes("first", 16), _bytes("last", 16), _bytes("lookups"), _bytes("subjects"),
)  # fmt: skip
STATEMENTS = _table(
    "statement_parts", _number("part", **KEY), _text("purpose", 40), _text("source", 120), _number("run"),
    _bytes("subjects"), _bytes("moments"), _bytes("given"),
)  # fmt: skip
SUGGESTIONS = _table(
    "suggestions", _number("subject_id", **KEY), _number("other_id", **KEY), _text("reason", 60, **KEY),
    _text("first_seen", 10), sqlite_with_rowid=False,
)  # fmt: skip
RELEASES = _table(
    "releases", _text("release", 80, **KEY), _text("version", 80, **KEY), _text("domain", 80), _number("epoch"),
    _text("as_of", 10), _number("rows"), _number("subjects"), _text("content", 64),
)  # fmt: skip
GATE = _table("gate_digests", _number("part", **KEY), _bytes("digests"))

SECRETS = bytes(range(16)) + bytes(16) + b"c" * 16
LOOKUPS = bytes(range(100, 132))
NAMES = Names(np.array([0, 0, 2], dtype=np.int32), pa.array(["Lou", "Zoë", "Sam"]))
FACTS = {Trait.BIRTH: (np.array([0, 2], dtype=np.int32), np.array([7, 2**63 + 9], dtype=np.uint64))}


def build(engine, keyring, version=2):
    """A vault of version 2: Lou (1), someone erased (2), and Sam (3), who turned out to be Lou."""
    with engine.begin() as connection:
        VERSION_2.create_all(connection)
        add = lambda table, **values: connection.execute(sa.insert(table).values(**values))  # noqa: E731
        add(VAULT, version=version, keys=keyring.vault_key("fingerprint", 16))
        add(RUNS, id=1, as_of="2025-12-31")
        add(RUNS, id=2, as_of="2026-01-31")
        add(
            SUBJECTS,
            part=0,
            met=np.array([[1, 2], [1, 1], [2, 2]], "<u4").tobytes(),
            secrets=Seal(keyring, "secrets").close(0, SECRETS),
            traits=Seal(keyring, "traits").close(0, pack_traits(0, 3, FACTS)),
            names=Seal(keyring, "names").close(0, pack_names(0, 3, NAMES)),
        )
        add(STANDINGS, subject_id=2, restricted=True, objected=False, erased=True)
        add(STANDINGS, subject_id=3, restricted=False, objected=True, erased=False, merged_into=1)
        ends = {"first": LOOKUPS[:16], "last": LOOKUPS[16:], "lookups": LOOKUPS}
        owners = np.array([3, 1], "<u4").tobytes()
        add(IDENTIFIERS, part=0, kind="email", source="ehr.patients", run=2, subjects=owners, **ends)
        said = {"moments": np.array([5, -6], "<i8").tobytes(), "given": np.array([True, False]).tobytes()}
        add(STATEMENTS, part=0, purpose="research", source="ehr.patients", run=1, subjects=owners, **said)
        add(SUGGESTIONS, subject_id=1, other_id=2, reason="number-pair", first_seen="2026-01-31")
        about = {"domain": "study", "epoch": 1, "as_of": "2026-01-31", "rows": 9, "subjects": 2, "content": "ab"}
        add(RELEASES, release="research", version="v1", **about)
        add(GATE, part=0, digests=np.array([3, 2**63 + 1], "<u8").tobytes())


@pytest.fixture
def old(location, keyring):
    engine = engine_of(location)
    build(engine, keyring)
    engine.dispose()
    return location


def read(location, keyring):
    """All that the vault tells."""
    vault = open_vault(location, keyring)
    with vault.transaction() as connection:
        stored = vault.load_subjects(connection)
        facts, names = vault.load_profiles(connection)
        (said,) = vault.load_statements(connection)
        found = {
            "secrets": stored.secrets.tobytes(),
            "met": stored.met.tolist(),
            "merged": stored.merged_into.tolist(),
            "flags": [stored.restricted.tolist(), stored.objected.tolist(), stored.erased.tolist()],
            "facts": {trait: [column.tolist() for column in columns] for trait, columns in facts.items()},
            "names": list(zip(names.owners.tolist(), names.values.to_pylist(), strict=True)),
            "found": [vault.subjects_with(connection, "email", LOOKUPS[at : at + 16]) for at in (0, 16)],
            "identifiers": vault.identifiers_of(connection, 3),
            "statements": (said.purpose, said.source, said.owners.tolist(), said.moments.tolist(), said.given.tolist()),
            "suggestions": vault.suggestions(connection),
            "releases": entries(connection),
            "gate": vault.load_gate_digests(connection).tolist(),
            "next run": vault.start_run(connection, dt.date(2026, 2, 28)),
        }
    vault.close()
    return found


def test_a_vault_of_version_2_is_migrated_without_loss(old, keyring):
    assert read(old, keyring) == {
        "secrets": SECRETS,
        "met": [[1, 2], [1, 1], [2, 2]],
        "merged": [0, 0, 1],
        "flags": [[False, True, False], [False, False, True], [False, True, False]],
        "facts": {Trait.BIRTH: [[0, 2], [7, 2**63 + 9]]},
        "names": [(0, "Lou"), (0, "Zoë"), (2, "Sam")],
        "found": [[1], [1]],
        "identifiers": [SeenIdentifier("email", "ehr.patients", "2026-01-31", "2026-01-31")],
        "statements": ("research", "ehr.patients", [3, 1], [5, -6], [True, False]),
        "suggestions": [(1, 2, "number-pair", "2026-01-31")],
        "releases": [ReleaseEntry("research", "v1", "study", 1, "2026-01-31", 9, 2, "ab")],
        "gate": [3, 2**63 + 1],
        "next run": 3,
    }
    assert read(old, keyring)["next run"] == 4


def differences(location):
    engine = engine_of(location)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": schema.revision.name})
        found = compare_metadata(context, schema.metadata)
    engine.dispose()
    return [one for one in found if "comment" not in str(one[0])]


def test_migrated_and_new_vaults_have_the_same_tables(old, keyring):
    open_vault(old, keyring).close()
    assert differences(old) == []


def test_the_newest_step_is_the_one_that_new_vaults_are_marked_with():
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [schema.REVISION]


def test_what_was_in_clear_is_gone_after_the_migration(keyring, tmp_path):
    path = tmp_path / "vault.sqlite"
    engine = engine_of(path)
    build(engine, keyring)
    engine.dispose()
    moments = np.array([5, -6], "<i8").tobytes()
    assert moments in path.read_bytes()
    open_vault(path, keyring).close()
    assert moments not in path.read_bytes()


def test_another_keyring_migrates_nothing(old, keyring, tmp_path):
    with pytest.raises(KeyUnavailable, match="another keyring"):
        open_vault(old, create_keyring(tmp_path / "other.json"))
    engine = engine_of(old)
    with engine.begin() as connection:
        assert not sa.inspect(connection).has_table(schema.revision.name)
    engine.dispose()
    assert read(old, keyring)["merged"] == [0, 0, 1]


def test_a_migration_that_fails_leaves_the_old_vault(old, keyring):
    """A column is in the way of the last of its changes: nothing of what was sealed before it stays."""
    engine = engine_of(old)
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE statement_parts ADD COLUMN statements INTEGER"))
    with pytest.raises(KeyUnavailable, match="cannot be opened"):
        open_vault(old, keyring)
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE statement_parts DROP COLUMN statements"))
        assert connection.scalar(sa.select(VAULT.c.version)) == 2
        assert connection.scalar(sa.select(SUBJECTS.c.met)) == np.array([[1, 2], [1, 1], [2, 2]], "<u4").tobytes()
    engine.dispose()
    assert read(old, keyring)["names"]


@pytest.mark.parametrize("version", [1, 2])
def test_a_vault_of_an_unknown_version_is_refused_in_one_sentence(location, keyring, version):
    """Of one before the first step, and of a newer program."""
    engine = engine_of(location)
    build(engine, keyring, version)
    if version == 2:
        open_vault(location, keyring).close()
        with engine.begin() as connection:
            connection.execute(sa.update(schema.revision).values(version_num="9999"))
    engine.dispose()
    with pytest.raises(KeyUnavailable, match="another version") as caught:
        open_vault(location, keyring)
    assert caught.value.message.count(".") == 1


def test_a_program_from_before_the_migrations_refuses_a_vault_of_today(vault):
    """It opens vaults whose only row of the table ``vault`` says version 2."""
    with vault.transaction() as connection:
        assert connection.scalars(sa.select(schema.vault.c.version)).all() == [3]


OPENS = """
import sys
from pathlib import Path
from transforms.keys import load_keyring
from transforms.subjects.vault import open_vault
for _ in "new", "known":
    open_vault(Path(sys.argv[1]) / "vault.sqlite", load_keyring(Path(sys.argv[1]) / "keyring.json")).close()
print("alembic" in sys.modules)
"""


@pytest.mark.usefixtures("keyring")
def test_alembic_is_not_imported_when_there_is_nothing_to_migrate(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", OPENS, tmp_path], check=True, capture_output=True, text=True, env={"PYTHONPATH": "."}
    )
    assert done.stdout == "False\n"
