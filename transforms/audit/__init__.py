"""The audit log: who did what, when, in a file to which entries are only ever added.

Each entry holds the digest of the one before and a digest of its own under a key of the keyring: whoever lacks the key
cannot change, drop, swap or insert one without `veilig audit verify` telling. The vault remembers the newest entry, so
that cutting off the end is noticed too. No entry holds personal data of a patient.
"""

from transforms.audit.entry import Entry, Head
from transforms.audit.log import AuditLog
from transforms.audit.verification import Verification

__all__ = ["AuditLog", "Entry", "Head", "Verification"]
