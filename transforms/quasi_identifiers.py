"""The table ``subjects``: what describes a person, once per person, coarse enough that nobody stands alone.

Quasi-identifiers leave a research extract here and nowhere else. Gender at birth and gender identity are two columns,
never merged into one and never derived from each other; the registered sex does not leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.anonymity import Anonymity, Ladder, Sensitive, anonymise
from transforms.places import provinces_of_postal_codes, regions
from transforms.plan import SUBJECT_ID
from transforms.pseudonyms import subject_pseudonyms, suppression_lots
from transforms.safety import SUBJECT_CATEGORIES
from transforms.standing import code
from transforms.treatments.generalise import OLDEST, birth_years
from transforms.wordings import codes, profession_groups

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from transforms.keys import DomainKey
    from transforms.people import People
    from transforms.policy import Policy

TABLE = "subjects"
"""Name of the table in a release."""

ABROAD = "abroad"
"""Stands for every country in which fewer than k of the release's people live."""

_OTHER = "other"
_UNDECLARED = 0.1
"""Weight of a column that the policy does not name among its quasi-identifiers: it gives way first."""

Steps = list[tuple[str, pa.Array]]


@dataclass(frozen=True)
class Subjects:
    """The table and what had to be done to it.

    Attributes:
        table: ``subject_id`` and one text column per quasi-identifier; ``*`` is hidden, null unknown; sorted by
            ``subject_id``, so that the order tells nothing.
        standing: as before, with ``k-anonymity`` for those who must leave the release.
        anonymity: the report's figures; its arrays are aligned with ``indices``.
        indices: subject index of each person that was considered.
    """

    table: pa.Table
    standing: npt.NDArray[np.int8]
    anonymity: Anonymity | None
    indices: npt.NDArray[np.int64]


def subjects_table(
    policy: Policy,
    people: People,
    standing: npt.NDArray[np.int8],
    domain: DomainKey,
    as_of: dt.date,
    *,
    sensitive: Mapping[str, pa.Table] | None = None,
) -> Subjects:
    """The table ``subjects`` of a release.

    Args:
        policy: k, l, the quasi-identifiers, and the finest level of each.
        people: the subjects of the run.
        standing: of each subject; those with 0 are considered.
        domain: key of the release's domain.
        as_of: reference date: ages from 90 on are one group.
        sensitive: category → table of (``value``, ``subject``), as ``Survey.sensitive``; needed for l.
    """
    indices = np.flatnonzero(standing == 0)
    ladders = _ladders(policy, people.attributes.take(pa.array(indices)), as_of)
    if not ladders or not len(indices):
        return Subjects(_table(indices, {}, people, domain), standing, None, indices)
    found = anonymise(
        ladders,
        policy.protect.k,
        suppression_lots(domain, people.secrets[indices]),
        sensitive=_sensitive(policy, sensitive or {}, indices),
    )
    after = standing.copy()
    after[indices[found.withheld]] = code("k-anonymity")
    stay = pa.array(~found.withheld)
    columns = {name: column.filter(stay) for name, column in found.columns.items()}
    return Subjects(_table(indices[~found.withheld], columns, people, domain), after, found, indices)


def _table(
    indices: npt.NDArray[np.int64], columns: Mapping[str, pa.Array], people: People, domain: DomainKey
) -> pa.Table:
    pseudonyms = subject_pseudonyms(domain, people.secrets[indices])
    return pa.table({SUBJECT_ID: pseudonyms, **columns}).sort_by(SUBJECT_ID)


def _ladders(policy: Policy, attributes: pa.Table, as_of: dt.date) -> list[Ladder]:
    """A ladder for every column that the policy lets out, those it names among its quasi-identifiers first."""
    declared = policy.protect.quasi_identifiers
    order = [*declared, *(name for name in _STEPS if name not in declared)]
    return [_ladder(name, _STEPS[name](attributes, policy, as_of), declared) for name in order if _leaves(policy, name)]


def _weight(name: str, declared: tuple[str, ...]) -> float:
    """A column's loss counts the more, the earlier the policy names it."""
    return 1 / (1 + declared.index(name)) if name in declared else _UNDECLARED


def _leaves(policy: Policy, name: str) -> bool:
    """Whether any category behind a column is neither dropped nor withheld."""
    behind = [category for category, column in SUBJECT_CATEGORIES.items() if column == name]
    return any(policy.treatment_of(category).name not in ("drop", "withhold") for category in behind)


def _ladder(name: str, steps: Steps, declared: tuple[str, ...]) -> Ladder:
    columns = tuple(column for _, column in steps)
    return Ladder(name, tuple(step for step, _ in steps), columns, _weight(name, declared), name in declared)


def _birth_year(attributes: pa.Table, policy: Policy, as_of: dt.date) -> Steps:
    """Year, then bands of five and ten years, from the level on that the policy allows."""
    years = birth_years(_column(attributes, "birth_date"), as_of)
    steps = [("year", years.cast(pa.string()))]
    steps += [(f"band{width}", _year_bands(years, width)) for width in (5, 10)]
    first = [step for step, _ in steps].index(_finest(policy, "birth_date", "year"))
    oldest = as_of.year - OLDEST
    return [(step, _name_oldest(column, years, oldest)) for step, column in steps[first:]]


