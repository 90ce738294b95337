"""What stands around street and number in an address: the building before them, box, floor and side behind them.

Shared by the recognizers of streets, so that an address ends in the same place however its street is written.
"""

_ORDINAL = r"\d{1,2} ?(?:ème|eme|ère|er|è|de|ste|e|nd|st|rd|th|\.)"
_ORDINAL_WORD = (
    r"(?:eerste|tweede|derde|vierde|vijfde|premier|deuxième|troisième|quatrième|first|second|third|fourth|ersten?"
    r"|zweiten?|dritten?)"
)
_STOREY = (
    r"(?:verdiep(?:ing)?\b|verd\b\.?|v[/]?d(?:iep)?\b|étage\b|etage\b|ét\b\.?|et\.|stock(?:werk)?\b|stk\b\.?|og\b"
    r"|obergeschoss\b|floor\b|fl\b\.?)"
)
_GROUND = (
    r"(?:glv\b\.?|gvl\b\.?|gelijkvl(?:oers)?\b|rdc\b|r\.d\.c\.|rez(?:-de-chaussée)?\b|erdgeschoss\b|dachgeschoss\b"
    r"|hinterhof\b|hinterhaus\b|vorderhaus\b|ground floor\b|souterrain\b)"
)
_SIDE = r"(?:,? \(?(?:links|rechts|droite|gauche|left|right)\b\)?)"

FLOOR = rf"(?i:(?:(?:,? ?|/)\(?(?:(?:{_ORDINAL}|{_ORDINAL_WORD}) {_STOREY}|{_GROUND})\)?{_SIDE}?)?)"
"""``, 3rd floor``, `` 2e étage gauche``, `` gelijkvloers``; or nothing."""

BUILDING = (
    r"(?:(?:Residentie|Résidence|Residenz|Residence|Res\.|Rés\.|Gebouw|Bâtiment|Bât\.|Ferme|Domaine|Domein|Villa|Huize"
    r"|Château|Kasteel|Blok|Bloc|Building|Tour|Toren) "
    r"(?:(?:de la|de|des|du|d['’]|la|le|les|l['’]|het|van|den|der)[ ]?){0,2}"
    r"[A-Z0-9À-ÖØ-Þ][A-Za-zÀ-ɏ0-9'’-]*(?: [A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]*){0,2}(?:,| -)? )?"
)
"""``Résidence Les Lilas, ``; or nothing."""
