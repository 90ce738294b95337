"""Which subjects may be in a release, and why the others may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.treatments.generalise import ages

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from transforms.people import People
    from transforms.policy import SubjectRules

REASONS = (
    "", "restricted", "objection", "do-not-contact", "no-consent", "minor", "age-unknown", "expired", "k-anonymity",
    "no-subject", "merged", "tells-of-change", "perhaps-another",
)  # fmt: skip
"""Reason codes; a subject's standing is an index into them, 0 where the subject is in the release.

The first that applies is told, in this order:

- ``restricted``: processing is restricted, or the subject was erased; no policy can let them in (GDPR art. 17, 18).
- ``objection``: the subject objected to further use (GDPR art. 21), at the clinic or in a source.
- ``do-not-contact``: the subject, or an address or number of theirs, has an entry whose term is not over.
- ``no-consent``: the latest statement on a purpose that the policy asks for is no *yes*.
- ``minor``: under 18 on the reference date; where the policy lets parents consent, those whose parents did not.
- ``age-unknown``: treated as a minor, and nobody can consent for somebody of unknown age.
- ``expired``: all terms of retention are over.

``k-anonymity``, ``no-subject`` and ``perhaps-another`` are found later, when the release is made; so is what keeps
single rows inside (``transforms.row_standings``): ``expired`` as well, ``merged`` and ``tells-of-change``
(``transforms.changes``).
"""

ADULT = 18


def code(reason: str) -> int:
    """The number of a reason."""
    return REASONS.index(reason)


def standing(
    people: People, rules: SubjectRules, as_of: dt.date, *, expired: npt.NDArray[np.bool_] | None = None
) -> npt.NDArray[np.int8]:
    """The standing of every subject: 0, or the first reason that keeps the subject out.

    Args:
        people: the subjects of the run.
        rules: the policy's.
        as_of: reference date, on which a subject is a minor or not.
        expired: whose retention term is over; nobody's if absent.

    A restricted or erased subject is in no release, whatever the policy (GDPR art. 17 and 18).
    """
    found = np.zeros(len(people), dtype=np.int8)
    for reason, applies in _checks(people, rules, as_of, expired):
        found[(found == 0) & applies] = code(reason)
    return found


def _checks(
    people: People, rules: SubjectRules, as_of: dt.date, expired: npt.NDArray[np.bool_] | None
) -> list[tuple[str, npt.NDArray[np.bool_]]]:
    nobody = np.zeros(len(people), dtype=bool)
    checks = [("restricted", people.restricted)]
    if rules.objection == "exclude":
        checks.append(("objection", people.objected))
    if rules.do_not_contact == "exclude":
        checks.append(("do-not-contact", people.consents.get("do_not_contact", nobody)))
    checks += [("no-consent", ~people.consents.get(purpose, nobody)) for purpose in rules.consent]
    if rules.minors != "include":
        checks += _age_checks(people, rules, as_of)
    if rules.expired == "exclude" and expired is not None:
        checks.append(("expired", expired))
    return checks


def minors(people: People, as_of: dt.date) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Who is under 18 on a day, and of whom no age is known."""
    age = ages(people.attributes["birth_date"].combine_chunks(), as_of)
    known = age.is_valid().to_numpy(zero_copy_only=False)
    return known & (age.fill_null(ADULT).to_numpy() < ADULT), ~known


def _age_checks(people: People, rules: SubjectRules, as_of: dt.date) -> list[tuple[str, npt.NDArray[np.bool_]]]:
    """Minors and those who may be; ``with-parental-consent`` lets the ones in whose parents agreed."""
    minor, unknown = minors(people, as_of)
    if rules.minors == "with-parental-consent":
        minor &= ~people.consents.get("parental", np.zeros(len(people), dtype=bool))
    return [("minor", minor), ("age-unknown", unknown)]
