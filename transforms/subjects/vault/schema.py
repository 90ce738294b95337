"""The vault's tables: keyed look-ups, encrypted values and dates, never a clear identifier.

What there is of everybody is kept in columns, a part of the subjects or look-ups per row, since a million subjects have
twenty million values: as rows of their own these take minutes and half a gigabyte, as columns seconds and half of it.
What there is of few (a restriction, a merger, a request) has a row of its own.

A change here needs a revision in ``migrations/versions`` and its number in ``REVISION``.
"""

from __future__ import annotations

import sqlalchemy as sa

VERSION = 3
"""What programs from before the migrations look at: they refuse a vault of another version than theirs, 2."""
REVISION = "0005"
"""The newest migration: that of a vault with the tables below."""

metadata = sa.MetaData()

vault = sa.Table(
    "vault",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("keys", sa.LargeBinary(16), nullable=False, comment="tells whether a keyring fits this vault"),
)

revision = sa.Table(
    "vault_revision",
    metadata,
    sa.Column("version_num", sa.String(32), primary_key=True, comment="the newest migration that was made"),
)
"""Alembic's table, under a name that no other program's in the same database has."""

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("as_of", sa.String(10), nullable=False),
)

subject_parts = sa.Table(
    "subject_parts",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False, comment="ids from part * 4096 + 1 on"),
    sa.Column("met", sa.LargeBinary, nullable=False, comment="first and last run per subject, sealed"),
    sa.Column("secrets", sa.LargeBinary, nullable=False, comment="16 random bytes per subject, sealed; 0: erased"),
    sa.Column("traits", sa.LargeBinary, nullable=False, comment="digests for linkage, sealed"),
    sa.Column("names", sa.LargeBinary, nullable=False, comment="names for redaction, sealed"),
)

standings = sa.Table(
    "standings",
    metadata,
    sa.Column("subject_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("restricted", sa.Boolean, nullable=False, default=False),
    sa.Column("objected", sa.Boolean, nullable=False, default=False),
    sa.Column("erased", sa.Boolean, nullable=False, default=False),
    sa.Column("merged_into", sa.Integer, comment="the subject that this one turned out to be"),
)

identifier_parts = sa.Table(
    "identifier_parts",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(80), nullable=False),
    sa.Column("source", sa.String(120), nullable=False, comment="the table that they were seen in"),
    sa.Column("run", sa.Integer, nullable=False, comment="the first run that met them there"),
    sa.Column("first", sa.LargeBinary(16), nullable=False),
    sa.Column("last", sa.LargeBinary(16), nullable=False),
    sa.Column("lookups", sa.LargeBinary, nullable=False, comment="16 bytes each, ascending"),
    sa.Column("subjects", sa.LargeBinary, nullable=False, comment="uint32 ids, sealed together with the row"),
)

identifier_sightings = sa.Table(
    "identifier_sightings",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False, comment="that of identifier_parts"),
    sa.Column("runs", sa.LargeBinary, nullable=False, comment="the last run that met each, uint32, sealed"),
)
"""Apart from the look-ups, since every run rewrites these, and the look-ups are four times as long."""

statement_parts = sa.Table(
    "statement_parts",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False, comment="of two on a moment the later counts"),
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("source", sa.String(120), nullable=False),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("statements", sa.LargeBinary, nullable=False, comment="whose, when, yes or no: sealed"),
)

address_statement_parts = sa.Table(
    "address_statement_parts",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False, comment="of two on a moment the later counts"),
    sa.Column("kind", sa.String(80), nullable=False, comment="email or phone"),
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("source", sa.String(120), nullable=False),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("statements", sa.LargeBinary, nullable=False, comment="of which address, when, yes or no: sealed"),
)

suggestions = sa.Table(
    "suggestions",
    metadata,
    sa.Column("subject_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("other_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("reason", sa.String(60), primary_key=True),
    sa.Column("first_seen", sa.String(10), nullable=False),
    sqlite_with_rowid=False,
)

rulings = sa.Table(
    "rulings",
    metadata,
    sa.Column("one_id", sa.Integer, primary_key=True, autoincrement=False, comment="the smaller"),
    sa.Column("other_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("verdict", sa.String(10), nullable=False),
    sa.Column("ruled_on", sa.Date, nullable=False),
)

releases = sa.Table(
    "releases",
    metadata,
    sa.Column("release", sa.String(80), primary_key=True),
    sa.Column("version", sa.String(80), primary_key=True),
    sa.Column("domain", sa.String(80), nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("as_of", sa.String(10), nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("subjects", sa.Integer, nullable=False),
    sa.Column("content", sa.String(64), nullable=False, comment="SHA-256 over the published data files"),
    sa.Column("withdrawn", sa.String(10), comment="the day on which it was, if it was"),
)

release_members = sa.Table(
    "release_members",
    metadata,
    sa.Column("release", sa.String(80), primary_key=True),
    sa.Column("version", sa.String(80), primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False, comment="ids from part * 65536 + 1 on"),
    sa.Column("members", sa.LargeBinary, nullable=False, comment="a bit per id, sealed"),
)

domain_epochs = sa.Table(
    "domain_epochs",
    metadata,
    sa.Column("domain", sa.String(80), primary_key=True),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("pinned_on", sa.Date, nullable=False),
)

requests = sa.Table(
    "requests",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subjects", sa.LargeBinary, nullable=False, comment="uint32 ids, sealed"),
    sa.Column("received", sa.Date, nullable=False),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("extended", sa.Date),
    sa.Column("state", sa.String(40), nullable=False),
    sa.Column("closed", sa.Date),
)

corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("category", sa.String(40), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False, comment="whose, and the value: sealed"),
)

approvals = sa.Table(
    "approvals",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("asked_by", sa.String(120), nullable=False),
    sa.Column("asked_on", sa.Date, nullable=False),
    sa.Column("approved_by", sa.String(120)),
    sa.Column("settled", sa.String(20), comment="how it ended: answered or refused"),
)

audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("entries", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digest", sa.LargeBinary, nullable=False, comment="of the newest entry of the audit log"),
)

seal_epoch = sa.Table(
    "seal_epoch",
    metadata,
    sa.Column("epoch", sa.Integer, primary_key=True, autoincrement=False, comment="of the keyring, for all seals"),
)
"""One row, or none while the seals are still of the epoch of the look-ups."""

gate_digests = sa.Table(
    "gate_digests",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digests", sa.LargeBinary, nullable=False, comment="little-endian uint64, ascending"),
)
