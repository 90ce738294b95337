"""Presidio operators: how each kind of span is replaced.

Only the redaction imports this module, when it has a text to redact: Presidio takes two seconds to load.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult
from presidio_anonymizer.operators import Operator, OperatorType

from transforms.treatments.generalise import OLDEST
from transforms.treatments.placeholders import Acquaintances, Placeholders
from transforms.treatments.written_dates import shift_written

if TYPE_CHECKING:
    from detectors.findings import Span

_NUMBER = re2.compile(r"\d+")


class _Anonymizer(Operator):  # type: ignore[misc]  # Presidio ships no types
    """What the operators below have in common: they anonymise, and take nothing that needs checking."""

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Nothing to check: the parameters come from this module."""

    def operator_type(self) -> OperatorType:
        """Presidio's word for replacing, as opposed to restoring."""
        return OperatorType.Anonymize


class PlaceholderOperator(_Anonymizer):
    """Writes ``[person 1]`` where a name stood."""

    def operate(self, text: str, params: dict[str, Any]) -> str:
        """The placeholder that was chosen for this text, in the order of the document."""
        return str(params["placeholders"][params["entity_type"], text])

    def operator_name(self) -> str:
        """As in ``OperatorConfig``."""
        return "placeholder"


class ShiftDateOperator(_Anonymizer):
    """Moves a date by the subject's days and writes it as it was written."""

    def operate(self, text: str, params: dict[str, Any]) -> str:
        """The moved date; ``[date]`` where the text names no day, such as ``in maart``."""
        return shift_written(text, params["days"]) or "[date]"

    def operator_name(self) -> str:
        """As in ``OperatorConfig``."""
        return "shift_date"


class TopCodeAgeOperator(_Anonymizer):
    """Keeps an age, and brings those of 90 and over together."""

    def operate(self, text: str, params: dict[str, Any]) -> str:  # noqa: ARG002 Presidio's signature
        """The text with every number from 90 up written as ``90+``."""
        return str(_NUMBER.sub(lambda found: f"{OLDEST}+" if int(found[0]) >= OLDEST else found[0], text))

    def operator_name(self) -> str:
        """As in ``OperatorConfig``."""
        return "top_code_age"


def replace_spans(text: str, spans: list[Span], *, days: int, known: Acquaintances) -> str:
    """The text with every span replaced.

    Args:
        text: as written.
        spans: sorted, without overlaps.
        days: by which the subject's dates move.
        known: names of the subject and of relatives.
    """
    placeholders = Placeholders(known)
    written = {}
    for span in spans:
        value = text[span.start : span.end]
        written[span.category, value] = placeholders.of(span.category, value)
    results = [RecognizerResult(span.category, span.start, span.end, span.score) for span in spans]
    operators = {
        "DEFAULT": OperatorConfig("placeholder", {"placeholders": written}),
        "event_date": OperatorConfig("shift_date", {"days": days}),
        "age": OperatorConfig("top_code_age"),
    }
    return str(_engine().anonymize(text, results, operators, merge_entities_with_spaces=False).text)


@cache
def _engine() -> AnonymizerEngine:
    engine = AnonymizerEngine()
    for operator in (PlaceholderOperator, ShiftDateOperator, TopCodeAgeOperator):
        engine.add_anonymizer(operator)
    return engine
