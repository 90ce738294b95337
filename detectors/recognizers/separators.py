"""What people put between the groups of a number, as pieces of RE2 character classes.

Word processors make blanks unbreakable and hyphens long; a number written so is the same number.
"""

from __future__ import annotations

BLANKS = r"\x20\x{A0}\x{2007}\x{2009}\x{200A}\x{202F}"
"""Space, no-break, figure, thin, hair and narrow no-break space; no line break."""

DASHES = r"\-\x{2010}-\x{2015}\x{2212}"
"""Hyphen-minus, hyphen, no-break hyphen, figure to horizontal dash, minus sign."""

DASH = f"[{DASHES}]"
GAP = f"[{BLANKS}{DASHES}./]"
"""Any one sign between two groups."""
