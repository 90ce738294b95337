"""A policy: what a release may contain, declared in YAML.

Every model is frozen and refuses unknown keys. What a policy does not say about a category, the shipped policy of its
audience says (``policies/research.yaml``, ``policies/marketing.yaml``), which withholds all that is not recognised.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from detectors.taxonomy import BY_NAME
from transforms.safety import refusal
from transforms.yaml_source import Mistake, did_you_mean, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = Path(__file__).parent / "policies"
"""The policies that come with the program."""

LEVELS = (
    "year", "band5", "band10", "month", "quarter", "province", "region", "isco", "procedure_group", "page", "browser",
)  # fmt: skip
"""What ``generalise`` can bring a value to."""

TREATMENTS = ("keep", "drop", "pseudonym", "shift", "redact", "withhold", "generalise")

QUASI_IDENTIFIERS = (
    "birth_year", "province", "country", "gender_at_birth", "gender_identity", "language", "profession", "insurer",
)  # fmt: skip
"""Columns that the table ``subjects`` can have."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, strict=False)


class TreatmentChoice(_Model):
    """A treatment and, for ``generalise``, the level: written ``shift`` or ``{generalise: year}``."""

    name: str
    level: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.level}" if self.level else self.name


def _choose_treatment(written: object) -> object:
    """The treatment that a policy's author wrote."""
    if isinstance(written, TreatmentChoice):
        return written
    name, level = next(iter(written.items())) if isinstance(written, dict) and len(written) == 1 else (written, "")
    if not isinstance(name, str) or not isinstance(level, str):
        raise ValueError("a treatment is one word, such as `drop`, or `{generalise: year}`.")  # noqa: TRY004 pydantic
    if name not in TREATMENTS:
        raise ValueError(f"`{name}` is not a treatment.{did_you_mean(name, TREATMENTS)}")
    if name == "generalise" and level not in LEVELS:
        known = did_you_mean(level, LEVELS) or f" Write `{{generalise: year}}`, or another of: {', '.join(LEVELS)}."
        raise ValueError(f"`generalise` does not know the level `{level}`.{known}" if level else f"to what?{known}")
    if name != "generalise" and level:
        raise ValueError(f"`{name}` takes nothing behind it.")
    return TreatmentChoice(name=name, level=level)


def _known_category(name: str) -> str:
    if name not in BY_NAME:
        raise ValueError(f"`{name}` is not a category.{did_you_mean(name, BY_NAME)}")
    return name


def _known_quasi_identifier(name: str) -> str:
    if name not in QUASI_IDENTIFIERS:
        hint = did_you_mean(name, QUASI_IDENTIFIERS) or f" Choose from: {', '.join(QUASI_IDENTIFIERS)}."
        raise ValueError(f"`{name}` is not a column of the table `subjects`.{hint}")
    return name


_TREATMENT_SCHEMA: dict[str, Any] = {
    "oneOf": [
        {"type": "string", "enum": [name for name in TREATMENTS if name != "generalise"]},
        {
            "type": "object",
            "properties": {"generalise": {"type": "string", "enum": list(LEVELS)}},
            "required": ["generalise"],
            "additionalProperties": False,
        },
    ]
}
Treatment = Annotated[TreatmentChoice, BeforeValidator(_choose_treatment), WithJsonSchema(_TREATMENT_SCHEMA)]
CategoryName = Annotated[
    str, AfterValidator(_known_category), WithJsonSchema({"type": "string", "enum": list(BY_NAME)})
]
QuasiIdentifier = Annotated[
    str, AfterValidator(_known_quasi_identifier), WithJsonSchema({"type": "string", "enum": list(QUASI_IDENTIFIERS)})
]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=64)]
Purpose = Literal["research", "newsletter"]
ColumnPath = Annotated[str, Field(pattern=r"^[^.]+(\.[^.]+)+$", max_length=400)]


class SubjectRules(_Model):
    """Whose rows may leave.

    Attributes:
        consent: purposes for which a subject must have said yes; all of them.
        minors: subjects under 18 on the reference date; a subject of unknown age counts as one.
        objection: subjects who objected to further use.
        do_not_contact: subjects whom an entry that still counts says not to contact.
        expired: subjects whose retention term is over.
    """

    consent: tuple[Purpose, ...] = ()
    minors: Literal["exclude", "include", "with-parental-consent"] = "exclude"
    objection: Literal["exclude", "include"] = "exclude"
    do_not_contact: Literal["exclude", "include"] = "exclude"
    expired: Literal["exclude", "include"] = "exclude"


