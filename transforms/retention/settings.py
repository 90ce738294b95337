"""``retention:`` in veilig.yaml: what a clinic changes of the terms, and what only the clinic knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from transforms.retention.classes import MonthAndDay, RetentionClass, length, shipped
from transforms.retention.period import WrittenPeriod
from transforms.yaml_source import Mistake, did_you_mean


def _known_class(name: str) -> str:
    if name not in shipped():
        hint = did_you_mean(name, shipped()) or f" Choose from: {', '.join(shipped())}."
        raise ValueError(f"`{name}` is not a class of retention.{hint}")
    return name


ClassName = Annotated[str, AfterValidator(_known_class), WithJsonSchema({"type": "string", "enum": list(shipped())})]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ChangedTerm(_Model):
    """A class whose term differs from the shipped one."""

    term: Annotated[WrittenPeriod | None, Field(description="How long it is kept, such as `30 years`.")] = None
    extra: Annotated[WrittenPeriod | None, Field(description="What the clinic's policy adds to the term.")] = None


class TableRule(_Model):
    """What a clinic says of a table; written as the name of a class when that is all."""

    class_name: Annotated[ClassName, Field(alias="class", description="The class that the table falls under.")]
    date: Annotated[str, Field(description="The column with the date that counts.")] = ""
    study: Annotated[str, Field(description="The study that the table belongs to, one of `studies`.")] = ""


def _choose_rule(written: object) -> object:
    return {"class": written} if isinstance(written, str) else written


class RetentionSettings(_Model):
    """The clinic's own terms.

    Attributes:
        classes: class → what differs.
        tables: name of a table, ``*`` for any part → its class; the first name that fits counts.
        studies: domain of a research release → the day on which the study ends.
        financial_year_ends: month and day.
    """

    classes: Annotated[dict[ClassName, ChangedTerm], Field(description="Terms that differ, by class.")] = {}
    tables: Annotated[
        dict[str, Annotated[TableRule, BeforeValidator(_choose_rule, json_schema_input_type=TableRule | ClassName)]],
        Field(description="Tables by name, `*` for any part, and the class that each falls under."),
    ] = {}
    studies: Annotated[dict[str, dt.date], Field(description="Domain of a study, and the day on which it ends.")] = {}
    financial_year_ends: Annotated[MonthAndDay, Field(description="Last month and day, such as 12-31.")] = "12-31"

    def resolved(self) -> dict[str, RetentionClass]:
        """All classes, as this clinic has them."""
        return {name: self._resolved(name, each) for name, each in shipped().items()}

    def _resolved(self, name: str, each: RetentionClass) -> RetentionClass:
        changed = self.classes.get(name, ChangedTerm())
        given = {field: value for field in ("term", "extra") if (value := getattr(changed, field)) is not None}
        return each.model_copy(update={**given, "financial_year_ends": self.financial_year_ends})


def retention_mistakes(settings: RetentionSettings) -> Iterator[Mistake]:
    """What no single setting can tell: terms that the law does not allow, studies that are not declared.

    Their places are counted from the key ``retention``.
    """
    resolved = settings.resolved()
    for name in settings.classes:
        yield from _unlawful(name, resolved[name])
    for table, rule in settings.tables.items():
        if rule.study and rule.study not in settings.studies:
            hint = did_you_mean(rule.study, settings.studies)
            yield Mistake(("tables", table, "study"), f"`{rule.study}` is not one of `studies`.{hint}")


def _unlawful(name: str, each: RetentionClass) -> Iterator[Mistake]:
    """The term alone must reach what the law asks; with what is added it must not go beyond what the law allows."""
    place = ("classes", name)
    if each.at_least and length(each.term) < length(each.at_least):
        yield Mistake(place, f"`{name}`: kept for {each.at_least} at least ({each.source}).")
    if each.at_most and length(each.term, each.extra) > length(each.at_most):
        yield Mistake(place, f"`{name}`: kept for {each.at_most} at most ({each.source}).")
