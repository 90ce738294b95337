import base64
import json
import pickle

import pytest

from detectors.errors import KeyUnavailable
from transforms.keys import create_keyring, load_keyring, save_keyring


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keyring.json"


def as_text(root: bytes, **changes) -> str:
    epochs = [{"epoch": 1, "root": base64.b64encode(root).decode()}]
    return json.dumps({"version": 1, "current": 1, "vault": 1, "epochs": epochs} | changes)


def test_a_new_keyring_is_for_its_owner_alone_and_loads_again(path):
    keyring = create_keyring(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_keyring(path, {}) == keyring
    assert [file.name for file in path.parent.iterdir()] == ["keyring.json"]


def test_a_keyring_is_never_overwritten(path):
    create_keyring(path)
    before = path.read_bytes()
    with pytest.raises(KeyUnavailable, match="exists"):
        create_keyring(path)
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o610, 0o620])
def test_a_file_that_others_can_use_is_refused(path, mode):
    create_keyring(path)
    path.chmod(mode)
    with pytest.raises(KeyUnavailable, match="others"):
        load_keyring(path, {})


def test_a_missing_file_says_what_to_do(path):
    with pytest.raises(KeyUnavailable, match="veilig keys init"):
        load_keyring(path, {})


@pytest.mark.parametrize(
    "root",
    [
        bytes(32),
        b"short",
        bytes(range(32)),
        b"correct horse battery staple 123",
        b"abcdefghijklmnop" * 2,
        bytes(range(0, 256, 8)),
        "Sésame, ouvre-toi! Sésame, ouvre-toi".encode(),
        "zomaar een zin van wie typt".encode("utf-16-le"),
        "zomaar een zin van wie typt".encode("utf-16-be"),
    ],
)
def test_guessable_roots_are_refused(root):
    with pytest.raises(KeyUnavailable, match="random"):
        load_keyring("unused", {"VEILIG_KEYRING": as_text(root)})


def test_a_root_that_serves_twice_is_refused(path):
    create_keyring(path)
    content = json.loads(path.read_text())
    root = content["epochs"][0]["root"]
    for again in (1, 2):
        content["epochs"] = [{"epoch": 1, "root": root}, {"epoch": again, "root": root}]
        with pytest.raises(KeyUnavailable, match="twice"):
            load_keyring(path, {"VEILIG_KEYRING": json.dumps(content)})


def test_fingerprints_tell_roots_apart_and_stay(path, tmp_path):
    keyring = create_keyring(path).rotated()
    other = create_keyring(tmp_path / "other.json")
    assert len({keyring.fingerprint(1), keyring.fingerprint(2), other.fingerprint(1)}) == 3
    assert keyring.fingerprint(1) == load_keyring(path, {}).fingerprint(1)


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 1}', as_text(b"x").replace("root", "toor")])
def test_what_is_not_a_keyring_is_refused_without_showing_it(text):
    with pytest.raises(KeyUnavailable) as caught:
        load_keyring("unused", {"VEILIG_KEYRING": text})
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_other_versions_and_dangling_epochs_are_refused(path):
    create_keyring(path)
    content = json.loads(path.read_text())
    for change in ({"version": 2}, {"current": 7}):
        with pytest.raises(KeyUnavailable):
            load_keyring(path, {"VEILIG_KEYRING": json.dumps(content | change)})


def test_the_environment_comes_before_the_file(path, tmp_path):
    keyring = create_keyring(path)
    assert load_keyring(tmp_path / "missing.json", {"VEILIG_KEYRING": path.read_text()}) == keyring


def test_domains_purposes_and_keyrings_give_different_keys(path, tmp_path):
    keyring, other = create_keyring(path), create_keyring(tmp_path / "other.json")
    derived = [
        ring.domain(domain).derive(purpose)
        for ring in (keyring, other)
        for domain in ("a", "ab")
        for purpose in ("b", "")
    ]
    derived += [keyring.vault_key("a"), keyring.vault_key("b"), other.vault_key("a")]
    assert len(set(derived)) == len(derived)
    assert keyring.domain("a").derive("b") == load_keyring(path, {}).domain("a").derive("b")


def test_nothing_shows_key_material(path):
    keyring = create_keyring(path)
    root = json.loads(path.read_text())["epochs"][0]["root"]
    for shown in (repr(keyring), repr(keyring.domain("research"))):
        assert root not in shown
        assert "b'" not in shown
        assert 'b"' not in shown


def test_rotation_changes_domains_and_keeps_the_vault_and_the_past(path):
    old = create_keyring(path)
    new = old.rotated()
    save_keyring(new, path)
    loaded = load_keyring(path, {})
    assert path.stat().st_mode & 0o777 == 0o600
    assert loaded.domain("a").derive("subject") != old.domain("a").derive("subject")
    assert loaded.domain("a", epoch=1) == old.domain("a")
    assert loaded.vault_key("lookup") == old.vault_key("lookup")


def test_a_domain_key_travels_to_a_worker_process(path):
    key = create_keyring(path).domain("research")
    assert pickle.loads(pickle.dumps(key)).derive("subject") == key.derive("subject")  # noqa: S301