class Protection(_Model):
    """Disclosure control of the table ``subjects``.

    Attributes:
        k: fewest subjects that share every combination of quasi-identifiers.
        quasi_identifiers: the columns that matter, the most important first: the later ones give way to the earlier.
            Every other column of the table counts for k too, and gives way to these.
        l: category → fewest distinct values in each such group.
    """

    k: int = Field(default=5, ge=2, le=1000)
    quasi_identifiers: tuple[QuasiIdentifier, ...] = ("birth_year", "province", "gender_at_birth")
    l: dict[CategoryName, Annotated[int, Field(ge=2, le=100)]] = {}  # noqa: E741 as the literature calls it


class ColumnException(_Model):
    """What happens to one column, whatever its category; with the reason, which the report repeats."""

    treatment: Treatment
    reason: str = Field(default="", max_length=400)


def _choose_exception(written: object) -> object:
    """``keep`` is short for ``{treatment: keep}``."""
    if isinstance(written, dict) and ("treatment" in written or "reason" in written):
        return written
    return written if isinstance(written, ColumnException) else {"treatment": written}


_GRAINS = ("month", "quarter", "year", "procedure_group", "page", "browser")


class Dimension(_Model):
    """What a cube counts by: a column as it is, a column at a grain, or something about the subject.

    Attributes:
        column: a column of the table, or ``age_band``, ``region``, ``gender_identity``, … for ``grain`` ``subject``.
        grain: ``""``, ``month``, ``quarter``, ``year``, ``procedure_group``, ``page``, ``browser`` or ``subject``.
    """

    column: str
    grain: str = ""

    @property
    def name(self) -> str:
        """The dimension's column in the released table."""
        return self.column if self.grain in ("", "subject") else self.grain


SUBJECT_DIMENSIONS = ("age_band", "region", "country", "gender_at_birth", "gender_identity", "language")


def _choose_dimension(written: object) -> object:
    """``service``, ``{month: starts_at}`` or ``{subject: age_band}``."""
    if isinstance(written, str):
        return Dimension(column=written)
    if not (isinstance(written, dict) and len(written) == 1):
        return written
    grain, column = next(iter(written.items()))
    if grain not in (*_GRAINS, "subject"):
        raise ValueError(f"`{grain}` is not a grain.{did_you_mean(str(grain), (*_GRAINS, 'subject'))}")
    if grain == "subject" and column not in SUBJECT_DIMENSIONS:
        hint = did_you_mean(str(column), SUBJECT_DIMENSIONS) or f" Choose from: {', '.join(SUBJECT_DIMENSIONS)}."
        raise ValueError(f"`{column}` is not known of subjects.{hint}")
    return Dimension(column=column, grain=grain)


class Measure(_Model):
    """What a cube shows in a cell: ``rows``, ``subjects`` (distinct) or ``{sum: column}``."""

    kind: Literal["rows", "subjects", "sum"]
    column: str = ""

    @property
    def name(self) -> str:
        """As in the released table's column ``measure``."""
        return f"sum of {self.column}" if self.column else self.kind


def _choose_measure(written: object) -> object:
    if isinstance(written, str) and written in ("rows", "subjects"):
        return Measure(kind=written)
    if isinstance(written, dict) and list(written) == ["sum"]:
        return Measure(kind="sum", column=written["sum"])
    if isinstance(written, Measure):
        return written
    raise ValueError("a measure is `rows`, `subjects` or `{sum: column}`.")


_DIMENSION_SCHEMA: dict[str, Any] = {
    "oneOf": [
        {"type": "string"},
        *(
            {
                "type": "object",
                "properties": {grain: {"type": "string"}},
                "required": [grain],
                "additionalProperties": False,
            }
            for grain in _GRAINS
        ),
        {
            "type": "object",
            "properties": {"subject": {"type": "string", "enum": list(SUBJECT_DIMENSIONS)}},
            "required": ["subject"],
            "additionalProperties": False,
        },
    ]
}
_MEASURE_SCHEMA: dict[str, Any] = {
    "oneOf": [
        {"type": "string", "enum": ["rows", "subjects"]},
        {
            "type": "object",
            "properties": {"sum": {"type": "string"}},
            "required": ["sum"],
            "additionalProperties": False,
        },
    ]
}


