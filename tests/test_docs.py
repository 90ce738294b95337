"""What the documents say is so."""

import re
from pathlib import Path

import pytest
import yaml

from detectors.errors import VeiligError
from tests.commands_page import commands_page, helps
from transforms.policy import Policy

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "GLOSSARY.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_commands_page_is_what_help_says() -> None:
    """docs/commands.md is made from the help; `make docs` makes it anew."""
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == commands_page()


@pytest.mark.parametrize(("name", "text"), list(helps()))
def test_every_command_and_option_has_help(name: str, text: str) -> None:
    assert re.search(r"\n\n  \S", text), f"{name} does not say what it does"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_pages_exist(page: Path) -> None:
    """A page must not tell to type what does not exist."""
    known = {name for name, _ in helps()}
    for words in re.findall(r"`?veilig ((?:[a-z]+ ?){1,2})", " ".join(code_of(page.read_text(encoding="utf-8")))):
        first, *more = words.split()
        assert f"veilig {first}" in known, words
        if f"veilig {first}" in {"veilig keys", "veilig subject"} and more:
            assert f"veilig {first} {more[0]}" in known, words


def code_of(text: str) -> list[str]:
    """Everything that stands as code."""
    return re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)


def test_policies_in_the_pages_are_valid() -> None:
    text = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        assert Policy.model_validate(yaml.safe_load(example))


def test_exit_codes_are_told_as_they_are() -> None:
    """Every code that an error of ours can end with stands in the table."""
    import flows.boundary  # noqa: F401 its errors count too

    told = {
        int(code) for code in re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "schedule.md").read_text(), re.MULTILINE)
    }
    errors = [VeiligError]
    while errors:
        error = errors.pop()
        errors += error.__subclasses__()
        assert error.exit_code in told