def _year_bands(years: pa.Array, width: int) -> pa.Array:
    low = pc.multiply(pc.divide(years.cast(pa.int64()), width), width)
    return pc.binary_join_element_wise(low.cast(pa.string()), pc.add(low, width - 1).cast(pa.string()), "-")


def _name_oldest(column: pa.Array, years: pa.Array, oldest: int) -> pa.Array:
    return pc.if_else(pc.equal(years, oldest), f"{oldest} or earlier", column)


def _province(attributes: pa.Table, policy: Policy, _as_of: dt.date) -> Steps:
    """Province, then region, then country; people abroad show their country, or ``abroad`` where few live there."""
    countries = codes("country", _column(attributes, "country"))
    provinces = provinces_of_postal_codes(_column(attributes, "postal_code"))
    at_home = pc.or_(pc.is_in(countries, pa.array(["BE"])), pc.and_(countries.is_null(), provinces.is_valid()))
    abroad = _rare_as(pc.if_else(at_home, pa.scalar(None, pa.string()), countries), policy.protect.k, ABROAD)
    province = pc.if_else(at_home, provinces, abroad)
    region = pc.if_else(at_home, regions(provinces), abroad)
    country = pc.if_else(at_home, "BE", pc.if_else(abroad.is_valid(), ABROAD, abroad))
    steps = [("province", province), ("region", region), ("country", country)]
    return steps[[step for step, _ in steps].index(_finest(policy, "postal_code", "province")) :]


def _country(attributes: pa.Table, policy: Policy, _as_of: dt.date) -> Steps:
    return [("country", _rare_as(codes("country", _column(attributes, "country")), policy.protect.k, ABROAD))]


def _wording(name: str) -> Callable[[pa.Table, Policy, dt.date], Steps]:
    """A column whose wordings are brought to codes, rare ones together."""

    def steps(attributes: pa.Table, policy: Policy, _as_of: dt.date) -> Steps:
        values = codes(name, _column(attributes, name))
        return [("value", values), ("common", _rare_as(values, policy.protect.k, _OTHER))]

    return steps


def _gender_at_birth(attributes: pa.Table, _policy: Policy, _as_of: dt.date) -> Steps:
    return [("value", codes("gender_at_birth", _column(attributes, "gender_at_birth")))]


def _profession(attributes: pa.Table, policy: Policy, _as_of: dt.date) -> Steps:
    groups = profession_groups(_column(attributes, "profession"))
    return [("isco", groups), ("common", _rare_as(groups, policy.protect.k, _OTHER))]


def _insurer(attributes: pa.Table, policy: Policy, _as_of: dt.date) -> Steps:
    """The insurers that at least k people name alike: a free field may hold anything."""
    return [("common", _rare_as(pc.utf8_trim_whitespace(_column(attributes, "insurer")), policy.protect.k, _OTHER))]


_STEPS: Mapping[str, Callable[[pa.Table, Policy, dt.date], Steps]] = {
    "birth_year": _birth_year,
    "province": _province,
    "gender_at_birth": _gender_at_birth,
    "gender_identity": _wording("gender_identity"),
    "language": _wording("language"),
    "country": _country,
    "profession": _profession,
    "insurer": _insurer,
}
"""Column of the table → its steps from fine to coarse. The order is that of importance, where a policy names none."""


def _finest(policy: Policy, category: str, otherwise: str) -> str:
    level = policy.treatment_of(category).level
    return level or otherwise


def _rare_as(values: pa.Array, least: int, name: str) -> pa.Array:
    """The values, with those of fewer than ``least`` people under one name."""
    counts = pc.value_counts(pc.drop_null(values))
    common = pc.struct_field(counts, "values").filter(pc.greater_equal(pc.struct_field(counts, "counts"), least))
    return pc.if_else(pc.or_(values.is_null(), pc.is_in(values, common)), values, name)


def _column(attributes: pa.Table, name: str) -> pa.Array:
    """A column as one array, all null where the table lacks it."""
    if name not in attributes.column_names:
        return pa.nulls(attributes.num_rows, pa.date32() if name == "birth_date" else pa.string())
    return attributes[name].combine_chunks()


def _sensitive(policy: Policy, found: Mapping[str, pa.Table], indices: npt.NDArray[np.int64]) -> list[Sensitive]:
    """The sensitive values of the people in the release, by position instead of subject index."""
    kinds = []
    for category, least in policy.protect.l.items():
        pairs = found.get(category)
        if pairs is None or not pairs.num_rows:
            continue
        subjects = pairs["subject"].to_numpy()
        values = pairs["value"].combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
        position = np.searchsorted(indices, subjects)
        here = indices[np.minimum(position, len(indices) - 1)] == subjects
        kinds.append(Sensitive(category, least, position[here].astype(np.int64), values[here].astype(np.int64)))
    return kinds
