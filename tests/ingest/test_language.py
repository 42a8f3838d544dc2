"""Only English is read; only what is confidently something else is turned away."""

from __future__ import annotations

import pytest

from accordingto.errors import OtherLanguage
from accordingto.ingest.language import language_of

ENGLISH = (
    "The ferry between Oldport and Newhaven stopped running on Tuesday after its captain reported a leak in the engine room. "
    "Nobody was hurt, the harbour office said, and the boat was towed back before noon. "
)
OTHERS = {
    "tr": "Liman müdürlüğü salı günü yaptığı açıklamada feribotun makine dairesinde su görüldüğünü ve seferlerin "
    "durdurulduğunu bildirdi. Yolculardan kimse yaralanmadı, tekne öğleden önce limana çekildi ve onarım için bekletiliyor. ",
    "de": "Die Fähre zwischen den beiden Städten hat am Dienstag den Betrieb eingestellt, nachdem der Kapitän ein Leck im "
    "Maschinenraum gemeldet hatte. Niemand wurde verletzt, sagte das Hafenamt, und das Schiff wurde zurückgeschleppt. ",
    "fr": "Le bac entre les deux villes a cessé de circuler mardi après que son capitaine eut signalé une fuite dans la salle "
    "des machines. Personne n'a été blessé, a déclaré la capitainerie, et le bateau a été remorqué avant midi. ",
    "es": "El transbordador entre las dos ciudades dejó de funcionar el martes después de que su capitán avisara de una fuga "
    "en la sala de máquinas. Nadie resultó herido, dijo la oficina del puerto, y el barco fue remolcado antes del mediodía. ",
    "ru": "Паром между двумя городами прекратил работу во вторник после того, как капитан сообщил о течи в машинном отделении. "
    "Никто не пострадал, сообщили в управлении порта, судно отбуксировали обратно до полудня, и теперь его чинят. ",
    "ar": "توقفت العبارة بين المدينتين عن العمل يوم الثلاثاء بعد أن أبلغ القبطان عن تسرب في غرفة المحرك. وقال مكتب الميناء "
    "إن أحدا لم يصب بأذى وإن القارب سحب إلى الميناء قبل الظهر، وسيبقى هناك حتى تنتهي أعمال الإصلاح كلها هذا الأسبوع. ",
}


@pytest.mark.parametrize("language", OTHERS)
def test_report_in_another_language_is_turned_away(language: str) -> None:
    with pytest.raises(OtherLanguage, match=f"'{language}'.*English"):
        language_of(OTHERS[language])


@pytest.mark.parametrize("change", [str, str.upper, str.lower, str.title])
def test_english_is_read_in_capitals_and_without(change: type[str]) -> None:
    assert language_of(change(ENGLISH)) == ("en", None)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("english_first", [True, False])
def test_english_report_that_changes_language_is_read(language: str, english_first: bool) -> None:
    other = OTHERS[language] * 4
    parts = [ENGLISH * 6, other] if english_first else [other, ENGLISH * 6]
    assert language_of("\n\n".join(parts)) == ("en", None)


@pytest.mark.parametrize(
    "text",
    [
        "Ayşe Kaya, Mehmet Demir, Fatma Şahin, Ahmet Yılmaz, Zeynep Çelik, " * 5,
        "Yiannis Papadakis; Eleni Markou; Giorgos Sideris; Maria Kosta; " * 5,
        "Jean-Luc Marchand, Amélie Fontaine, Hélène Rousselet, Gérard Lambin, " * 5,
    ],
)
def test_list_of_names_says_nothing_of_its_language(text: str) -> None:
    language, note = language_of(text)
    assert language in (None, "en")
    assert language or (note and note.startswith("read as English"))


def test_short_text_is_read_whatever_it_looks_like() -> None:
    language, note = language_of("Niemand wurde verletzt, sagte das Hafenamt.")
    assert language is None
    assert note is not None
    assert "too short" in note


def test_numbers_alone_are_read_with_a_note() -> None:
    assert language_of("12 14 16 18 " * 40) == (None, "read as English: there is too little prose to tell its language")


@pytest.mark.parametrize("given", ["en", "EN", "en-GB", "en_US", "eng", "English"])
def test_given_english_is_believed(given: str) -> None:
    assert language_of(OTHERS["de"], given) == ("en", None)


@pytest.mark.parametrize("given", ["tr", "de-DE", "French"])
def test_given_other_language_is_turned_away_and_named(given: str) -> None:
    with pytest.raises(OtherLanguage, match=given):
        language_of(ENGLISH, given)


@pytest.mark.parametrize("given", ["und", "unknown", " ", "mul"])
def test_given_language_that_says_nothing_is_guessed(given: str) -> None:
    assert language_of(ENGLISH, given) == ("en", None)
