"""Fills the templates: escaped in HTML, strict about what is missing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from flows.numbers import noun
from flows.publish.reasons import in_words

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **values: Any) -> str:
    """The template of that file name, filled; a value that the template asks for and nobody gave is an error."""
    return _environment().get_template(template).render(**values)


def write_page(template: str, path: Path, **values: Any) -> None:
    """The same into a file, piece by piece: a page of many records is never whole in memory."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_environment().get_template(template).generate(**values))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=lambda name: name is not None and ".html" in name,  # noqa: S701 Markdown and scripts are no HTML
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["grouped"] = grouped
    environment.filters["in_words"] = in_words
    environment.filters["several"] = several
    return environment


def several(count: int, one: str, many: str = "") -> str:
    """So many things, for a page.

    >>> several(1, "row"), several(2, "row")
    ('1 row', '2 rows')
    """
    return f"{grouped(count)} {noun(count, one, many)}"


def grouped(number: int) -> str:
    """A count with a narrow no-break space between groups of three digits.

    >>> grouped(1234567) == "1\u202f234\u202f567"
    True
    """
    return f"{number:,}".replace(",", "\u202f")
