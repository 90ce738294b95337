"""Detect: what is found in a text, as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detectors.errors import UsageError


class Request(BaseModel):
    """One line of input."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: str | int
    text: str
    language: Annotated[str | None, Field(description="nl, fr, de or en; told from the text when absent.")] = None
    known: Annotated[list[str], Field(description="Identifiers of the people that the text is about.")] = []


def detect_lines(lines: Iterable[str]) -> Iterator[str]:
    """One JSON line of spans for each JSON line of text; offsets count characters.

    Raises:
        UsageError: a line is not such an object; named by its number, not by what it says.
    """
    from detectors.text import find_spans

    for number, line in enumerate(lines, start=1):
        if line.strip():
            request = _request(line, number)
            spans = find_spans(request.text, language=request.language, known=request.known)
            found = [
                {
                    "start": span.start,
                    "end": span.end,
                    "category": span.category,
                    "score": round(span.score, 4),
                    "recognizer": span.recognizer,
                }
                for span in spans
            ]
            yield json.dumps({"id": request.id, "spans": found}, ensure_ascii=False)


def _request(line: str, number: int) -> Request:
    try:
        return Request.model_validate_json(line)
    except ValidationError as error:
        fields = sorted({str(problem["loc"][0]) for problem in error.errors(include_input=False) if problem["loc"]})
        wrong = f"its field {', '.join(fields)} is missing or of the wrong type" if fields else "it is not valid JSON"
        raise UsageError(
            f"Line {number} cannot be read: {wrong}.", hint='Write one object a line: {"id": "1", "text": "…"}'
        ) from None
