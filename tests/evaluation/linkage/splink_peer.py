"""Splink on the generated rows; runs in an environment of its own (peers.lock), which holds nothing of the product.

    python splink_peer.py ROWS_CSV GROUPS_CSV

As Splink's guide for deduplication builds a model: comparisons of its library, blocking on what two rows of a person
may share, deterministic rules for the prior, u by random sampling, m by expectation maximisation over three rules.
The truth in the same file is not read.
"""

import json
import logging
import sys
import time
import unicodedata

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLD = 0.95
SHOWN = [
    "file",
    "row",
    "given",
    "surname",
    "called",
    "former",
    "birth",
    "number",
    "email",
    "phone",
    "postal_code",
    "record",
]


def main(source: str, out: str) -> None:
    logging.disable(logging.ERROR)
    rows = prepared(pd.read_csv(source, dtype=str, keep_default_na=False, usecols=[*SHOWN, "refers"]))
    start = time.perf_counter()
    groups = grouped(rows)
    seconds = time.perf_counter() - start
    places = rows.set_index("unique_id")[["file", "row"]]
    told = groups.set_index("unique_id").join(places)
    told["group"] = told["cluster_id"].astype("category").cat.codes
    told[["file", "row", "group"]].to_csv(out, index=False)
    print(json.dumps({"seconds": seconds}))


def prepared(rows: pd.DataFrame) -> pd.DataFrame:
    """Cells as a careful user of Splink cleans them; empty ones are nulls."""
    rows = rows[rows["refers"] == "0"].reset_index(drop=True)
    for name in ("given", "surname", "called", "former", "email"):
        rows[name] = rows[name].map(plain)
    rows["number"] = rows["number"].str.replace(r"\D", "", regex=True)
    firsts = rows[["given", "called", "former"]].apply(lambda row: sorted({name for name in row if name}), axis=1)
    rows["first_names"] = firsts.where(firsts.map(bool), None)
    rows["unique_id"] = rows.index
    return rows.replace({"": None}).rename(columns={"given": "first_name"})


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).strip()


def grouped(rows: pd.DataFrame) -> pd.DataFrame:
    """The group of each row."""
    linker = Linker(rows, settings(), DuckDBAPI())
    sure = [
        block_on("number"),
        block_on("record"),
        block_on("email", "first_name"),
        block_on("first_name", "surname", "birth"),
    ]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("email"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "surname", "birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("number"))
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLD)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, THRESHOLD)
    return clusters.as_pandas_dataframe()[["cluster_id", "unique_id"]]


def settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("first_name"),
            cl.ArrayIntersectAtSizes("first_names", [1]),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("birth", input_is_string=True),
            cl.EmailComparison("email"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("number"),
            cl.ExactMatch("postal_code"),
            cl.ExactMatch("record"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("number"),
            block_on("record"),
            block_on("email"),
            block_on("phone"),
            block_on("first_name", "surname", "birth"),
            block_on("birth", "postal_code"),
            block_on("surname", "birth"),
        ],
    )


main(*sys.argv[1:])
