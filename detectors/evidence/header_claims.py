"""What the header of a column claims, and how far its values bear that out.

A claim of something with a shape (a date, an e-mail address) stands or falls with the values. A claim of something
without one (a diagnosis, a status) stands until the values plainly say something that it cannot be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.evidence.expectations import BEARS, COMMON_SHAPES, FITS, NEVER, OWN
from detectors.evidence.value_claims import repeats_words, share_of_names
from detectors.evidence.value_shares import FEW, LABELS, MOST, MOSTLY, NEARLY_ALL, SOME
from detectors.findings import Finding
from detectors.taxonomy import BY_NAME, is_direct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detectors.evidence.headers import Guess
    from detectors.evidence.observation import Observation

BELIEVED = 0.6
"""Strength from which on a claim counts."""
VAGUE = frozenset({"value", "flag", "name", "naam", "nom"})
"""Words of headers that mean little outside their table."""
NAMES = ("person_name", "former_name", "family_member_name", "provider_name")
_BARE = frozenset({"date", "datum", "dates"})
"""Words that say of a date no more than that it is one."""
_LITTLE = 0.2
"""How much a shape that many things have adds to a claim that says little."""
_CHOICES, _OFTEN, _SHORT = 25, 3, 30
_TAGGED = 0.3
MEASURE = "measure"
"""Role of a header that speaks of a length or a weight."""
_SAY_LITTLE = frozenset({"label", "free_text", "clinical_note"})
_ANSWERS = frozenset({"flag", "number"})
_RIVAL, _STRONG_RIVAL = 0.68, 0.75


def claims(guesses: Sequence[Guess], seen: Observation, told: Sequence[Finding]) -> tuple[Finding, ...]:
    """The readings of the header, those that the values bear out best first; direct identifiers before others."""
    found = [_borne_out(guess, seen, told) for guess in guesses]
    return tuple(sorted(found, key=lambda finding: (-finding.confidence, not is_direct(finding.category))))


def header_says(guess: Guess) -> str:
    """The header's part of the evidence."""
    return f"the header says “{guess.phrase}”"


def _borne_out(guess: Guess, seen: Observation, told: Sequence[Finding]) -> Finding:
    kinds = FITS.get(guess.category)
    belied = None if guess.role == MEASURE and _lie_close(seen) else _belied(guess, seen, told)
    if belied and (kinds is None or guess.phrase in _BARE or _fits_by_chance(kinds, seen, told)):
        return belied
    if guess.phrase in VAGUE and guess.category in NAMES and repeats_words(seen) and share_of_names(seen) < SOME:
        says = "but few different values come, and none is a known name"
        return Finding("label", "", 0.65, (header_says(guess), says))
    if kinds is None:
        return _not_belied(guess, seen)
    share = seen.share(*kinds)
    if share >= MOST:
        return _fits(guess, share, seen)
    return belied or _fits_badly(guess, share, told)


def _lie_close(seen: Observation) -> bool:
    """Whether whole numbers lie as close together as heights and weights do."""
    return seen.numbers.low > seen.numbers.span > 0


def _fits_by_chance(kinds: Sequence[str], seen: Observation, told: Sequence[Finding]) -> bool:
    """Whether only a shape that many things have bears out the header, while a list of words or a check says more."""
    own = tuple(kind for kind in kinds if kind not in COMMON_SHAPES)
    return told[0].confidence >= _STRONG_RIVAL and (not own or seen.share(*own) < MOST)


def _fits(guess: Guess, share: float, seen: Observation) -> Finding:
    own = [kind for kind in FITS[guess.category] if kind not in COMMON_SHAPES]
    bears = 0.9 if guess.strength >= BELIEVED or seen.share(*own, "") >= MOST else _LITTLE
    agreed = 1 - (1 - guess.strength) * (1 - bears * share)
    few = 0.95 if seen.telling < FEW else 1.0
    return Finding(guess.category, guess.role, round(agreed * few, 3), (header_says(guess), _fit(share)))


