"""Who changed? A classifier over everything that a release shows of each person, in the widest sense.

Dense features: rows per table, empty cells, values, distinct values and pairs of them, numbers, dates and the days
between any two of them, places in the files, ranks of pseudonyms, lengths of texts, placeholders by kind. Sparse ones:
words and pairs of words of all texts. Two classifiers, gradient boosting and logistic regression, and both together.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PERSON = "subject_id"
_FEW = 60
"""Distinct values of a column that are counted one by one."""
_BEST = 150
"""Dense features that the boosting is given, chosen anew in each fold."""
_FOLDS = 5
_MOST_ROWS = 6000
_PLACEHOLDER = re.compile(r"\[([A-Za-z][A-Za-z -]*?)(?: (\d+))?\]")
_PSEUDONYM = re.compile(r"[sr][a-z2-7]{16}")

Tables = dict[str, pd.DataFrame]
Folds = list[tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Seen:
    """What an attacker sees of each person, or of each row: features by name, and all that is text."""

    whose: list[str]
    dense: pd.DataFrame
    texts: list[str]


@dataclass(frozen=True)
class Attack:
    """How well it went.

    Attributes:
        auc: classifier → area under its curve, out of fold.
        error: standard error of the best of them (Hanley and McNeil, 1982).
        telling: the single features that tell most, with the area under the curve of each.
    """

    auc: Mapping[str, float]
    error: float
    telling: tuple[tuple[str, float], ...]

    @property
    def best(self) -> float:
        """The best that any of them did."""
        return max(self.auc.values())

    def __str__(self) -> str:
        found = ", ".join(f"{name} {auc:.3f}" for name, auc in self.auc.items())
        telling = "; ".join(f"{name} {auc:.3f}" for name, auc in self.telling)
        return f"AUC {found} (± {1.96 * self.error:.3f}); by itself tells most: {telling}"


def read_release(folder: Path) -> Tables:
    """The released tables by name, rows in the order of the file."""
    return {path.stem: pq.read_table(path).to_pandas() for path in sorted((folder / "data").glob("*.parquet"))}


def seen_of_people(tables: Tables) -> Seen:
    """One line per person of the release."""
    people = sorted(set(tables["subjects"][PERSON]))
    return Seen(people, _dense(tables, people), _texts(tables, people))


def seen_of_rows(table: pd.DataFrame) -> Seen:
    """One line per row of a table, of at most 6,000 rows drawn by lot."""
    rows = table.sample(min(len(table), _MOST_ROWS), random_state=0).sort_index()
    alone = {"row": rows.assign(**{PERSON: [f"{number:08d}" for number in range(len(rows))]})}
    lines = list(alone["row"][PERSON])
    return Seen(list(rows[PERSON]), _dense(alone, lines), _texts(alone, lines))


def attack(seen: Seen, changed: Mapping[str, bool]) -> Attack:
    """Guess who changed; no person is on both sides of a fold.

    Args:
        seen: of people or of rows.
        changed: pseudonym → what is true; of others nothing is asked.
    """
    from scipy.stats import rankdata
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedGroupKFold
    from threadpoolctl import threadpool_limits

    asked = np.flatnonzero([person in changed for person in seen.whose])
    whose = [seen.whose[place] for place in asked]
    truth = np.array([changed[person] for person in whose])
    folds = list(StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=0).split(truth, truth, whose))
    dense = seen.dense.iloc[asked]
    with threadpool_limits(1):  # threads that wait for a busy core cost more than they bring
        trees = _boosted(dense.to_numpy(float), truth, folds)
    lines = _regressed(_filled(dense), [seen.texts[place] for place in asked], truth, folds)
    guesses = {"boosting": trees, "regression": lines, "together": rankdata(trees) + rankdata(lines)}
    areas = {name: float(roc_auc_score(truth, guess)) for name, guess in guesses.items()}
    return Attack(areas, _error(max(areas.values()), truth), _telling(dense, truth))


def _boosted(dense: np.ndarray, truth: np.ndarray, folds: Folds) -> np.ndarray:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.feature_selection import f_classif

    guess = np.zeros(len(truth))
    for train, test in folds:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # of columns that are constant in a fold
            scores, _ = f_classif(np.nan_to_num(dense[train]), truth[train])
        best = np.argsort(-np.nan_to_num(scores, posinf=np.finfo(float).max))[:_BEST]
        trees = HistGradientBoostingClassifier(
            max_iter=80, learning_rate=0.08, max_leaf_nodes=12, min_samples_leaf=20, random_state=0
        )
        trees.fit(dense[train][:, best], truth[train])
        guess[test] = trees.predict_proba(dense[test][:, best])[:, 1]
    return guess


def _regressed(dense: np.ndarray, texts: list[str], truth: np.ndarray, folds: Folds) -> np.ndarray:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import MaxAbsScaler

    both = hstack([csr_matrix(MaxAbsScaler().fit_transform(dense)), _words(texts)]).tocsr()
    guess = np.zeros(len(truth))
    for train, test in folds:
        line = LogisticRegression(C=0.3, max_iter=300, solver="liblinear", random_state=0)
        guess[test] = line.fit(both[train], truth[train]).predict_proba(both[test])[:, 1]
    return guess


def _words(texts: list[str]) -> Any:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(texts):
        return csr_matrix((len(texts), 0))
    read = TfidfVectorizer(ngram_range=(1, 2), min_df=4, max_features=6000, sublinear_tf=True, token_pattern=r"[^\s]+")
    return read.fit_transform(texts)


def _filled(dense: pd.DataFrame) -> np.ndarray:
    return dense.fillna(dense.median()).fillna(0.0).to_numpy(float)


def _error(area: float, truth: np.ndarray) -> float:
    yes, no = int(truth.sum()), int((~truth).sum())
    one, two = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area) + (yes - 1) * (one - area**2) + (no - 1) * (two - area**2)
    return float(np.sqrt(spread / (yes * no)))


def _telling(dense: pd.DataFrame, truth: np.ndarray, most: int = 6) -> tuple[tuple[str, float], ...]:
    from scipy.stats import rankdata

    ranks = rankdata(dense.fillna(dense.median()).fillna(0.0).to_numpy(float), axis=0)
    yes, no = truth.sum(), (~truth).sum()
    areas = (ranks[truth].sum(axis=0) - yes * (yes + 1) / 2) / (yes * no)
    order = np.argsort(-np.abs(areas - 0.5))[:most]
    return tuple((str(dense.columns[place]), round(float(areas[place]), 3)) for place in order)


def _texts(tables: Tables, people: list[str]) -> list[str]:
    """All that is text about each person; figures as one sign, so that what is read is the wording."""
    said: dict[str, list[str]] = {person: [] for person in people}
    for table in tables.values():
        for name in (column for column in table if column != PERSON and _is_text(table[column])):
            filled = table[table[name].notna()]
            for person, text in zip(filled[PERSON], filled[name], strict=True):
                if person in said:
                    said[person].append(re.sub(r"\d+", "0", text.lower()))
    return [" \n ".join(said[person]) for person in people]


def _is_text(column: pd.Series) -> bool:
    return isinstance(_first(column), str) and not _is_pseudonym(column)


def _is_pseudonym(column: pd.Series) -> bool:
    first = _first(column)
    return isinstance(first, str) and _PSEUDONYM.fullmatch(first) is not None


def _first(column: pd.Series) -> object:
    filled = column.dropna()
    return filled.iloc[0] if len(filled) else None


def _dense(tables: Tables, people: list[str]) -> pd.DataFrame:
    """One line per person; what a table does not tell of somebody is missing."""
    place = {person: number for number, person in enumerate(people)}
    features: dict[str, np.ndarray] = {"rank": np.arange(len(people), dtype=float)}
    for name, table in tables.items():
        mine = table[table[PERSON].isin(place)].reset_index(drop=True)
        whose = mine[PERSON].map(place).to_numpy()
        features |= {f"{name}.{what}": found for what, found in _of_table(mine, whose, len(people))}
    dense = pd.DataFrame(features)
    varied = [name for name, values in features.items() if len(np.unique(values[~np.isnan(values)])) > 1]
    return dense[varied]


Feature = tuple[str, np.ndarray]


def _of_table(table: pd.DataFrame, whose: np.ndarray, people: int) -> Iterator[Feature]:
    yield "rows", np.bincount(whose, minlength=people).astype(float)
    yield "place", _per(pd.Series(np.arange(len(table))), whose, people, "mean")
    few: dict[str, np.ndarray] = {}
    moments: dict[str, pd.Series] = {}
    for name in (column for column in table if column != PERSON):
        column = table[name]
        yield f"{name} empty", _per(column.isna().astype(float), whose, people, "mean")
        if pd.api.types.is_datetime64_any_dtype(column) or type(_first(column)).__name__ == "date":
            days = pd.to_datetime(column).astype("datetime64[s]").astype("int64") / 86400
            moments[name] = days.where(column.notna())
        elif pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
            yield from ((f"{name} {what}", _per(column, whose, people, what)) for what in ("mean", "min", "max"))
        else:
            codes, values = pd.factorize(column.astype(object).where(column.notna(), None))
            yield f"{name} distinct", _distinct(codes, whose, people)
            if len(values) <= _FEW:
                few[name] = codes
                yield from _counted(name, codes, values, whose, people)
            else:
                yield from _of_texts(name, column, whose, people)
    yield from _of_pairs(few, whose, people)
    yield from _of_moments(moments, whose, people)


def _per(column: pd.Series, whose: np.ndarray, people: int, what: str) -> np.ndarray:
    return column.groupby(whose).agg(what).reindex(range(people)).to_numpy(float)


def _distinct(codes: np.ndarray, whose: np.ndarray, people: int) -> np.ndarray:
    width = int(codes.max(initial=0)) + 1
    pairs = np.unique(whose[codes >= 0] * width + codes[codes >= 0])
    return np.bincount(pairs // width, minlength=people).astype(float)


def _counted(name: str, codes: np.ndarray, values: Any, whose: np.ndarray, people: int) -> Iterator[Feature]:
    for code, value in enumerate(values):
        yield f"{name} = {value}", np.bincount(whose[codes == code], minlength=people).astype(float)


def _of_pairs(few: dict[str, np.ndarray], whose: np.ndarray, people: int) -> Iterator[Feature]:
    """How many values of one column go with each value of another: a range for each sex, two numbers of one person."""
    for one, other in combinations(few, 2):
        width = int(few[other].max(initial=0)) + 2
        both = (few[one] + 1) * width + few[other] + 1
        yield f"{one} with {other}", _distinct(both, whose, people) - _distinct(few[one] + 1, whose, people)


def _of_texts(name: str, column: pd.Series, whose: np.ndarray, people: int) -> Iterator[Feature]:
    if _is_pseudonym(column):
        yield f"{name} rank", _per(column.rank(), whose, people, "mean")
        return
    texts = column.fillna("").astype(str)
    measured = pd.DataFrame([_measures(text) for text in texts]).fillna(0.0)
    for what in measured:
        yield f"{name} {what}", _per(measured[what], whose, people, "mean")
        yield f"{name} {what} at most", _per(measured[what], whose, people, "max")


@cache
def _measures(text: str) -> dict[str, float]:
    """Length, lines, placeholders of each kind, and the highest number that any of a kind has."""
    counts: dict[str, float] = {"length": len(text), "lines": text.count("\n")}
    for kind, number in _PLACEHOLDER.findall(text):
        counts[f"[{kind}]"] = counts.get(f"[{kind}]", 0) + 1
        if number:
            counts[f"[{kind} n]"] = max(counts.get(f"[{kind} n]", 0), float(number))
    return counts


def _of_moments(moments: dict[str, pd.Series], whose: np.ndarray, people: int) -> Iterator[Feature]:
    for name, days in moments.items():
        first, last = (_per(days, whose, people, what) for what in ("min", "max"))
        yield from ((f"{name} first", first), (f"{name} last", last), (f"{name} span", last - first))
        yield f"{name} gap", _per(days.groupby(whose).diff().abs(), whose, people, "max")
        yield f"{name} hour", _per(days % 1, whose, people, "mean")
        yield f"{name} weekday", _per(days // 1 % 7, whose, people, "mean")
    for one, other in combinations(moments, 2):
        between = moments[other] - moments[one]
        yield f"{other} less {one}", _per(between, whose, people, "mean")
        yield f"{other} less {one} at most", _per(between, whose, people, "max")
