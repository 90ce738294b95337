"""A form's answers, which come keyed by question number, as one value per question.

The label of a question is its ``text``; the key is only a number. Answers are HTML-escaped. Names, addresses and
matrices keep their parts (``Name.first``); dates, times and telephone numbers are put together; ticked boxes become
lines of one cell, as in the form's own CSV. ``prettyFormat`` repeats the answer and is left out, as is what describes
the question and not the answer.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from flows.crawl.headers import unused
from flows.crawl.labels import seems_personal

_QUESTION = {
    "name", "order", "text", "type", "answer", "prettyFormat", "sublabels", "countryCode", "inputMask",
    "inputMaskValue", "dateFormat", "timeFormat", "cfname", "static", "maxValue", "selectedField", "mcolumns", "mrows",
    "dcolumns", "drows", "options_array", "special", "calcValues", "required", "readonly", "hidden", "qid",
}  # fmt: skip
_LAYOUT = {
    "control_head", "control_button", "control_pagebreak", "control_collapse", "control_divider", "control_text",
    "control_image", "control_captcha",
}  # fmt: skip
_TAG = re.compile(r"<[^<>]*>")


def by_question(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Label → answer, in the order of the form; null where a question was not answered.

    >>> by_question({"3": {"text": "Naam", "type": "control_fullname", "answer": {"first": "Zo&euml;", "last": "Maes"}},
    ...              "7": {"text": "Datum", "type": "control_datetime",
    ...                    "answer": {"year": "1986", "month": "10", "day": "23"}}})
    {'Naam.first': 'Zoë', 'Naam.last': 'Maes', 'Datum': '1986-10-23'}
    """
    columns: dict[str, Any] = {}
    for number, question in answers.items():
        if not isinstance(question, Mapping):
            columns[unused(f"question_{number}", columns)] = question
        elif question.get("type") not in _LAYOUT or question.get("answer"):
            label = unused(_label(number, question), columns)
            for name, value in _parts(label, question):
                columns[unused(name, columns)] = value
    return columns


def _label(number: str, question: Mapping[str, Any]) -> str:
    text = " ".join(_TAG.sub(" ", html.unescape(str(question.get("text") or ""))).split())
    name = text or str(question.get("name") or "")
    return f"question_{number}" if not name or seems_personal(name) else name


def _parts(label: str, question: Mapping[str, Any]) -> list[tuple[str, Any]]:
    known = _answer(label, str(question.get("type", "")), _unescaped(question.get("answer")))
    others = [(f"{label}.{key}", value) for key, value in question.items() if key not in _QUESTION]
    return known + [(name, _unescaped(value)) for name, value in others]


def _answer(label: str, kind: str, answer: Any) -> list[tuple[str, Any]]:
    if isinstance(answer, dict):
        joined = _JOINED[kind](answer) if kind in _JOINED else None
        return [(label, joined)] if joined is not None else _members(label, answer)
    if isinstance(answer, list):
        return [(label, _lines(answer))]
    return [(label, answer)]


def _members(label: str, answer: dict[str, Any]) -> list[tuple[str, Any]]:
    named = ((f"{label}.{' '.join(str(key).split())}", value) for key, value in answer.items())
    return [(name, _lines(value) if isinstance(value, list) else value) for name, value in named]


def _lines(answer: list[Any]) -> Any:
    """Scalars on lines of one cell; objects stay a list and become a child table."""
    plain = all(isinstance(item, str) for item in answer)
    return "\n".join(answer) if plain else answer


def _unescaped(value: Any) -> Any:
    if isinstance(value, str):
        return html.unescape(value)
    if isinstance(value, list):
        return [_unescaped(item) for item in value]
    if isinstance(value, dict):
        return {html.unescape(key): _unescaped(item) for key, item in value.items()}
    return value


def _date(answer: dict[str, Any]) -> str | None:
    """ISO date and time, when the parts are there and no other."""
    if set(answer) - {"year", "month", "day", "hour", "min", "ampm"}:
        return None
    year, month, day = (_number(answer.get(part)) for part in ("year", "month", "day"))
    if year is None or month is None or day is None:
        return None if any(answer.values()) else ""
    time = _clock(answer.get("hour"), answer.get("min"), answer.get("ampm"))
    return f"{year:04}-{month:02}-{day:02}{f' {time}' if time else ''}"


def _time(answer: dict[str, Any]) -> str | None:
    if set(answer) - {"hourSelect", "minuteSelect", "ampm"}:
        return None
    return _clock(answer.get("hourSelect"), answer.get("minuteSelect"), answer.get("ampm"))


def _clock(hour: Any, minute: Any, half: Any) -> str | None:
    hours, minutes = _number(hour), _number(minute)
    if hours is None or minutes is None:
        return None
    if half:
        hours = hours % 12 + (12 if str(half).upper() == "PM" else 0)
    return f"{hours:02}:{minutes:02}"


def _number(part: Any) -> int | None:
    return int(part) if isinstance(part, str) and part.isascii() and part.isdigit() else None


def _phone(answer: dict[str, Any]) -> str | None:
    if set(answer) - {"full", "country", "area", "phone"} or not all(isinstance(p, str) for p in answer.values()):
        return None
    order = ("country", "area", "phone", "full")
    return " ".join(answer[part] for part in order if answer.get(part))


_JOINED: dict[str, Callable[[dict[str, Any]], str | None]] = {
    "control_datetime": _date,
    "control_birthdate": _date,
    "control_time": _time,
    "control_phone": _phone,
}
