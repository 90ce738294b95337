"""Keyed digests of a whole column at once: the one primitive behind look-ups, pseudonyms, shifts and the gate.

AES-CMAC (RFC 4493, NIST SP 800-38B) is a pseudorandom function of messages of any length. Rows whose messages have the
same number of blocks are chained together: numpy XORs them, one AES-ECB call enciphers block position *i* of all of
them. So a column of a million values costs a few array operations, not a million Python calls.
"""

from __future__ import annotations
