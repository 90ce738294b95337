"""From a column's name and values to its category.

Three witnesses, in this order of trust: values that speak for themselves (an e-mail address is one, whatever the
header claims), what the system's profile declares, and the header borne out by the values. Where they agree the finding
is surer than either; where nothing reaches, the column is ``unknown`` and stays inside. A column is never called
harmless when more than a trace of its cells hold identifiers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from detectors.data_map import MappedTable
from detectors.dates import order_of
from detectors.expectations import CERTAIN, DATES, FITS, IDENTIFIERS, LIKELY, NEVER, REFINES, SAFE, Rule
from detectors.findings import Finding
from detectors.headers import PLAIN, Guess, read_header, record_kind, words_of
from detectors.observation import Observation
from detectors.taxonomy import BY_NAME, is_direct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detectors.decisions import Decisions
    from detectors.tables import CrawledTable, Declared

ENOUGH = 0.6
"""Less sure than this is ``unknown``."""

TRACE = 0.01
"""Share of cells with identifiers from which on a column is no longer harmless."""

SUBSTANTIAL = 0.2
"""The same for categories in ``_READ_CELL_BY_CELL``."""

_DECLARED = 0.97
_FEW = 5
_MOST = 0.5
_SOME = 0.1
_LABELS = 60
_LONG = 40
_NAMES_TELL = 0.3
_NEARLY_ALL = 0.9
_PROVIDERS = frozenset({"provider", "providers", "doctor", "doctors", "staff", "agent", "agents", "artsen", "medecins",
                        "behandelaars", "employees", "medewerkers", "personeel"})  # fmt: skip
_TOLD_IN_TEXT = frozenset({"medical_condition", "medication", "procedure", "diet", "lab_value", "lab_test"})
"""What patients and doctors also write in sentences: those are treated as notes."""
_READ_CELL_BY_CELL = frozenset({"number", "amount", "flag", "duration", "age", "event_date", "lab_value"})
"""A treatment reads each cell and withholds those it cannot: one e-mail address typed there does no harm."""
_VAGUE = frozenset({"value", "flag", "name", "naam", "nom"})
"""Words of headers that mean little outside their table."""
_NAMES = ("person_name", "former_name", "family_member_name", "provider_name")


def classify(
    name: str,
    observation: Observation,
    declared: Declared | None = None,
    *,
    table: str = "",
    neighbours: frozenset[str] = frozenset(),
) -> Finding:
    """What a column is, how sure that is, and why.

    Args:
        name: the header.
        observation: counts over all its cells.
        declared: what the profile of the system knows.
        table: full name of the table.
        neighbours: categories that the headers of the other columns claim.

    >>> from detectors.observation import observe
    >>> import pyarrow as pa
    >>> found = classify("Contact ID", observe(pa.array(["an@example.be", "jo@example.org"])))
    >>> found.category, found.confidence > 0.8
    ('email', True)
    """
    guesses = _in_company(read_header(name, table), neighbours)
    finding = _empty(guesses, declared) if not observation.filled else _weigh(guesses, observation, declared, table)
    finding = _guard(finding, observation)
    if finding.confidence < ENOUGH:
        finding = Finding("unknown", "", finding.confidence, (*finding.evidence, _doubt(finding)))
    return _with_role(finding, observation)


def _doubt(finding: Finding) -> str:
    return (
        "the evidence does not reach for a category"
        if finding.category == "unknown"
        else (f"at most {finding.confidence:.0%} sure of {BY_NAME[finding.category].label}: too little to act on")
    )


def _in_company(guesses: tuple[Guess, ...], neighbours: frozenset[str]) -> tuple[Guess, ...]:
    """Some claims hold only, and weak ones hold better, where other columns of the table claim what goes with them."""
    goes_with = {"lab_value": "lab_test", "medication": "medication"}
    kept = (
        guess
        for guess in guesses
        if guess.phrase not in _VAGUE or guess.category != "lab_value" or "lab_test" in neighbours
    )
    return tuple(
        replace(guess, strength=max(guess.strength, PLAIN)) if goes_with.get(guess.category) in neighbours else guess
        for guess in kept
    )


def _empty(guesses: tuple[Guess, ...], declared: Declared | None) -> Finding:
    if declared:
        return Finding(
            declared.category, declared.role, _DECLARED, ("declared by the system's profile; no values yet",)
        )
    if guesses and guesses[0].strength >= ENOUGH:
        first = guesses[0]
        return Finding(first.category, first.role, 0.7, (_header_says(first), "no values yet"))
    return Finding("empty", "", 0.99, ("no values",))


def _weigh(guesses: tuple[Guess, ...], seen: Observation, declared: Declared | None, table: str) -> Finding:
    """The most trusted witness that has something to say."""
    certain = _certain(seen)
    if declared:
        return _declared(declared, certain, seen)
    claimed = _claimed(guesses, seen)
    if certain:
        return _refined(certain, claimed, seen)
    if claimed and claimed.confidence >= ENOUGH:
        return _never_below_the_values(claimed, seen)
    told = _told_by_values(seen, guesses, table)
    if claimed and claimed.confidence > told.confidence:
        return claimed
    return told


def _certain(seen: Observation) -> Rule | None:
    rule = next((rule for rule in CERTAIN if seen.share(*rule.kinds) >= rule.share), None)
    if rule and rule.category == "provider_number" and seen.share("national_number") > seen.share("provider_number"):
        return next(rule for rule in CERTAIN if rule.category == "national_number")
    return rule


def _by_rule(rule: Rule, seen: Observation, role: str = "") -> Finding:
    confidence = rule.confidence * (0.9 if seen.filled < _FEW else 1.0)
    return Finding(rule.category, role or rule.role, round(confidence, 3), (_looks(rule, seen),))


def _declared(declared: Declared, certain: Rule | None, seen: Observation) -> Finding:
    """The profile wins, unless the values are plainly something more sensitive."""
    says = "declared by the system's profile"
    harmless = not is_direct(declared.category) and BY_NAME[declared.category].kind[0] not in "XT"
    if certain and harmless and (is_direct(certain.category) or certain.category == "secret"):
        return Finding(
            certain.category,
            "",
            certain.confidence,
            (_looks(certain, seen), f"the profile declares {declared.category}"),
        )
    return Finding(declared.category, declared.role, _DECLARED, (says,))


def _refined(certain: Rule, claimed: Finding | None, seen: Observation) -> Finding:
    """The values speak for themselves; the header may name them more closely, or agree."""
    finding = _by_rule(certain, seen)
    if claimed is None:
        return finding
    if claimed.category == certain.category:
        return replace(finding, role=claimed.role, confidence=0.99, evidence=(*claimed.evidence, *finding.evidence))
    if claimed.category in REFINES.get(certain.category, frozenset()):
        return replace(claimed, confidence=0.9, evidence=(*claimed.evidence, *finding.evidence))
    if claimed.category in ("free_text", "clinical_note") and seen.share("sentence") >= _SOME:
        return claimed
    return replace(
        finding, evidence=(*finding.evidence, f"although the header claims {BY_NAME[claimed.category].label}")
    )


def _claimed(guesses: tuple[Guess, ...], seen: Observation) -> Finding | None:
    """The reading of the header that the values bear out best; direct identifiers first where two do equally."""
    findings = [_borne_out(guess, seen) for guess in guesses]
    return max(findings, key=lambda finding: (finding.confidence, is_direct(finding.category)), default=None)


def _borne_out(guess: Guess, seen: Observation) -> Finding:
    kinds = FITS.get(guess.category)
    if kinds is None:
        return _not_belied(guess, seen)
    share = seen.share(*kinds)
    if guess.phrase in _VAGUE and guess.category in _NAMES and _repeats_words(seen) and _share_of_names(seen) < _SOME:
        return Finding(
            "label", "", 0.65, (_header_says(guess), "but few different values come, and none is a known name")
        )
    if share >= _MOST:
        agreed = 1 - (1 - guess.strength) * (1 - 0.9 * share)
        few = 0.95 if seen.filled < _FEW else 1.0
        return Finding(guess.category, guess.role, round(agreed * few, 3), (_header_says(guess), _fit(share)))
    trust = 0.9 if _sensitive(guess.category) and not _told_by_values_alone(seen) else 0.5 + share / 2
    evidence = (_header_says(guess), _fit(share))
    return Finding(guess.category, guess.role, round(guess.strength * trust, 3), evidence)


def _repeats_words(seen: Observation) -> bool:
    return seen.distinct <= _LABELS and seen.filled >= _FEW * seen.distinct


def _sensitive(category: str) -> bool:
    """Better protected for nothing than shown by mistake."""
    return BY_NAME[category].kind[0] in "DSX"


def _not_belied(guess: Guess, seen: Observation) -> Finding:
    against = seen.share(*NEVER.get(guess.category, ("masked",)))
    answers = seen.share("flag", "binary")
    if guess.category == "label" and (
        seen.share("sentence") >= _MOST or seen.distinct > max(_LABELS, seen.filled // 4)
    ):
        return Finding("label", "", 0.4, (_header_says(guess), "but its values are too many or too long for a label"))
    if against >= _MOST and not (_sensitive(guess.category) and answers >= _MOST):
        return Finding(
            guess.category, guess.role, 0.3, (_header_says(guess), f"but {against:.0%} of the values cannot be")
        )
    sure = 1 - (1 - guess.strength) * (0.5 if seen.filled >= _FEW else 0.9)
    return Finding(
        guess.category,
        guess.role,
        round(sure if guess.strength >= ENOUGH else guess.strength, 3),
        (_header_says(guess),),
    )


def _never_below_the_values(claimed: Finding, seen: Observation) -> Finding:
    """A header's claim of something harmless falls to values that are names."""
    if claimed.category in ("label", "flag", "number") and _share_of_names(seen) >= _MOST:
        return _name(seen, "", ("although the header claims otherwise",))
    told = claimed.category in _TOLD_IN_TEXT and _is_text(seen) and seen.mean_length >= _LONG
    if told or (claimed.category == "free_text" and _clinical(seen)):
        return replace(claimed, category="clinical_note", role="", evidence=(*claimed.evidence, "texts about health"))
    return claimed


