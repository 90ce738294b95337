"""Nothing clear lies in the vault: every identifier of the exports is searched in all that the database holds."""

import datetime as dt
import random
import re

import numpy as np
import pyarrow as pa
import pytest
import sqlalchemy as sa

from detectors.data_map import DataMap, MappedColumn, MappedTable
from detectors.findings import Finding
from detectors.tables import Batch
from transforms.known_identifiers import digests, merged
from transforms.subjects.linkage import Linkage
from transforms.subjects.vault import open_vault, schema
from transforms.subjects.vault.audit_head import set_head
from transforms.subjects.vault.corrections import Correction, correct

AS_OF = dt.date(2026, 1, 31)
PEOPLE = 150
SHORTEST = 6
"""Bytes of what is searched: shorter ones are found in random bytes by chance."""
FINDINGS = {
    "patient_id": ("record_id", "patient"),
    "first_name": ("person_name", "given"),
    "last_name": ("person_name", "family"),
    "birth_name": ("former_name", "given"),
    "birth_date": ("birth_date", "dmy"),
    "national_number": ("national_number", ""),
    "email": ("email", ""),
    "phone": ("phone", ""),
    "street": ("street_address", ""),
    "research_consent": ("consent", "research"),
    "research_consent_date": ("event_date", "dmy"),
}
GIVEN = ["Alexandra", "Maximiliaan", "Guillaume", "Élisabeth", "Christophe", "Wilhelmina", "Zoë-Marie", "Ferdinand"]
FAMILY = ["Vandenbroucke", "De Keyser", "Peetermans", "D'Hondt-Claes", "Lambrechts", "Van Wijnsberghe", "Ñúñez Ortega"]


def person(number, chance):
    born = dt.date(1950, 1, 1) + dt.timedelta(days=chance.randrange(18_000))
    serial = f"{born:%y%m%d}{chance.randrange(1, 998):03d}"
    check = 97 - int(serial) % 97
    digits = f"{serial}{check:02d}"
    given, family = chance.choice(GIVEN), chance.choice(FAMILY) + chance.choice("aeiou") + str(number)
    return {
        "patient_id": f"PAT{700_000 + number}",
        "first_name": given,
        "last_name": family,
        "birth_name": chance.choice(GIVEN),
        "birth_date": f"{born:%d/%m/%Y}",
        "national_number": f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}",
        "email": f"{given}.{number}@post.example",
        "phone": f"0475/{chance.randrange(10, 99)}.{chance.randrange(10, 99)}.{chance.randrange(10, 99)}",
        "street": f"{family}straat {number}",
        "research_consent": "ja",
        "research_consent_date": f"{AS_OF - dt.timedelta(days=number):%d/%m/%Y}",
    }


@pytest.fixture(scope="module")
def rows():
    chance = random.Random(20)
    return [person(number, chance) for number in range(PEOPLE)]


def tables(rows):
    """The same people in the health record and, but for number and former name, in the newsletter's contacts."""
    contacts = [{"contact_id": f"C{row['patient_id']}", **row} for row in rows]
    for name, own, key in (("ehr.patients", rows, "patient_id"), ("keap.contacts", contacts, "contact_id")):
        findings = FINDINGS | {"contact_id": ("record_id", "contact")}
        if key == "contact_id":
            findings = {column: findings[column] for column in ("contact_id", "first_name", "last_name", "email")}
        columns = tuple(
            MappedColumn(column, Finding(*findings[column], 1.0, ())) for column in findings if column in own[0]
        )
        cells = {column.name: pa.array([row[column.name] for row in own], pa.string()) for column in columns}
        batch = Batch(
            name, "a.csv", pa.array(range(1, len(own) + 1), pa.int64()), None, pa.RecordBatch.from_pydict(cells)
        )
        yield MappedTable(name.split(".")[0], name, "", ("a.csv",), len(own), columns, key), batch


