"""The vault's tables: keyed look-ups, encrypted values and dates, never a clear identifier.

What there is of everybody is kept in columns, a part of the subjects or look-ups per row, since a million subjects have
twenty million values: as rows of their own these take minutes and half a gigabyte, as columns seconds and half of it.
What there is of few (a restriction, a merger) has a row per subject.
"""

from __future__ import annotations

import sqlalchemy as sa

VERSION = 2

metadata = sa.MetaData()

vault = sa.Table(
    "vault",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("keys", sa.LargeBinary(16), nullable=False, comment="tells whether a keyring fits this vault"),
)

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
    sa.Column("met", sa.LargeBinary, nullable=False, comment="first and last run per subject, uint32"),
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
    sa.Column("source", sa.String(120), nullable=False, comment="the table that they were first seen in"),
    sa.Column("run", sa.Integer, nullable=False, comment="the first run that met them"),
    sa.Column("first", sa.LargeBinary(16), nullable=False),
    sa.Column("last", sa.LargeBinary(16), nullable=False),
    sa.Column("lookups", sa.LargeBinary, nullable=False, comment="16 bytes each, ascending"),
    sa.Column("subjects", sa.LargeBinary, nullable=False, comment="uint32 ids"),
)

statement_parts = sa.Table(
    "statement_parts",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False, comment="of two on a moment the later counts"),
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("source", sa.String(120), nullable=False),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("subjects", sa.LargeBinary, nullable=False, comment="uint32 ids"),
    sa.Column("moments", sa.LargeBinary, nullable=False, comment="int64 microseconds since 1970"),
    sa.Column("given", sa.LargeBinary, nullable=False, comment="one byte each"),
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
)

gate_digests = sa.Table(
    "gate_digests",
    metadata,
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digests", sa.LargeBinary, nullable=False, comment="little-endian uint64, ascending"),
)
