"""How words are written and where they stand: abbreviated, in capitals, where a sentence begins, where people sign.

Each tells it of all words of a text at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detectors.lexicons import words as word_list
from detectors.names.lexicon import abbreviations
from detectors.words import CAPITAL, DIGIT

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.notes import Notes
    from detectors.words import Words

    Flags = npt.NDArray[np.bool_]

_LONGEST_ABBREVIATION = 6
_FEW_WORDS = 2
_BEGINS_A_SENTENCE = frozenset(".!?:;\n\x00•*>|/-–—\t(")


def are_measured(notes: Notes, words: Words) -> Flags:
    """Which words have a number behind them, or a word before them by which something is reckoned: ``Hamilton 14``."""
    digit = notes.kinds[words.start] & DIGIT != 0
    number, reckoned = np.zeros(len(digit), np.bool_), np.zeros(len(digit), np.bool_)
    number[:-1] = digit[1:] & (words.start[1:] - words.end[:-1] == 1)
    reckoned[1:] = words.among(_RECKONED_BY)[:-1]
    return np.asarray(number | reckoned)


_RECKONED_BY = frozenset({"volgens", "selon", "nach", "per"})


def stand_before_an_article(words: Words, capital: Flags) -> Flags:
    """Which words have an article or a preposition behind them: ``Mark de plaats``, ``Roos op de wang``."""
    linking = words.among(_LINKING) & ~capital
    return np.append(linking[1:], [False])[: len(linking)]


_LINKING_WORDS = "op de het een in aan van bij a du la le les un une sur au aux der die das auf am im the of on at"
_LINKING = frozenset(_LINKING_WORDS.split())


def are_modal(words: Words) -> Flags:
    """Which words are the English *can* beside who does it or what is done: ``u can ring``, ``14/08 can become``."""
    before, behind = words.among(_WHO_DOES), words.among(_IS_DONE)
    beside = np.append([False], before[:-1]) | np.append(behind[1:], [False])[: len(words.start)]
    return np.asarray(words.among(_CAN) & beside)


def ask(notes: Notes, words: Words) -> Flags:
    """Which words begin an English question, whoever is called so: ``Can I``, ``Will you``."""
    behind = np.append(words.among(_WHO_IS_ASKED)[1:], [False])[: len(words.start)]
    return np.asarray(words.among(_ASKING) & behind & begin_a_sentence(notes, words))


_ASKING = frozenset({"can", "will", "may"})
_WHO_IS_ASKED = frozenset({"i", "you", "we", "they", "he", "she", "it", "my", "our", "someone", "anyone", "anybody"})


def are_in_a_week(notes: Notes, words: Words) -> Flags:
    """Which words are days of the week, three or more in a row: the *Thu* of ``Wed  Thu  Fri``."""
    found = np.zeros(len(words.start), np.bool_)
    apart = np.isin(notes.codes[words.end], (ord(" "), ord("\t"), ord("|")))
    for days in _WEEKS:
        day = words.among(days)
        begins = np.flatnonzero(day[:-2] & day[1:-1] & day[2:] & apart[:-2] & apart[1:-1])
        for step in range(3):
            found[begins + step] = True
    return found


_WEEKS = (
    frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"}),
    frozenset({"mo", "di", "mi", "do", "fr", "sa", "so"}),
    frozenset({"ma", "di", "wo", "do", "vr", "za", "zo"}),
    frozenset({"lu", "ma", "me", "je", "ve", "sa"}),
)


def are_lettered(notes: Notes, words: Words) -> Flags:
    """Which words are a thing and its letter: ``Block C``, ``Annex B``; not somebody and an initial, ``Wing, T.``."""
    thing = words.among(_THINGS_WITH_LETTERS)
    letter = (words.end - words.start == 1) & words.is_capitalised(notes) & words.among(_FIRST_LETTERS)
    letter &= notes.codes[words.end] != ord(".")
    beside = (words.start[1:] - words.end[:-1] == 1) & (notes.codes[words.end[:-1]] == ord(" "))
    named = np.append([False], thing[:-1] & beside)[: len(thing)] & letter
    return np.asarray(named | np.append(named[1:], [False])[: len(thing)])


_FIRST_LETTERS = frozenset("abcdefgh")


_THINGS = (
    "blok block bloc gebouw batiment gebaude building vleugel wing aile flugel zone zaal salle saal parking bijlage"
    " annexe anhang annex appendix hepatitis vitamine vitamin klasse classe rij rang reihe row rev revision revisie"
)
_THINGS_WITH_LETTERS = frozenset(_THINGS.split())

_CAN = frozenset({"can"})
_WHO_DOES_WORDS = "i u you we they he she it who that which how when where what nobody anyone everyone"
_WHO_DOES = frozenset(_WHO_DOES_WORDS.split())
_IS_DONE_WORDS = (
    "be not have do come become call ring text mail email send get go make take give see ask use pay bring wait start"
    " stop also only still just i u you we they he she it someone anyone"
)
_IS_DONE = frozenset(_IS_DONE_WORDS.split())


def are_numbered(words: Words) -> Flags:
    """Which words have one with a digit behind them."""
    return np.append(words.values(str.isalpha)[1:] == 0, [False])[: len(words.start)]


def stand_behind_an_article(words: Words) -> Flags:
    """Which words have an article or a preposition before them."""
    return np.append([False], words.among(_LINKING | {"to", "from", "each", "our"})[:-1])[: len(words.start)]


def stand_alone(notes: Notes, words: Words) -> Flags:
    """Which words have so few beside them that nothing around tells what they are: the cells of a column, mostly."""
    note = notes.note_of(words.start)
    return np.asarray(np.bincount(note, minlength=len(notes.starts))[note] <= _FEW_WORDS)


def stand_among_numbers(notes: Notes, words: Words) -> Flags:
    """Which words are the only ones of letters in their note, as the flag of a result: ``12,4 (H)``."""
    note = notes.note_of(words.start)
    size = len(notes.starts)
    spelt, all_words = (np.bincount(note, weights, size)[note] for weights in (words.values(str.isalpha), None))
    return np.asarray((spelt == 1) & (all_words > 1))


def are_abbreviated(notes: Notes, words: Words) -> Flags:
    """Which words are abbreviations in capitals, or stand before the colon of a header: ``LH``, ``Fw:``."""
    known = np.flatnonzero(words.among(abbreviations()) & (words.end - words.start <= _LONGEST_ABBREVIATION))
    last = notes.kinds[words.end[known] - 1] & CAPITAL != 0
    header = (notes.codes[words.end[known]] == ord(":")) & np.isin(
        [words.vocabulary[code] for code in words.code[known].tolist()], _HEADERS
    )
    found = np.zeros(len(words.start), np.bool_)
    found[known] = last | header
    return found


def is_derived(word: str) -> bool:
    """Whether a long word is made as nouns and adverbs are, and names are not: ``cliniquement``, ``wundversorgung``."""
    return len(word) >= _LONG and word.endswith(_SUFFIXES)


_LONG = 9
_SUFFIXES = ("ung", "keit", "heit", "schaft", "tion", "tie", "ment", "heid", "lich", "logie", "scopie", "ness", "ique")

_AGENTS = frozenset({"door", "par", "by", "von", "durch", "avec", "met", "with", "mit"})


def are_in_capitals(notes: Notes, words: Words) -> Flags:
    """Which words begin with two capitals and end with one."""
    capital = notes.kinds & CAPITAL != 0
    return np.asarray(capital[words.start] & capital[words.start + 1] & capital[words.end - 1])


def are_few_capitals(notes: Notes, words: Words) -> Flags:
    """Which words are two or three capitals and no role, in a text that is not all in capitals: words seldom are."""
    length = words.end - words.start
    all_capitals = are_in_capitals(notes, words)
    note = notes.note_of(words.start)
    loud = np.bincount(note, all_capitals, len(notes.starts)) > np.bincount(note, minlength=len(notes.starts)) / 2
    short = (length > 1) & (length < _LONGEST_INITIALS) & ~words.among(word_list("roles_and_wards.txt"))
    return np.asarray(short & all_capitals & ~loud[note])


_LONGEST_INITIALS = 4


def sign(notes: Notes, words: Words) -> Flags:
    """Which words stand where people sign or are told to have acted: at the end of a line, or behind *door*, *par*."""
    codes = notes.codes
    last, before = codes[words.end], codes[np.maximum(words.start - 2, 0)]
    behind_stop = (last == ord(".")) & (codes[np.minimum(words.end + 1, len(codes) - 1)] == ord("\n"))
    ends_line = (last == ord("\n")) | behind_stop
    apart = np.isin(before, [ord(sign) for sign in ".,!?)/-–—"])
    acts = np.append([False], words.among(_AGENTS)[:-1]) & (codes[words.start - 1] == ord(" "))
    return np.asarray((ends_line & apart) | acts)


def are_mister(notes: Notes, words: Words, capital: Flags) -> Flags:
    """Which words are the French ``M.`` before a capitalised word."""
    found = np.zeros(len(words.start), np.bool_)
    stopped = (notes.codes[words.end[:-1]] == ord(".")) & (words.start[1:] - words.end[:-1] == 2)  # noqa: PLR2004
    long = words.end[1:] - words.start[1:] > 2  # noqa: PLR2004 no initial
    found[:-1] = words.among(frozenset("m"))[:-1] & capital[:-1] & capital[1:] & stopped & long
    return found


_HEADERS = (
    "fw",
    "fwd",
    "re",
    "aw",
    "tr",
    "wg",
    "antw",
    "rv",
    "rep",
    "ref",
    "obj",
    "cc",
    "bcc",
    "tel",
    "fax",
    "gsm",
    "url",
)


def begin_a_sentence(notes: Notes, words: Words) -> Flags:
    """Which words have a sentence's, a line's or a bracket's beginning before them."""
    before = notes.codes[np.maximum(words.start - 1, 0)]
    further = notes.codes[np.maximum(words.start - 2, 0)]
    begins = np.array([ord(sign) for sign in sorted(_BEGINS_A_SENTENCE)])
    spaced = np.isin(before, (ord(" "), 0xA0)) & np.isin(further, begins)
    return np.asarray(spaced | np.isin(before, begins[begins != ord("-")]))