@pytest.fixture
def lived_in(location, keyring, tmp_path, rows):
    """A vault after two runs, with corrections and an erasure."""
    vault = open_vault(location, keyring)
    for run, day in enumerate((AS_OF, AS_OF + dt.timedelta(days=30))):
        work = tmp_path / f"work{run}"
        work.mkdir()
        read = dict(tables(rows))
        linkage = Linkage(vault, keyring, DataMap(tuple(read)), work, day)
        batches = {table.table: batch for table, batch in read.items()}
        for name in linkage.order():
            linkage.add(batches[name])
        links = linkage.resolve()
        key = keyring.vault_key("gate", 16)
        met = merged([digests(kind, values, key) for kind, values in links.identifier_values()])
        with vault.transaction() as connection:
            vault.remember_gate_digests(connection, met)
    assert len(links.people) == PEOPLE
    with vault.transaction() as connection:
        correct(vault, connection, Correction(1, "person_name", rows[0]["last_name"], AS_OF))
        vault.erase(connection, 2)
    yield vault
    vault.close()


def held(vault, location):
    """All bytes that the database holds: the raw file, or every value of every table in several notations."""
    if not isinstance(location, str):
        return location.read_bytes()
    with vault.transaction() as connection:
        values = [
            value
            for table in schema.metadata.tables.values()
            for row in connection.execute(sa.select(table))
            for value in row
        ]
    return b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


def notations(value):
    """The ways in which a value could lie in a file."""
    digits = re.sub(r"\D", "", value)
    texts = {value, value.lower(), value.upper(), value.casefold()}
    if len(digits) >= SHORTEST:
        texts |= {digits, digits.lstrip("0"), digits[::-1]}
    for text in texts:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield text.encode(encoding)
        yield text.encode().hex().encode()
    if len(digits) > 9:
        yield from (int(digits).to_bytes(8, order) for order in ("big", "little"))


def beginnings(content):
    """All stretches of the shortest length, without zeros at the end: few values must be searched in the whole."""
    rolling = np.lib.stride_tricks.sliding_window_view(np.frombuffer(content, np.uint8), SHORTEST)
    return set(np.unique(np.ascontiguousarray(rolling).view(f"S{SHORTEST}")).tolist())


def found(content, rows):
    values = {value for row in rows for column, value in row.items() if column != "research_consent"}
    values |= {" ".join((row["first_name"], row["last_name"])) for row in rows}
    clear = {clear for value in values for clear in notations(value) if len(clear) >= SHORTEST}
    assert len(clear) > 20 * PEOPLE
    begun = beginnings(content)
    return [one for one in clear if one[:SHORTEST].rstrip(b"\0") in begun and one in content]


def test_no_identifier_of_the_exports_is_in_the_vault(lived_in, location, rows):
    content = held(lived_in, location)
    assert b"ehr.patients" in content
    assert found(content, rows) == []


@pytest.mark.parametrize(
    "clear",
    [
        lambda row: row["email"].upper().encode(),
        lambda row: row["last_name"].encode("utf-16-le"),
        lambda row: re.sub(r"\D", "", row["national_number"]).encode(),
        lambda row: int(re.sub(r"\D", "", row["national_number"])).to_bytes(8, "little"),
    ],
    ids=["upper case", "UTF-16", "digits", "number"],
)
def test_the_search_finds_what_lies_in_clear(lived_in, location, rows, clear):
    """Else the test above would prove nothing."""
    with lived_in.transaction() as connection:
        set_head(connection, 1, clear(rows[5]))
    assert clear(rows[5]) in found(held(lived_in, location), rows)


def test_whose_an_identifier_is_cannot_be_told_without_the_keys(lived_in, location):
    """Ids count in the order of the exports, so an id beside a look-up would tell whose number changed."""
    with lived_in.transaction() as connection:
        owners = lived_in.load_identifiers(connection, "national").subject_ids
    assert len(owners) > 50
    content = held(lived_in, location)
    assert owners[:8].astype("<u4").tobytes() not in content
    assert np.arange(1, 9, dtype="<u4").tobytes() not in content


def test_dates_of_consent_cannot_be_told_without_the_keys(lived_in, location):
    with lived_in.transaction() as connection:
        moments = np.concatenate([one.moments for one in lived_in.load_statements(connection)])
    content = held(lived_in, location)
    assert len(moments) == PEOPLE - 1  # without those of the erased
    assert not any(moment.astype("<i8").tobytes() in content for moment in moments if moment > 0)
