from pathlib import Path

import pytest

from detectors.errors import ConfigurationError, KeyUnavailable, UsageError
from flows.workspace import Workspace, create_workspace, held, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create_workspace(tmp_path / "ws", "Clinic")


def test_private_is_closed_and_the_keyring_too(workspace: Workspace) -> None:
    assert workspace.private.stat().st_mode & 0o777 == 0o700
    assert workspace.keyring.stat().st_mode & 0o777 == 0o600


def test_a_new_workspace_has_a_folder_for_the_exports_that_git_ignores(workspace: Workspace, tmp_path: Path) -> None:
    """So that `cp -r … exports/` works, and no raw export is ever committed; none where the exports lie elsewhere."""
    assert workspace.exports == workspace.root / "exports"
    assert workspace.exports.is_dir()
    assert "exports/" in (workspace.root / ".gitignore").read_text(encoding="utf-8").splitlines()
    other = create_workspace(tmp_path / "other", "Clinic", tmp_path / "share")
    assert not (other.root / "exports").exists()
    assert not (tmp_path / "share").exists()


def test_making_it_again_changes_nothing(workspace: Workspace) -> None:
    """A second init must not replace a key that releases depend on."""
    before = workspace.keyring.read_bytes()
    create_workspace(workspace.root, "Another name")
    assert workspace.keyring.read_bytes() == before
    assert open_workspace(workspace.root).config.clinic == "Clinic"


def test_private_open_to_others_is_refused(workspace: Workspace) -> None:
    workspace.private.chmod(0o750)
    with pytest.raises(KeyUnavailable, match="chmod 700"):
        open_workspace(workspace.root)


def test_a_second_run_at_the_same_time_is_told_to_wait(workspace: Workspace) -> None:
    """The first run keeps its work folder; the second touches nothing."""
    with held(workspace) as work:
        (work / "tables").mkdir()
        with pytest.raises(ConfigurationError, match="Another run"), held(workspace):
            pass
        assert (work / "tables").is_dir()
    assert not workspace.work.exists()


def test_what_a_killed_run_left_is_cleared(workspace: Workspace) -> None:
    workspace.work.mkdir()
    (workspace.work / "raw.arrow").write_bytes(b"left")
    with held(workspace) as work:
        assert list(work.iterdir()) == []


def test_a_folder_that_is_none_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="veilig init"):
        open_workspace(tmp_path)


def test_a_mistake_in_the_settings_is_named_with_its_line(workspace: Workspace) -> None:
    settings = workspace.root / "veilig.yaml"
    settings.write_text("clinic: Clinic\nexport: there\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"line 2.*Did you mean `exports`"):
        open_workspace(workspace.root)