def _fits_badly(guess: Guess, share: float, told: Sequence[Finding]) -> Finding:
    """Better protected for nothing than shown by mistake: something sensitive stays so while nothing else is told."""
    rivalled = bool(told) and told[0].confidence >= _RIVAL
    sensitive = BY_NAME[guess.category].kind[0] in "DSX" and not rivalled
    trust = 0.9 if sensitive else MOST + share / 2
    return Finding(guess.category, guess.role, round(guess.strength * trust, 3), (header_says(guess), _fit(share)))


def _belied(guess: Guess, seen: Observation, told: Sequence[Finding]) -> Finding | None:
    """The claim, hardly believed any more, where the values plainly are something that it cannot be."""
    rival = next(iter(told), None)
    if (
        rival is None
        or rival.confidence < _needed(guess, rival)
        or (rival.category in BEARS.get(guess.category, frozenset()) and not _is_foreign(guess, rival, seen))
    ):
        return None
    if rival.category == guess.category:
        return None
    says = f"but its values rather are of another kind: {BY_NAME[rival.category].label}"
    return Finding(guess.category, guess.role, round(min(guess.strength, 0.5) * 0.8, 3), (header_says(guess), says))


def _is_foreign(guess: Guess, rival: Finding, seen: Observation) -> bool:
    """Whether the values prove to be something else, and hardly any is a word of what the header claims.

    What is said of health or of a person is never taken for a mere choice, count or answer on that ground.
    """
    own = OWN.get(guess.category)
    if own is None or seen.share(*own) >= SOME:
        return False
    protected = BY_NAME[guess.category].kind[0] == "S"
    return rival.category not in _SAY_LITTLE and not (protected and rival.category in _ANSWERS)


def _needed(guess: Guess, rival: Finding) -> float:
    """A list of choices may hold any words; but never what points at a person or tells of health."""
    mixed = guess.category == "label" and BY_NAME[rival.category].kind[0] not in "DXS"
    return _STRONG_RIVAL if mixed else _RIVAL


def _not_belied(guess: Guess, seen: Observation) -> Finding:
    if guess.category == "label" and (plainer := _plainer_than_a_choice(seen)):
        return Finding(plainer, "", 0.75, (header_says(guess), f"and the values are {BY_NAME[plainer].label}"))
    if guess.category == "free_text" and _are_choices(seen):
        return Finding("label", "", 0.7, (header_says(guess), "but a few short answers come again and again"))
    against = seen.share(*NEVER.get(guess.category, ("masked",)))
    answers = seen.share("flag", "binary")
    sensitive = BY_NAME[guess.category].kind[0] in "DSX"
    if guess.category == "label" and (seen.share("sentence") >= MOST or seen.distinct > max(LABELS, seen.filled // 4)):
        if seen.share("list") >= _TAGGED and seen.share("worded") >= NEARLY_ALL and seen.share("sentence") < MOST:
            return Finding("label", "", guess.strength, (header_says(guess), "several of a few choices in a cell"))
        says = "but its values are too many or too long for a label"
        return Finding("label", "", 0.4, (header_says(guess), says))
    if against >= MOST and not (sensitive and answers >= MOST):
        says = f"but {against:.0%} of the values cannot be"
        return Finding(guess.category, guess.role, 0.3, (header_says(guess), says))
    sure = 1 - (1 - guess.strength) * (0.5 if seen.telling >= FEW else 0.9)
    strength = sure if guess.strength >= BELIEVED else guess.strength
    return Finding(guess.category, guess.role, round(strength, 3), (header_says(guess),))


def _plainer_than_a_choice(seen: Observation) -> str:
    """What a column of choices is rather called: answers of yes and no, or numbers of which there are many."""
    if seen.share("flag", "binary") >= NEARLY_ALL:
        return "flag"
    return "number" if seen.share("numeric") >= MOSTLY and seen.distinct > FEW else ""


def _are_choices(seen: Observation) -> bool:
    """Whether what is called a remark or a reason is a few words in use, that were offered to choose from."""
    few = seen.distinct <= _CHOICES and seen.repeats >= _OFTEN and seen.mean_length < _SHORT
    worded = seen.share("worded") >= MOSTLY and share_of_names(seen) < SOME
    return few and worded and seen.share("sentence", "lines") < SOME


def _fit(share: float) -> str:
    return f"{share:.0%} of the values have the shape of it"
