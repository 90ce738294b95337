"""What a cell of each category looks like; what does not look like it is not that.

A shape takes filled text cells and gives typed values, null where a cell does not fit. Columns are classified by most
of their cells, so the odd one out is the danger: a name typed into a field for a status, a remark among results.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from transforms.items import split_list, where_all_fit
from transforms.survey import SHARED_BY
from transforms.treatments.lab_values import lab_values
from transforms.vocabulary import where_known
from transforms.wordings import codes

if TYPE_CHECKING:
    from transforms.plan import ColumnPlan

Shape = Callable[[pa.Array, "ColumnPlan"], pa.Array]

LONGEST_TERM = 120
"""Characters of a diagnosis, product or procedure; what is longer is a note."""

LONGEST_LIST = 600
"""Characters of several of them in one cell."""

_THOUSANDS_COMMA = r"^[+-]?\d{1,3}(,\d{3})+\.\d+$|^[+-]?\d{1,3}(,\d{3}){2,}$"
_THOUSANDS_POINT = r"^[+-]?\d{1,3}(\.\d{3})+,\d+$|^[+-]?\d{1,3}(\.\d{3}){2,}$"
_THOUSANDS_SPACE = r"^[+-]?\d{1,3}( \d{3})+(,\d+)?$"
_WHOLE_THOUSANDS = r"^[+-]?\d{1,3}(\.\d{3})+$"
_NUMBER = r"^[+-]?\d{1,8}(\.\d{1,10})?$"
"""At most eight digits before the point: telephone, national and account numbers have more."""

_CURRENCY = r"(?i)\s*(€|eur|euro)\s*"
_LONG_LINE = rf"[^\r\n]{{{LONGEST_TERM + 1}}}"
_DURATION = r"(?i)^\d{1,5}(?::\d{2}){1,2}$|^\d{1,5}(?:[.,]\d{1,3})?\s*(?:[a-z]{1,8}\.?)?$|^P[0-9YMWDTHS.]{1,24}$"


def shape_of(category: str) -> Shape:
    """The shape of a category; what has none of its own must be a label."""
    return _SHAPES.get(category, _label)


def is_term(category: str) -> bool:
    """Whether cells of the category are terms and codes of care."""
    return shape_of(category) is _term


def _number(texts: pa.Array, plan: ColumnPlan) -> pa.Array:
    """float64; decimal comma or point."""
    plain = _plain_number(texts)
    if plan.category == "amount":
        plain = _without(plain, _WHOLE_THOUSANDS, r"\.")  # nobody pays with three decimals
    return _matching(plain, _NUMBER).cast(pa.float64())


def _amount(texts: pa.Array, plan: ColumnPlan) -> pa.Array:
    return _number(pc.replace_substring_regex(texts, _CURRENCY, ""), plan)


def _plain_number(texts: pa.Array) -> pa.Array:
    texts = pc.replace_substring_regex(texts, r"[\x{a0}\x{202f}]", " ")
    texts = _without(texts, _THOUSANDS_COMMA, ",")
    texts = _without(texts, _THOUSANDS_POINT, r"\.")
    texts = _without(texts, _THOUSANDS_SPACE, " ")
    return pc.replace_substring(texts, ",", ".")


def _without(texts: pa.Array, where: str, what: str) -> pa.Array:
    """The texts that match ``where``, cleared of ``what``; the others as they are."""
    return pc.if_else(pc.match_substring_regex(texts, where), pc.replace_substring_regex(texts, what, ""), texts)


def _matching(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.if_else(pc.match_substring_regex(texts, pattern), texts, pa.scalar(None, pa.string()))


def _flag(texts: pa.Array, _plan: ColumnPlan) -> pa.Array:
    """Boolean."""
    return pc.equal(codes("flag", texts), "true")


def _lab_value(texts: pa.Array, _plan: ColumnPlan) -> pa.Array:
    return lab_values(texts)


def _duration(texts: pa.Array, _plan: ColumnPlan) -> pa.Array:
    return _matching(texts, _DURATION)


def _term(texts: pa.Array, plan: ColumnPlan) -> pa.Array:
    """A clinical term, or several of them: each made of known words, or shared by at least three people."""
    return where_known(_short(texts), plan.frequent)


def _short(texts: pa.Array) -> pa.Array:
    short = pc.and_(
        pc.less_equal(pc.utf8_length(texts), LONGEST_LIST), pc.invert(pc.match_substring_regex(texts, _LONG_LINE))
    )
    return pc.if_else(short, texts, pa.scalar(None, pa.string()))


def _label(texts: pa.Array, plan: ColumnPlan) -> pa.Array:
    """A text of which every item is shared by at least three people; without a survey, by three rows of the batch."""
    frequent = _frequent_here(texts) if plan.frequent is None else plan.frequent
    return where_all_fit(texts, lambda items: pc.is_in(items, frequent))


def _frequent_here(texts: pa.Array) -> pa.Array:
    counts = pc.value_counts(pc.list_flatten(split_list(texts)))
    often = pc.greater_equal(pc.struct_field(counts, "counts"), SHARED_BY)
    return pc.struct_field(counts, "values").filter(often)


_SHAPES: Mapping[str, Shape] = {
    "number": _number,
    "amount": _amount,
    "flag": _flag,
    "lab_value": _lab_value,
    "duration": _duration,
    "diet": _term,
    "medical_condition": _term,
    "medication": _term,
    "procedure": _term,
    "lab_test": _term,
}
