"""The intake form: the table downloaded for the years until 2024, and what the API answers for those since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sample_data.forms import submissions
from sample_data.jotform_api import answer
from sample_data.jotform_table import download

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_data.exports import Export
    from sample_data.people import Person

_API_SINCE = date(2025, 1, 1)


def make(seed: int, people: Sequence[Person]) -> list[Export]:
    """The two files."""
    forms = submissions(seed, people)
    early = [form for form in forms if form.moment.date() < _API_SINCE]
    late = [form for form in forms if form.moment.date() >= _API_SINCE]
    return [download(early), answer(late)]