def _told_by_values_alone(seen: Observation) -> bool:
    return any(seen.share(*rule.kinds) >= rule.share for rule in LIKELY) or seen.share(*DATES) >= _MOST


def _told_by_values(seen: Observation, guesses: tuple[Guess, ...], table: str) -> Finding:
    """What the values say where the header says nothing, or nothing that holds."""
    dates = seen.share(*DATES)
    if dates >= ENOUGH and seen.share("epoch") < dates:
        return _date(seen, dates)
    if _is_text(seen):
        return _text(seen)
    likely = next((rule for rule in LIKELY if seen.share(*rule.kinds) >= rule.share), None)
    names = _share_of_names(seen)
    if (
        names >= _NAMES_TELL
        and seen.share("name_shape") >= ENOUGH
        and not (likely and likely.category in ("municipality", "country"))
    ):
        return _name(seen, table)
    if likely and not (likely.category == "gender_identity" and seen.share("flag", "binary") >= seen.share("gender")):
        return _by_rule(likely, seen)
    return _number_or_label(seen, guesses)


def _date(seen: Observation, share: float) -> Finding:
    """A birth date when the years are those of living people and spread like their ages; else the date of an event."""
    says = f"{share:.0%} of the values are dates"
    years = sorted(year for year, cells in seen.years.items() for _ in range(min(cells, 1000)))
    if len(years) >= _FEW:
        low, middle, high = years[len(years) // 20], years[len(years) // 2], years[-1 - len(years) // 20]
        if high - low >= 15 and middle <= 2008:  # noqa: PLR2004 (ages of patients; systems hold fewer years of events)
            return Finding("birth_date", "", 0.8, (says, f"their years spread over {high - low} years, as ages do"))
    return Finding("event_date", "", 0.85 if len(years) >= _FEW else 0.65, (says,))


def _is_text(seen: Observation) -> bool:
    long = seen.mean_length >= _LONG and seen.share("several_words", "sentence") >= _MOST
    return seen.share("sentence") >= 0.3 or long or seen.share("lines", "html") >= 0.2  # noqa: PLR2004


def _text(seen: Observation) -> Finding:
    says = f"texts of {seen.mean_length:.0f} characters on average"
    if _clinical(seen):
        return Finding("clinical_note", "", 0.8, (says, "which speak of health"))
    return Finding("free_text", "", 0.85, (says,))


def _clinical(seen: Observation) -> bool:
    return seen.share("condition", "medication", "procedure") >= 0.25 and seen.share("sentence") >= 0.3  # noqa: PLR2004


def _share_of_names(seen: Observation) -> float:
    return seen.share("given_name", "family_name")


def _name(seen: Observation, table: str, more: tuple[str, ...] = ()) -> Finding:
    full = seen.share("several_words") >= _MOST
    part = "given" if seen.share("given_name") >= seen.share("family_name") else "family"
    category = "provider_name" if _PROVIDERS.intersection(words_of(table)) else "person_name"
    says = f"{_share_of_names(seen):.0%} of the values hold a common first name or family name"
    return Finding(category, "full" if full else part, 0.85, (says, *more))


def _number_or_label(seen: Observation, guesses: tuple[Guess, ...]) -> Finding:
    """What is left: keys, counts and words that repeat."""
    if seen.share("integer") >= _NEARLY_ALL and _numbered(seen):
        return Finding("record_id", "", 0.68, ("whole numbers as systems number their records",))
    if seen.share("numeric") >= _NEARLY_ALL:
        return Finding("number", "", 0.7, ("numbers that repeat, are short, or have decimals",))
    short = _repeats_words(seen) and seen.longest <= _LONG and _share_of_names(seen) < _SOME
    label = Finding("label", "", 0.7, (f"{seen.distinct} different values, each of which comes often",))
    if short and any(guess.category == "label" for guess in guesses):
        return label
    if seen.share("code", "hexadecimal") >= _NEARLY_ALL:
        return Finding("record_id", "", 0.7, ("letters and digits, as systems number their records",))
    return label if short else Finding("unknown", "", 0.3 if guesses else 0.2, ())


def _numbered(seen: Observation) -> bool:
    """Whether whole numbers look like keys: each its own, or all as long as each other and many."""
    repeats = seen.filled / max(seen.distinct, 1)
    own = repeats < 1.05 and seen.filled >= 2 * _FEW and seen.mean_length >= 4  # noqa: PLR2004
    even = seen.mean_length >= _FEW and seen.longest - seen.mean_length < _MOST and seen.distinct > 2 * _FEW
    return own or even


def _guard(finding: Finding, seen: Observation) -> Finding:
    """No column with identifiers in it is called harmless."""
    if finding.category not in SAFE or not seen.filled:
        return finding
    read_by_cell = finding.category in _READ_CELL_BY_CELL
    share = seen.share(*IDENTIFIERS)
    if share > (SUBSTANTIAL if read_by_cell else TRACE):
        says = f"but {share:.1%} of the values hold identifiers, so they are treated as text"
        category = "clinical_note" if finding.category in _TOLD_IN_TEXT else "free_text"
        return Finding(category, "", 0.8, (*finding.evidence, says))
    names = _share_of_names(seen)
    if finding.category in ("label", "flag", "number") and names > (SUBSTANTIAL if read_by_cell else _SOME):
        says = f"but {names:.0%} of the values hold names, so they are treated as text"
        return Finding("free_text", "", 0.75, (*finding.evidence, says))
    if finding.category == "label" and seen.share("condition", "medication", "procedure") >= _MOST:
        return replace(finding, evidence=(*finding.evidence, "the values speak of health"))
    return finding


def _with_role(finding: Finding, seen: Observation) -> Finding:
    """Roles that the values know: the order of a date's parts, the kind of record that a bare key belongs to."""
    if finding.category in ("birth_date", "event_date"):
        return replace(finding, role=_order(seen))
    if finding.category in _NAMES and not finding.role:
        single = seen.filled and seen.share("several_words") < _MOST
        return replace(
            finding, role="given" if single and seen.share("given_name") > seen.share("family_name") else "full"
        )
    return finding


def _order(seen: Observation) -> str:
    cells = {
        name: seen.cells.get(name, 0)
        for name in (*DATES, "day_above_twelve_first", "day_above_twelve_second", "date_am_pm")
    }
    year_first = cells["date_year_first"] + cells["date_compact"]
    others = max(cells["date_day_first"], cells["date_month_first"]) + cells["date_compact_day_first"]
    if not year_first and not others:
        return "dmy" if cells["date_in_words"] else "ymd" if cells["epoch"] else ""
    return order_of(
        year_first,
        cells["day_above_twelve_first"],
        cells["day_above_twelve_second"],
        others,
        american=bool(cells["date_am_pm"]),
    )


def _header_says(guess: Guess) -> str:
    return f"the header says “{guess.phrase}”"


def _looks(rule: Rule, seen: Observation) -> str:
    return f"{seen.share(*rule.kinds):.0%} of the values are {rule.looks}"


def _fit(share: float) -> str:
    return f"{share:.0%} of the values have the shape of it"


def map_table(table: CrawledTable, observations: Mapping[str, Observation], decisions: Decisions) -> MappedTable:
    """The table with what each of its columns is, by values, profile, header, neighbours, and people's decisions.

    Args:
        table: as crawled; its profile's declarations count.
        observations: column → counts over all files; a column without any counts as empty.
        decisions: rulings, which replace findings.
    """
    claims = {name: _plain_claim(name, table.name) for name in table.columns}
    times = Counter(claims.values())
    found = {
        name: _find(table, name, observations, frozenset(times - Counter([claims[name]]))) for name in table.columns
    }
    columns = tuple(decisions.apply(table.name, name, _beside(found, name, observations)) for name in table.columns)
    return MappedTable(
        system=table.system,
        table=table.name,
        parent=table.parent,
        files=tuple(dict.fromkeys(part.file for part in table.parts)),
        rows=table.rows,
        columns=columns,
        identifies=table.identifies,
        stated_at=table.stated_at,
    )


def _plain_claim(name: str, table: str) -> str:
    """The category that a header plainly claims, or nothing."""
    first = next(iter(read_header(name, table)), None)
    return first.category if first and first.strength >= PLAIN else ""


def _find(
    table: CrawledTable, name: str, observations: Mapping[str, Observation], neighbours: frozenset[str]
) -> Finding:
    seen = observations.get(name, Observation())
    finding = classify(name, seen, table.declared.get(name), table=table.name, neighbours=neighbours)
    if finding.category == "record_id" and not finding.role and name == table.identifies:
        return replace(finding, role=record_kind(table.name))
    return finding


def _beside(found: Mapping[str, Finding], name: str, observations: Mapping[str, Observation]) -> Finding:
    """``naam`` beside ``voornaam`` is the family name."""
    finding = found[name]
    has_given = any(other.category == "person_name" and other.role == "given" for other in found.values())
    one_word = observations.get(name, Observation()).share("given_name") < _MOST
    if (
        finding.category == "person_name"
        and finding.role == "full"
        and has_given
        and one_word
        and len(words_of(name)) == 1
    ):
        return replace(
            finding, role="family", evidence=(*finding.evidence, "a column with the first name stands beside it")
        )
    return finding
