"""Kinds of which every member holds a letter or a sign: shapes of names, links, texts, words for numbers."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detectors.kinds import Kind, are_all, as_bool, spoken
from detectors.kinds.patterns import CAPITALISED, DIGIT_WORD, MONTH_WORD


def _is_mixed(texts: pa.Array) -> np.ndarray:
    """Whether small letters, capitals and digits all come, as in what a program drew at random."""
    mixed = np.logical_and.reduce([as_bool(pc.match_substring_regex(texts, one)) for one in ("[a-z]", "[A-Z]", r"\d")])
    return np.asarray(mixed)


LETTERS: tuple[Kind, ...] = (
    Kind("name_shape", rf"^{CAPITALISED}(?:[ -]{CAPITALISED}|, ?{CAPITALISED}){{0,5}}(?:\s?\([^)]{{2,20}}\))?$"),
    Kind("titled", r"(?i)^(?:dr|prof|docteur|dokter|doctor|docteure)\.? ?[A-Za-zÀ-ɏ]"),
    Kind("particle", r"(?i)^(?:van|vanden|vander|von|de|den|der|d['’]|el|ben|al|di|da|dos|del|le|la)[ '’]?\s?[A-ZÀ-Þ]"),
    Kind("username", r"^[a-zà-ÿ]{3,}[a-zà-ÿ0-9]*(?:[._-]?[a-zà-ÿ]+)*[._-]?\d{1,4}$|^[a-z]{2,}[._][a-z]{2,}$"),
    Kind("full_name_shape", r"^[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.-]+,? (?:[A-Za-zÀ-ɏ'’.-]+ ){0,3}[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.-]+$"),
    Kind("several_words", r"^[A-Za-zÀ-ɏ]\S*(?:\s+\S*[A-Za-zÀ-ɏ]\S*)+$"),
    Kind(
        "street",
        r"(?i)(?:^|\s|[A-Za-zÀ-ɏ])(?:straat|str\.|laan|lei|plein|steenweg|stwg|baan|weg|dreef|kaai|vest"
        r"|pad|markt|hof|kade|ring|wijk|gracht|steeg|stra(?:ß|ss)e|gasse|allee|platz)\.?(?:[ ,]+(?:\d|nr"
        r"|bus)|$)|(?:^|\d[a-z]?,? )(?:rue|avenue|av\.|boulevard|bd\.?|chauss[ée]e|place|square|quai"
        r"|all[ée]e|impasse|clos|dr[èe]ve|route|sentier|lange|korte) [A-Za-zÀ-ɏ]|street address:",
    ),
    Kind("url", r"(?i)^(?:https?|ftp|webcal|skype|mailto)://?\S+$|^www\.\S+$"),
    Kind(
        "token",
        r"^eyJ[\w-]+\.[\w-]+\.|^(?:sk|pk|rk|gh[pousr]|xox[abpr]|AKIA|AIza|glpat|whsec|github_pat|live|test|SG)[-_.]?[\w.-]{12,}$"
        r"|^(?i:bearer|basic) [\w.~+/=-]{16,}$|^-----BEGIN [A-Z ]*PRIVATE KEY",
    ),
    Kind("random_letters", r"^[A-Za-z0-9_+/=-]{20,}$", _is_mixed),
    Kind(
        "capability_link",
        r"(?i)^https?://\S*(?:token|signature|[?&]sig=|cancel|reschedule|/join|expires=|boards\.trello|meetup-join"
        r"|[?&#](?:key|auth|pwd|password|session|sid|jwt|ticket|otp|invite|code|reset|confirm|hash|rlkey)="
        r"|zoom\.us/[jw]/|meet\.|whereby\.com/|we(?:transfer|\.)(?:com/downloads|tl)/|(?:drive|docs)\.google\.com/"
        r"|dropbox\.com/(?:s|scl|t)/|1drv\.ms/|sharepoint\.com/:|icloud\.com/|trello\.com/[bc]/|chat\.whatsapp\.com/)\S*$"
        r"|(?i)^[a-z]+://[^\s/@:]+:[^\s/@]+@\S+$",
    ),
    Kind(
        "browser",
        r"(?i)^(?:(?:google )?chrome|(?:mobile )?safari|firefox|(?:microsoft )?edge|opera|samsung internet|brave"
        r"|vivaldi|duckduckgo|internet explorer|msie|android webview|safari \(in-app\)|uc browser)"
        r"(?: (?:mobile|ios|android))?(?:[ /]v?\d[\d.]*)?$",
    ),
    Kind("initials", r"^(?:[A-ZÀ-Þ][. -]{0,2}){2,4}$"),
    Kind("capital_code", r"^[A-Z]{3,10}\d{0,4}$"),
    Kind("path", r"^/[\w.%~-]*(?:/[\w.%~-]*)*(?:[?#]\S*)?$"),
    Kind(
        "user_agent",
        r"Mozilla/\d|AppleWebKit|Chrome/\d|Safari/\d|Firefox/\d|Opera/\d|^(?:curl|okhttp"
        r"|python-requests)/\d",
    ),
    Kind(
        "file_name",
        r"(?i)[^/\\\s]\.(?:pdf|docx?|xlsx?|jpe?g|png|heic|gif|txt|rtf|odt|csv|zip|mp3|mp4|m4a|wav|mov|webm"
        r"|msg|eml|pptx?|tiff?)$",
    ),
    Kind("recording", r"(?i)\.(?:mp3|mp4|m4a|wav|mov|webm|avi|mkv|amr|ogg)$"),
    Kind(
        "handle",
        r"^@[\w.]{2,30}$|^@[\w.-]+@[\w.-]+\.[a-z]{2,}$|^live:\.?[\w.]+$|^8:\S+$|^[\w.]{2,32}#\d{4}$"
        r"|^[A-Za-z][A-Za-z0-9.-]{1,20}\\[\w.-]{2,}$|^/?u/[\w-]{3,20}$",
    ),
    Kind("lone_word", r"^[a-zà-ÿ][a-zà-ÿ0-9._-]{2,30}$|^[A-Z][a-z]+[A-Z][a-z]+\d*$"),
    Kind("mrz", r"^[IPACV][A-Z<][A-Z]{3}[0-9A-Z]+<[0-9A-Z<]+|^\d{7}[MFX<]\d{7}[A-Z]{3}"),
    Kind(
        "unit_shape",
        r"(?i)^(?:x?\s?10[\^*]?\d{1,2}|[kmµμn]?(?:mol|g|iu|ie|ui|u|kat|osm|eq)|m?[iu]+|cel(?:len|ls|lules)?|mm)?"
        r"/(?:m?mol|[dmµμfn]?l|kg|min|[hu]|24 ?[hu]|mm[3³]|hpf|m?g|m[2²])(?:/1[.,]73 ?m[2²])?$"
        r"|^(?:%|‰|fl|pg|ng|sec|ratio|index|mmhg|kpa|bpm|°c|g%|vol%)$",
    ),
    Kind(
        "spelled_email",
        r"(?i)\S ?(?:\(at\)|\[at\]|\bat\b|apenstaart(?:je)?|arobase|klammeraffe) ?\S.*"
        r"(?:\bpunt|\bpoint|\bdot\b|\bpunkt|\.)",
    ),
    Kind("spoken_phone", rf"(?i)^(?:plus )?{DIGIT_WORD}(?:[ ,.-]+\S+){{4,15}}$", are_all(spoken.is_phone)),
    Kind("spoken_date", rf"(?i)^[^0-9]{{3,40}} {MONTH_WORD}[^0-9]{{0,60}}$", are_all(spoken.is_date)),
    Kind(
        "age_in_words",
        r"(?i)^[a-zà-ÿ-]{3,30} ?(?:jaar|ans|jahre?|years?|jarige?|jährige?[rn]?|year-old)(?: oud| alt| old)?$",
        are_all(spoken.is_age),
    ),
    Kind("html", r"(?i)<(?:p|br|div|table|b|a|span|html|ul|li|partlist|URIObject)\b[^>]*>"),
    Kind("json", r"^[\[{].*[\]}]$"),
    Kind("masked", r"^[*•]{3,}$"),
    Kind("lines", r"\S[\r\n]+\s*\S"),
    Kind("sentence", r"^\S+(?:\s+\S+){4,}"),
    Kind("list", r"^[^,;|]{2,40}(?:\s?[,;|]\s?[^,;|]{2,40})+$"),
    Kind("slug", r"^[a-z0-9]+(?:[-_][a-z0-9]+)+$"),
    Kind("time_zone", r"^(?:Europe|America|Africa|Asia|Etc|Australia|Pacific|Atlantic)/\w+"),
    Kind(
        "pronoun_pair",
        r"(?i)^(?:hij|zij|ze|die|hen|il|elle|iel|ielle|er|sie|dey|xier|he|she|they|ul"
        r"|any)\s?[/,]\s?[A-Za-zÀ-ɏ]+(?:\s?[/,]\s?[A-Za-zÀ-ɏ]+)*$",
    ),
    Kind("intake_answer", r"^(?:First|Last|Name|Street Address|City|Postal|Zip)\b[^:]*:\s"),
)
"""Kinds of which every member holds a letter or a sign."""
