"""Pieces of the patterns of kinds: months, seasons and digits in words, and capitalised words."""

from __future__ import annotations

MONTH_WORD = (
    r"(?:jan|feb|f[eé]v|maa|mrt|mar|m[aä]r|apr|avr|mei|mai|may|jun|jui|jul|aug|ao[uû]|sep|o[kc]t|nov|d[eé][cz])"
    r"[A-Za-zÀ-ɏ]*"
)
MONTH_NAME = (
    r"(?:jan(?:uari|uary|uar|vier|v)?|feb(?:ruari|ruary|ruar)?|f[eé]v(?:rier|r)?|maart|mrt|mar(?:ch|s)?|m[aä]rz|apr(?:il)?"
    r"|avr(?:il)?|mei|mai|may|jun[ei]?|juin|jul[iy]?|juil(?:let)?|aug(?:ustus|ust)?|ao[uû]t|sep(?:t|tember|tembre)?"
    r"|o[kc]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember)?|d[ée]c(?:embre)?)"
)
"""The same, and nothing that only begins so: ``3 maanden`` is no day of March."""
WEEKDAY = (
    r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|lun(?:di)?|mar(?:di)?|mer(?:credi)?"
    r"|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|mi|fr"
    r"|sa|so|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
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
