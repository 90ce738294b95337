import pytest

from detectors.text import find_spans


def accounts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_spans(text) if span.category == "online_account"]


@pytest.mark.parametrize(
    ("text", "login"),
    [
        ("Konto vmiessen bleibt gesperrt", "vmiessen"),
        ("Je me connecte avec scolmant sur le poste", "scolmant"),
        ("- un compte Windows, dmertens", "dmertens"),
        ("logt in als sterrevds.", "sterrevds"),
        ("Password reset for artbeck; the account is open", "artbeck"),
        ("Gemeldet von: Svenja Palm (spalm), Empfang 1", "spalm"),
        ("clavier : « rmarchal / Blanche!1987 »", "rmarchal"),
        ("publickey for svc_kleinjans from", "svc_kleinjans"),
        ("Anmeldung als nservais klappt", "nservais"),
        ("log gelezen: tschepens op 17/11", "tschepens"),
        ("22:16  kdesloovere  print verslag", "kdesloovere"),
        ("login adm_bakker", "adm_bakker"),
        ("Benutzer: hcremer  geändert", "hcremer"),
    ],
)
def test_a_login_behind_a_word_for_an_account_is_found(text: str, login: str) -> None:
    assert accounts(text) == [login]


@pytest.mark.parametrize(
    "text",
    [
        "Konto bleibt gesperrt",
        "un compte microsoft est nécessaire",
        "account aanmaken via itsme",
        "le compte bancaire du centre",
        "user cannot print, session expired",
        "svc_backup  job nightly-full started",
        "qwertz of azerty op de laptop, met havermout en een aubette",
        "KDESLOOVERE is here written as a heading, Xroelandt as a name",
    ],
)
def test_a_word_or_a_platform_behind_it_is_none(text: str) -> None:
    assert accounts(text) == []
