"""Shares and sizes from which on the values of a column say something; the words ``few`` and ``most`` in numbers."""

from __future__ import annotations

FEW = 5
"""Cells, or repetitions of a value, from which on they say something."""
SOME, MOST, MOSTLY, NEARLY_ALL = 0.1, 0.5, 0.75, 0.9
"""Shares of the cells."""
LONG = 40
"""Characters on average from which on several words are a text."""
LABELS = 60
"""Different values that a list of choices has at most."""
