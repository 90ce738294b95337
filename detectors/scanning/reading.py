"""What of the notes each pattern has to read: what stands near a sign that it needs, or behind words that tell.

Of long texts less: what every match of a pattern holds is looked up first, and most patterns need things that are rare.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from detectors.scanning.excerpts import Excerpts, Stretches, merged, near, places_of, whole
from detectors.scanning.grams import Grams
from detectors.scanning.needs import needs_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from detectors.context import Mentions
    from detectors.notes import Notes
    from detectors.recognizer import Recognizer
    from detectors.scanning.needs import Needs

_SHORT = 20_000
"""Characters of notes that every pattern reads sooner than is told what they hold."""

_FREQUENT = 300
"""Characters of text to a place, below which it is quicker to read what stands between than to cut it out."""

_LONGEST_BEHIND_CONTEXT = 120
"""Characters behind the window of a telling word in which a candidate that begins in the window must end."""


class Reading:
    """The parts of notes that patterns read."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._near: dict[tuple[str, int], Stretches] = {}
        self._excerpts: dict[tuple[str, int], Excerpts] = {("", 0): whole(notes.encoded)}
        self._behind: dict[str, Excerpts] = {}
        self._places: dict[str, npt.NDArray[np.int64]] = {}

    @cached_property
    def _grams(self) -> Grams:
        return Grams(self._notes)

    def by_pattern(self, recognizer: Recognizer, regex: str) -> Excerpts:
        """What a pattern of a recognizer reads."""
        if len(self._notes.text) < _SHORT:
            return self._all_near(recognizer)
        needs = needs_of(regex)
        around = self._around(needs)
        if around is not None:
            return self._shared(around, recognizer).excerpts(self._notes.encoded)
        return self._all_near(recognizer)

    def behind(self, recognizer: Recognizer, mentions: Mentions) -> Excerpts:
        """What stands behind the recognizer's telling words."""
        if recognizer.name not in self._behind:
            ends = np.array(mentions.ends, np.int64)
            stops = np.array(mentions.starts, np.int64) + recognizer.window + _LONGEST_BEHIND_CONTEXT
            stops = np.minimum(stops, np.array(mentions.notes_end, np.int64))
            first, last = self._notes.byte_of(np.stack((ends, stops)))
            stretches = merged(first, last, len(self._notes.encoded))
            self._behind[recognizer.name] = stretches.excerpts(self._notes.encoded)
        return self._behind[recognizer.name]

    def _around(self, needs: Needs) -> Stretches | None:
        """What stands around the groups of signs that a pattern needs; None when they are many."""
        notes = self._notes
        most = len(notes.text) // _FREQUENT
        places = None if needs.ranges is None else self._grams.find(needs.ranges, most)
        if places is None:
            return None
        if needs.width is None:
            holding = np.unique(notes.note_of(places))
            found = Stretches(notes.starts[holding] - 1, notes.ends[holding] + 1)
        else:
            found = near(places, needs.width + 1, len(notes.text))
        return self._in_bytes(found)

    def _in_bytes(self, characters: Stretches) -> Stretches:
        return Stretches(*self._notes.byte_of(np.stack(characters)))

    def _shared(self, stretches: Stretches, recognizer: Recognizer) -> Stretches:
        return stretches.shared(self._stretches(recognizer)) if recognizer.near else stretches

    def _all_near(self, recognizer: Recognizer) -> Excerpts:
        key = (recognizer.near, recognizer.reach if recognizer.near else 0)
        if key not in self._excerpts:
            self._excerpts[key] = self._stretches(recognizer).excerpts(self._notes.encoded)
        return self._excerpts[key]

    def _stretches(self, recognizer: Recognizer) -> Stretches:
        """What stands near the signs that the recognizer's matches hold."""
        signs, reach = recognizer.near, recognizer.reach
        if (signs, reach) not in self._near:
            if signs not in self._places:
                self._places[signs] = places_of(self._notes.encoded, signs)
            self._near[signs, reach] = near(self._places[signs], reach, len(self._notes.encoded))
        return self._near[signs, reach]
