"""The vault knows whom a version holds before anyone can see it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest

from flows.publish import publication
from flows.publish.publication import publish
from flows.registering import keep_in_register
from tests.flows.publish.small_release import research
from transforms.keys import new_keyring
from transforms.subjects.vault import Vault, open_vault
from transforms.subjects.vault.register import entries, members_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.publish.publication import Published


class Killed(BaseException):
    """What ends a program without a word."""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with closing(open_vault(tmp_path / "vault.sqlite", new_keyring())) as opened:
        yield opened


def published(vault: Vault, tmp_path: Path, members: list[int]) -> Published:
    content = replace(research(tmp_path / "parts"), members=np.array(members), epoch=3)
    return publish(content, tmp_path / "datasets", tmp_path / "work", None, partial(keep_in_register, vault))


def registered(vault: Vault) -> dict[str, list[int]]:
    with vault.transaction() as connection:
        return {
            entry.version: members_of(vault, connection, entry.release, entry.version).tolist()
            for entry in entries(connection)
        }


def test_the_register_learns_version_rows_and_members(vault: Vault, tmp_path: Path) -> None:
    done = published(vault, tmp_path, [2, 5])
    with vault.transaction() as connection:
        (entry,) = entries(connection)
    assert (entry.release, entry.version, entry.domain, entry.epoch) == ("research", done.version, "study", 3)
    assert (entry.rows, entry.subjects, entry.as_of, len(entry.content)) == (160, 2, "2026-03-01", 64)
    assert registered(vault) == {done.version: [2, 5]}


def test_an_unchanged_version_stands_in_the_register_once(vault: Vault, tmp_path: Path) -> None:
    first, again = published(vault, tmp_path, [2, 5]), published(vault, tmp_path, [2, 5])
    assert first.version == again.version
    assert registered(vault) == {first.version: [2, 5]}


def test_figures_that_stay_the_same_without_a_person_no_longer_hold_them(vault: Vault, tmp_path: Path) -> None:
    published(vault, tmp_path, [2, 5])
    done = published(vault, tmp_path, [5])
    assert registered(vault) == {done.version: [5]}


@pytest.mark.parametrize("moment", ["move_folder", "_point_to"])
def test_killed_while_it_publishes_it_leaves_no_version_that_the_register_does_not_know(
    vault: Vault, tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(publication, moment, die)
        with pytest.raises(Killed):
            published(vault, tmp_path, [2, 5])
    folders = [path.name for path in (tmp_path / "datasets").glob("research/*") if path.is_dir()]
    assert set(folders) <= registered(vault).keys()
    assert not (tmp_path / "datasets" / "research" / "latest").exists()
    done = published(vault, tmp_path, [2, 5])
    assert registered(vault) == {done.version: [2, 5]}


def test_killed_before_the_register_knows_nothing_is_seen(vault: Vault, tmp_path: Path) -> None:
    def die(_: object) -> None:
        raise Killed

    content = replace(research(tmp_path / "parts"), members=np.array([2]))
    with pytest.raises(Killed):
        publish(content, tmp_path / "datasets", tmp_path / "work", None, die)
    assert not (tmp_path / "datasets").exists()
    assert registered(vault) == {}