class Cube(_Model):
    """Counts that may be shown to anyone: a table, what to count by, what to count.

    Attributes:
        source: the table; written ``from``.
        by: dimensions, at most four, so that the margins stay readable.
        measures: what each cell shows.
        where: column → the values that count; nothing means all rows.
        consent: only subjects who said yes to all of these.
    """

    source: str = Field(alias="from")
    by: tuple[Annotated[Dimension, BeforeValidator(_choose_dimension), WithJsonSchema(_DIMENSION_SCHEMA)], ...] = Field(
        min_length=1, max_length=4
    )
    measures: tuple[Annotated[Measure, BeforeValidator(_choose_measure), WithJsonSchema(_MEASURE_SCHEMA)], ...] = Field(
        default=(Measure(kind="rows"), Measure(kind="subjects")), min_length=1
    )
    where: dict[str, tuple[str, ...]] = {}
    consent: tuple[Purpose, ...] = ()


_LEAST_ROUNDING = 3


def _hides_differences(rounding: int) -> int:
    """Exact margins can give hidden cells away, in three dimensions also where no single line does."""
    if rounding < _LEAST_ROUNDING:
        raise ValueError(f"exact totals could give hidden figures away. Round to {_LEAST_ROUNDING} or more.")
    return rounding


def _tables_written(value: object) -> str:
    return "cubes" if isinstance(value, dict) else "globs"


class Policy(_Model):
    """One release, declared.

    Attributes:
        release: name of the dataset.
        audience: whose shipped policy fills in what this one leaves out.
        purpose: why the data leave, for the record of processing (GDPR art. 30).
        domain: pseudonyms are equal inside it and unlinkable outside.
        tables: names of tables, ``*`` for any part (an extract), or cubes by name.
        treat: category → treatment.
        columns: ``table.column`` → exception.
        threshold: fewest subjects behind a cell of a cube that is shown.
        round: shown figures of cubes are multiples of it; 3 or more (see ``_hides_differences``).
    """

    release: Name
    audience: Literal["academic", "marketing", "media"]
    purpose: str = Field(min_length=1, max_length=400)
    domain: Name
    subjects: SubjectRules = SubjectRules()
    tables: Annotated[
        Annotated[tuple[str, ...], Tag("globs")] | Annotated[dict[Name, Cube], Tag("cubes")],
        Discriminator(_tables_written),
    ]
    treat: dict[CategoryName, Treatment] = {}
    columns: dict[ColumnPath, Annotated[ColumnException, BeforeValidator(_choose_exception)]] = {}
    protect: Protection = Protection()
    threshold: int = Field(default=10, ge=3, le=1000)
    round: Annotated[int, AfterValidator(_hides_differences)] = Field(
        default=5, le=1000, json_schema_extra={"minimum": 3}
    )

    @property
    def cubes(self) -> dict[str, Cube]:
        """The cubes by name; none for an extract."""
        return self.tables if isinstance(self.tables, dict) else {}

    @property
    def globs(self) -> tuple[str, ...]:
        """The patterns of table names; none for cubes."""
        return () if isinstance(self.tables, dict) else self.tables

    def treatment_of(self, category: str) -> TreatmentChoice:
        """What happens to a category: as written here, else as the audience's shipped policy has it."""
        return self.treat.get(category) or _shipped_treatments(self.audience)[category]


def load_policy(path: Path) -> Policy:
    """Read a policy.

    Raises:
        ConfigurationError: missing, not YAML, or wrong; all mistakes are listed with their lines.
    """
    return load_yaml(path, Policy, _mistakes)


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of a policy, for editors that complete and check while one types."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Policy.model_json_schema(by_alias=True)}


@cache
def _shipped_treatments(audience: str) -> dict[str, TreatmentChoice]:
    name = "research.yaml" if audience == "academic" else "marketing.yaml"
    return load_yaml(SHIPPED / name, Policy, _mistakes).treat


def _mistakes(policy: Policy) -> Iterator[Mistake]:
    """What no single field can tell."""
    for category, treatment in policy.treat.items():
        reason = refusal(category, str(treatment))
        if reason:
            yield Mistake(("treat", category), reason)
    yield from _cube_mistakes(policy)
    if policy.audience != "academic" and policy.globs:
        yield Mistake(
            ("tables",), f"a release for {policy.audience} holds counts only. Instead of names of tables declare cubes."
        )


def _cube_mistakes(policy: Policy) -> Iterator[Mistake]:
    for name, cube in policy.cubes.items():
        names = [dimension.name for dimension in cube.by]
        for position, dimension in enumerate(names):
            if dimension in names[:position]:
                yield Mistake(("tables", name, "by", position), f"`{name}` counts by `{dimension}` twice.")
