"""Detect: what is found in a text, as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detectors.errors import UsageError

if TYPE_CHECKING:
    from detectors.findings import Span

AT_ONCE = 200
"""Texts that are scanned together: many in one pass are an order of magnitude faster than one by one."""


class Request(BaseModel):
    """One line of input."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: str | int
    text: str
    language: Annotated[str | None, Field(description="nl, fr, de or en; told from the text when absent.")] = None
    known: Annotated[list[str], Field(description="Identifiers of the people that the text is about.")] = []


def detect_lines(lines: Iterable[str]) -> Iterator[str]:
    """One JSON line with the language and the spans for each JSON line of text; offsets count characters.

    Raises:
        UsageError: a line is not such an object; named by its number, not by what it says.
    """
    from detectors.languages import languages_of

    requests = (_request(line, number) for number, line in enumerate(lines, start=1) if line.strip())
    while some := list(islice(requests, AT_ONCE)):
        told = languages_of([request.text for request in some])
        for request, language, spans in zip(some, told, _found(some), strict=True):
            answer = {
                "id": request.id,
                "language": request.language or language,
                "spans": [_as_dict(span) for span in spans],
            }
            yield json.dumps(answer, ensure_ascii=False)


def _found(requests: list[Request]) -> list[list[Span]]:
    """The spans of each text; texts whose language is stated the same are read together."""
    from detectors.text import find_spans_in

    found: list[list[Span]] = [[] for _ in requests]
    for language in dict.fromkeys(request.language for request in requests):
        places = [place for place, request in enumerate(requests) if request.language == language]
        texts = [requests[place].text for place in places]
        known = [requests[place].known for place in places]
        for place, spans in zip(places, find_spans_in(texts, language=language, known_of=known), strict=True):
            found[place] = spans
    return found


def _as_dict(span: Span) -> dict[str, object]:
    return {
        "start": span.start,
        "end": span.end,
        "category": span.category,
        "score": round(span.score, 4),
        "recognizer": span.recognizer,
    }


def _request(line: str, number: int) -> Request:
    try:
        return Request.model_validate_json(line)
    except ValidationError as error:
        fields = sorted({str(problem["loc"][0]) for problem in error.errors(include_input=False) if problem["loc"]})
        wrong = f"its field {', '.join(fields)} is missing or of the wrong type" if fields else "it is not valid JSON"
        raise UsageError(
            f"Line {number} cannot be read: {wrong}.", hint='Write one object a line: {"id": "1", "text": "…"}'
        ) from None
