import pytest

from detectors.text import find_spans


def found(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.category) for span in find_spans(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "bel me op nul vier zeven nul twaalf vierendertig zesenvijftig aub",
            "nul vier zeven nul twaalf vierendertig zesenvijftig",
        ),
        (
            "c'est le zéro quatre cent septante, douze, trente-quatre, cinquante-six",
            "zéro quatre cent septante, douze, trente-quatre, cinquante-six",
        ),
        (
            "null vier sieben null zwölf vierunddreißig sechsundfünfzig bitte",
            "null vier sieben null zwölf vierunddreißig sechsundfünfzig",
        ),
        (
            "die Nummer ist null vier sieben acht, dreiundzwanzig, elf, null neun",
            "null vier sieben acht, dreiundzwanzig, elf, null neun",
        ),
        ("my number is oh four seven oh double one two three", "oh four seven oh double one two three"),
    ],
)
def test_a_number_said_in_words_is_found_whole(text: str, said: str) -> None:
    assert (said, "phone") in found(text)


@pytest.mark.parametrize(
    ("text", "said", "category"),
    [
        (
            "geboren op twaalf maart negentien vijfentachtig in Gent",
            "twaalf maart negentien vijfentachtig",
            "birth_date",
        ),
        ("née le trois mai mille neuf cent nonante et un", "trois mai mille neuf cent nonante et un", "birth_date"),
        ("geboren am dritten März neunzehnhundertneunzig", "dritten März neunzehnhundertneunzig", "birth_date"),
        (
            "geboren am dreißigsten Oktober neunzehnhundertachtundsechzig",
            "dreißigsten Oktober neunzehnhundertachtundsechzig",
            "birth_date",
        ),
        ("geboren erster Mai zweitausendeins", "erster Mai zweitausendeins", "birth_date"),
        ("geboren op elf mei tweeduizendtien", "elf mei tweeduizendtien", "birth_date"),
        ("née le premier du sept nonante-huit", "premier du sept nonante-huit", "birth_date"),
        ("operated on the third of June twenty twenty four", "the third of June twenty twenty four", "event_date"),
    ],
)
def test_a_date_said_in_words_is_found_whole(text: str, said: str, category: str) -> None:
    assert (said, category) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "drie keer per dag twee tabletten, een week lang",
        "un comprimé, deux fois par jour pendant trois mois",
        "one or two of these in four weeks",
        "eins zwei drei, los geht's",
    ],
)
def test_counting_is_no_telephone_number(text: str) -> None:
    assert "phone" not in [category for _, category in found(text)]
