import pytest
from pydantic import BaseModel, ConfigDict

from detectors.errors import ConfigurationError
from transforms.yaml_source import Mistake, load_yaml


class Address(BaseModel):
    model_config = ConfigDict(extra="forbid")
    host: str = "localhost"
    port: int = 80


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    address: Address = Address()
    folders: list[str] = []


def test_an_empty_file_is_all_defaults(tmp_path):
    path = tmp_path / "settings.yaml"
    path.write_text("# nothing yet\n")
    assert load_yaml(path, Settings) == Settings()


def test_the_line_of_a_list_item_is_found(tmp_path):
    path = tmp_path / "settings.yaml"
    path.write_text("folders:\n  - a\n  - b\n  - {c: d}\n")
    with pytest.raises(ConfigurationError, match=r"settings.yaml, line 4: `folders.2`: input should be a valid string"):
        load_yaml(path, Settings)


def test_an_unknown_key_is_compared_with_the_keys_of_its_own_mapping(tmp_path):
    path = tmp_path / "settings.yaml"
    path.write_text("address:\n  prot: 8080\n")
    with pytest.raises(ConfigurationError, match=r"line 2: `prot` is not a key here. Did you mean `port`\?"):
        load_yaml(path, Settings)


def test_a_check_of_the_caller_reports_by_place(tmp_path):
    path = tmp_path / "settings.yaml"
    path.write_text("folders: []\naddress:\n  port: 1\n")
    with pytest.raises(ConfigurationError, match="line 3: too low"):
        load_yaml(path, Settings, lambda _: [Mistake(("address", "port"), "too low")])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"a: !!python/object:os.system x\n", "line 1: this is not valid YAML"),
        (b"- 1\n", "input should be a valid dictionary"),
        (b"folders: [2026-02-30]\n", "holds a date or number that does not exist"),
        (b"a: 1\n---\nb: 2\n", "this is not valid YAML"),
    ],
)
def test_what_is_no_configuration_is_said_in_a_sentence(tmp_path, content, message):
    path = tmp_path / "settings.yaml"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=message):
        load_yaml(path, Settings)


def test_a_missing_file_is_said_in_a_sentence(tmp_path):
    with pytest.raises(ConfigurationError, match=r"settings.yaml does not exist"):
        load_yaml(tmp_path / "settings.yaml", Settings)


def test_no_value_of_the_file_stands_in_a_message(tmp_path):
    path = tmp_path / "settings.yaml"
    path.write_text("address: {port: hunter2}\n")
    with pytest.raises(ConfigurationError) as raised:
        load_yaml(path, Settings)
    assert "hunter2" not in str(raised.value)
