"""Belgian places: from a postal code or a municipality to its province, from a province to its region.

A postal code has hundreds to tens of thousands of inhabitants; a province from 300,000 up. Facts: the public list of
postal codes (``data/postal_codes.csv``).
"""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from detectors.folding import fold
from transforms.wordings import on_distinct, rows_of

PROVINCES = {
    "BRU": "Brussels",
    "VAN": "Antwerp",
    "VBR": "Flemish Brabant",
    "VLI": "Limburg",
    "VOV": "East Flanders",
    "VWV": "West Flanders",
    "WBR": "Walloon Brabant",
    "WHT": "Hainaut",
    "WLG": "Liège",
    "WLX": "Luxembourg",
    "WNA": "Namur",
}
"""ISO 3166-2:BE code → name. Brussels belongs to no province and counts as one."""

_REGION_OF_LETTER = {"B": "Brussels", "V": "Flanders", "W": "Wallonia"}

REGION_OF = {name: _REGION_OF_LETTER[code[0]] for code, name in PROVINCES.items()}
"""Province → region."""

_OTHER_NAMES = {
    "VAN": "Anvers|Malines|Mecheln|Lierre",
    "VBR": "Louvain|Löwen|Tirlemont|Hal|Vilvorde|Leeuw-Saint-Pierre",
    "VLI": "Tongres|Saint-Trond|Looz|Maaseik|Fourons",
    "VOV": "Gent|Gand|Ghent|Alost|Termonde|Audenarde|Renaix|Saint-Nicolas|Grammont",
    "VWV": "Bruges|Brügge|Courtrai|Ostende|Ostend|Ypres|Ieper|Furnes|Roulers|Menin|Dixmude",
    "WBR": "Waver|Nijvel|Geldenaken|Eigenbrakel|Ottignies-Louvain-la-Neuve|Terhulpen",
    "WHT": "Bergen|Doornik|Moeskroen|Zinnik|Edingen|Aat|Lessen|Komen",
    "WLG": "Luik|Lüttich|Liege|Hoei|Borgworm|Weismes|Malmedy|Eupen",
    "WLX": "Aarlen|Arel|Bastenaken|Marche",
    "WNA": "Namen|Dinant|Gembloers",
    "BRU": "Brussel|Bruxelles|Brüssel|Brussels|Elsene|Ixelles|Ukkel|Uccle|Schaarbeek|Schaerbeek|Oudergem|Auderghem"
    "|Vorst|Forest|Sint-Gillis|Saint-Gilles|Etterbeek|Jette|Evere|Ganshoren|Koekelberg|Molenbeek"
    "|Sint-Jans-Molenbeek|Molenbeek-Saint-Jean|Sint-Agatha-Berchem|Sint-Joost-ten-Node|Saint-Josse-ten-Noode"
    "|Sint-Lambrechts-Woluwe|Woluwe-Saint-Lambert|Sint-Pieters-Woluwe|Woluwe-Saint-Pierre|Watermaal-Bosvoorde"
    "|Watermael-Boitsfort|Laken|Laeken|Anderlecht|Neder-Over-Heembeek|Haren",
}
"""Names in the other languages of places that the list names in one."""

_DIGITS = r"^\s*(?:[Bb][Ee]?[ -]*)?([1-9]\d{3})\s*$"


def provinces_of_postal_codes(codes: pa.Array) -> pa.Array:
    """The province of every Belgian postal code; null for what is none, such as ``1234 AB`` or ``75011``.

    >>> provinces_of_postal_codes(pa.array(["9000", "B-1050", "75011", None])).to_pylist()
    ['East Flanders', 'Brussels', None, None]
    """
    digits = pc.replace_substring_regex(codes, _DIGITS, r"\1")
    known, names = _by_postal_code()
    return pc.take(names, pc.index_in(digits, known))


def provinces_of_municipalities(names: pa.Array) -> pa.Array:
    """The province of every municipality, in any of its names; null where none or several have that name.

    >>> provinces_of_municipalities(pa.array(["Gand", "LÜTTICH", "Parijs"])).to_pylist()
    ['East Flanders', 'Liège', None]
    """
    return on_distinct(names, lambda name: _by_place().get(fold(name.strip())))


def regions(provinces: pa.Array) -> pa.Array:
    """The region of every province; null where it is none."""
    return on_distinct(provinces, REGION_OF.get)


@cache
def _by_postal_code() -> tuple[pa.Array, pa.Array]:
    rows = rows_of("postal_codes.csv")
    names = pa.array([PROVINCES[row["province"]] for row in rows])
    return pa.array([row["postal_code"] for row in rows]), names


@cache
def _by_place() -> dict[str, str]:
    """Folded name of a place → province; the well-known bearer of a name in another language wins over a hamlet."""
    homes: dict[str, set[str]] = {}
    for row in rows_of("postal_codes.csv"):
        for place in row["places"].split("|"):
            homes.setdefault(fold(place), set()).add(PROVINCES[row["province"]])
    listed = {place: next(iter(found)) for place, found in homes.items() if len(found) == 1}
    others = {fold(place): PROVINCES[code] for code, places in _OTHER_NAMES.items() for place in places.split("|")}
    return listed | others
