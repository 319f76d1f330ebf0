"""Bytes to text, and whether it is English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.errors import BinaryError, EmptyError, EncodingError, LanguageError
from claimx.ingest.decode import declared_encoding, decode, without_surrogates
from claimx.ingest.language import require_english

ENGLISH = "The harbour master said that the tug “Leopard” hadn’t been seen since the storm – not by her men. "


@pytest.mark.parametrize(
    ("encoding", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32-le"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("windows-1252", b"", "windows-1252"),
    ],
)
def test_encodings(encoding: str, mark: bytes, named: str) -> None:
    decoded = decode(mark + ENGLISH.encode(encoding))
    assert decoded.text == ENGLISH
    assert decoded.encoding == named
    assert (decoded.remark is None) == (named == "utf-8")


def test_latin_1_letters_are_read() -> None:
    text = "The mayor of Málaga, José Núñez, said that the café in Besançon was closed for the day."
    assert decode(text.encode("latin-1")).text == text


def test_another_code_page_is_detected_by_its_letters() -> None:
    text = "Начальник порта сообщил, что буксир вернулся в гавань поздно вечером и был осмотрен. " * 5
    assert decode(text.encode("windows-1251")).text == text


def test_the_page_s_own_declaration_goes_first() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź</body></html>'.encode("iso-8859-2")
    assert declared_encoding(page) == "iso8859-2"
    assert "Łódź" in decode(page, declared_encoding(page)).text
    assert declared_encoding(b"<meta charset=klingon>") is None


def test_one_bad_byte_does_not_spoil_utf_8() -> None:
    data = (ENGLISH * 5).encode() + b"\xff and on."
    decoded = decode(data)
    assert decoded.text == ENGLISH * 5 + "\ufffd and on."
    assert "1 undecodable" in (decoded.remark or "")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty(data: bytes) -> None:
    with pytest.raises(EmptyError):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [b"The tug\0 sailed.", b"\x89PNG\r\n\x1a\n123", b"%PDF-1.7 text", bytes(range(1, 20)) * 9, b"PK\x03\x04", b"\0"],
)
def test_binary(data: bytes) -> None:
    with pytest.raises(BinaryError):
        decode(data)


def test_undecodable() -> None:
    with pytest.raises(EncodingError):
        decode(b"\xff\xfe" + b"\x00\xd8" * 50)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_coded_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data).text, str)
    except (EmptyError, BinaryError, EncodingError) as error:
        assert error.message


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_utf_8_is_unchanged(text: str) -> None:
    if text.startswith("\ufeff"):
        return
    assert decode(("x" + text).encode()).text == "x" + text


def test_lone_surrogates_become_replacement_characters() -> None:
    assert without_surrogates("a\ud800b") == "a\ufffdb"
    assert without_surrogates("plain") == "plain"


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafenmeister sagte am Mittwoch, dass der Schlepper in der Nacht zurückgekehrt ist und im Hafen liegt. "
        "Die Ladung wurde geprüft, und es wurde nichts gefunden, was nicht auf der Liste stand. Er will klagen.",
        "Le capitaine du port a déclaré mercredi que le remorqueur était rentré dans la nuit et qu'il était à quai. "
        "La cargaison a été contrôlée, et rien n'a été trouvé qui ne figurait pas sur la liste. Il porte plainte.",
        "Kapitan portu powiedział w środę, że holownik wrócił i stoi przy nabrzeżu. Ładunek został sprawdzony, a "
        "na liście nie brakowało niczego. Właściciel chce złożyć skargę do sądu, bo stracił trzy dni pracy.",
        "De havenmeester zei dat de sleepboot in de nacht was teruggekeerd en nu in de haven ligt. De lading is "
        "gecontroleerd en er is niets gevonden wat niet op de lijst stond. De eigenaar wil naar de rechter stappen.",
        "Начальник порта сообщил, что буксир вернулся.",
        "港务局长说,拖船已经返回港口。",
    ],
)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(LanguageError):
        require_english(text)


def test_english_and_what_is_too_short_to_tell() -> None:
    assert require_english(ENGLISH) == "en"
    assert require_english("Tug held; crew freed") is None
    assert require_english("") is None


@pytest.mark.parametrize(
    "text",
    [
        "Port fees rose 1.2 per cent.",
        "Pay per tonne: 14 euros per day",
        "A U.S. tug",
        "Split (HG/im)",
        "Crew freed, tug held, owner charged",
        "De la Cruz: tug leaves",
    ],
)
def test_a_short_english_text_is_never_refused(text: str) -> None:
    assert require_english(text) in ("en", None)


def test_a_sentence_of_names_is_given_the_benefit_of_the_doubt() -> None:
    names = "Ana Babic, Ivo Maric, Jure Kovac, Luka Horvat, Petra Novak, Mia Juric, Filip Peric, Iva Tomic, Dora Vidic"
    assert require_english(f"Harbour crew: {names}; pilot boats Kestrel, Osprey, Merlin, Heron reached Split.") is None
