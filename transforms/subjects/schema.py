"""The vault's tables: keyed look-ups, encrypted values and dates, never a clear identifier."""

from __future__ import annotations

import sqlalchemy as sa

VERSION = 1

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

subjects = sa.Table(
    "subjects",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("secret", sa.LargeBinary, comment="16 random bytes, AES-SIV; null once the subject is erased"),
    sa.Column("profile", sa.LargeBinary, comment="traits for linkage and names for redaction, AES-SIV"),
    sa.Column("created_run", sa.Integer, nullable=False),
    sa.Column("seen_run", sa.Integer, nullable=False),
    sa.Column("merged_into", sa.Integer, comment="the subject that this one turned out to be"),
    sa.Column("restricted", sa.Boolean, nullable=False, default=False),
    sa.Column("objected", sa.Boolean, nullable=False, default=False),
)

identifiers = sa.Table(
    "identifiers",
    metadata,
    # Sorted by look-up, so that a first run of a million subjects appends to one tree.
    sa.Column("kind", sa.String(80), primary_key=True),
    sa.Column("lookup", sa.LargeBinary(16), primary_key=True),
    sa.Column("subject_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("source", sa.String(120), nullable=False, comment="the table that it was first seen in"),
    sa.Column("first_seen", sa.String(10), nullable=False, comment="as-of date of the first run that met it"),
    sqlite_with_rowid=False,
)

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("subject_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("purpose", sa.String(40), primary_key=True),
    sa.Column("source", sa.String(120), primary_key=True),
    sa.Column("stated_at", sa.String(19), primary_key=True, comment="empty when the source does not date it"),
    sa.Column("given", sa.Boolean, nullable=False),
    sqlite_with_rowid=False,
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
    sa.Column("digests", sa.LargeBinary, nullable=False, comment="sorted little-endian uint64"),
)
