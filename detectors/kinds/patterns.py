"""Pieces of the patterns of kinds: months, seasons and digits in words, and capitalised words."""

from __future__ import annotations

MONTH_WORD = (
    r"(?:jan|feb|f[eé]v|maa|mrt|mar|m[aä]r|apr|avr|mei|mai|may|jun|jui|jul|aug|ao[uû]|sep|o[kc]t|nov|d[eé][cz])"
    r"[A-Za-zÀ-ɏ]*"
)
SEASON = (
    "lente|zomer|herfst|winter|voorjaar|najaar|printemps|été|ete|automne|hiver|frühling|frühjahr|sommer|herbst|spring|summer"
    "|autumn|fall|week|semaine|woche"
)
DIGIT_WORD = (
    r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|zéro|zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf|null|eins"
    r"|zwei|drei|fünf|sechs|sieben|neun|oh|one|two|three|four|five|seven|eight|nine)"
)
CAPITALISED = (
    r"(?:[A-ZÀ-ÖØ-ÞŁŠŽČĆŞİĞ][A-Za-zÀ-ɏ'’.-]*|van|de|der|den|d['’]|la|le|du|el|ter|ten|von|al|da|dos|bin|te|'t)"
)
