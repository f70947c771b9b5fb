"""What messages are understood to ask for, in German and English."""

from collections import Counter
from datetime import date, timedelta
from time import perf_counter

import pytest

from assistant.understand import understand
from assistant.understanding import Understanding
from tandems.domain.vocabulary import TOPICS, Language, Role
from tests.assistant.gates.case_files import Case, cases, share

WEDNESDAY = date(2026, 11, 25)
FLOORS = {"dev": 1.0, "test": 0.85}


def read(text: str, hint: Language = Language.DE) -> Understanding:
    return understand(text, today=WEDNESDAY, hint=hint)


def right_fields(case: Case) -> dict[str, bool]:
    got = read(case["text"], Language(case["language"]))
    role = got.question_role
    return {
        "intent": got.intent == case["intent"],
        "minutes": got.minutes == case["minutes"],
        "date": (got.session_on is not None) == (case["session_date_hint"] is not None),
        "pace": got.pace == case["pace"],
        "vetoes": got.vetoes == frozenset(case["vetoes"]),
        "role": role == (Role(case["role"]) if case["role"] else None),
        "number": got.question_count == case["number"],
        "language": got.language == case["language"],
    }


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_messages_are_understood(language: str, split: str) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for case in cases(f"understand_{language}.{split}"):
        for name, is_right in right_fields(case).items():
            total[name] += 1
            right[name] += is_right
            wrong += [] if is_right else [f"{case['id']}:{name}"]
    print(f"\nunderstand {language} {split}: {share(right, total)} {wrong}")  # noqa: T201
    assert all(right[name] >= FLOORS[split] * total[name] for name in total)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 Minuten", 45),
        ("ne Dreiviertelstunde", 45),
        ("anderthalb Stunden", 90),
        ("zweieinhalb Stunden", 150),
        ("half an hour", 30),
        ("1h30", 90),
        ("1:30 h", 90),
        ("90 min", 90),
        ("fünf Viertelstunden", 75),
        ("an hour and a quarter", 75),
        ("fünfundvierzig Minuten", 45),
        ("statt 60 Minuten nur 40", 40),
        ("bitte auf 30 kürzen", 30),
        ("Treffen um 14:30 Uhr", None),
        ("von 10 bis 11 Uhr", None),
        ("Leitfaden 45", None),
        ("in 3 Wochen", None),
        ("er kommt zehn Minuten zu spät", None),
        ("8 Minuten", 8),
        ("four hours", 240),
    ],
)
def test_minutes(text: str, minutes: int | None) -> None:
    assert read(text).minutes == minutes


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("heute", 0),
        ("tomorrow", 1),
        ("übermorgen", 2),
        ("am Freitag", 2),
        ("next Wednesday", 7),
        ("am 3.12.", 8),
        ("9 December", 14),
        ("2026-12-01", 6),
        ("in 2 weeks", 14),
        ("bis Freitag", None),
        ("since Monday", None),
        ("Guten Morgen", None),
        ("Tuesdays suit me", None),
        ("am 31.2.", None),
        ("heute Morgen", 0),
        ("am Freitag morgen", 2),
        ("Freitagmorgen", 2),
        ("am Mittwoch Morgen", 7),
        ("Morgen! Wir haben 30 Minuten", None),
        ("nächste Woche Freitag", 9),
        ("next week on Monday", 5),
        ("kommende Woche Dienstag", 6),
    ],
)
def test_dates_are_counted_from_today(text: str, days: int | None) -> None:
    expected = None if days is None else WEDNESDAY + timedelta(days=days)
    assert read(text).session_on == expected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("TikTok-Strategien verstehen", "social_media"),
        ("neue digitale Tools", "digital_tools"),
        ("digital teamwork", "digital_communication"),
        ("digitale Fitness", "digital_fitness"),
        ("KI im Alltag", "trends_ai"),
        ("agiles Projektmanagement", "agile"),
        ("Start-up-Kultur", "startup_culture"),
        ("New Work", "new_work"),
        ("Arbeitsweisen anpassen", "ways_of_working"),
        ("Erwartungen an Führung", "leadership_expectations"),
        ("the needs of generation Z", "generations"),
        ("recruiting", "recruiting"),
        ("Employer Branding", "employer_branding"),
        ("Umgang mit Veränderungen", "change"),
        ("Innovationen anstoßen", "innovation"),
        ("bessere Zusammenarbeit", "collaboration"),
        ("Vielfalt und Vorurteile", "diversity"),
        ("ein belastbares Netzwerk", "networking"),
        ("career options", "career"),
        ("Führungsaufgaben in Teams", "leading_teams"),
        ("strategic thinking", "strategy"),
        ("Branchenwissen", "industry"),
        ("emotionale Intelligenz", "emotional_intelligence"),
        ("Konflikte mit Kollegen", "conflict"),
    ],
)
def test_every_topic_is_known_by_its_name(text: str, slug: str) -> None:
    assert slug in TOPICS
    assert slug in read(text).topics


def test_the_subject_is_what_the_message_is_about() -> None:
    message = "Morgen haben wir nur 45 Minuten, und sie ist nervös wegen der KI-Schulung."
    assert read(message).subject == "KI-Schulung"
    question = "What are the rules on confidentiality?"
    assert "confidentiality" in read(question, Language.EN).subject
    assert "rules on" not in read(question, Language.EN).subject


def test_place_is_read() -> None:
    assert read("45 Minuten per Video").remote is True
    assert read("an hour, in person").remote is False
    assert read("eine Stunde").remote is None


def test_a_text_too_short_to_tell_takes_the_language_of_the_page() -> None:
    assert read("ok", Language.EN).language is Language.EN
    assert read("90 min", Language.DE).language is Language.DE


def test_nouns_that_are_words_of_the_other_language_do_not_mislead() -> None:
    assert read("Listen bzw. Tabellen pflegen", Language.EN).language is Language.DE
    assert read("keeping spreadsheets", Language.DE).language is Language.EN


def test_reading_is_quick_and_always_the_same() -> None:
    message = "Morgen haben wir 45 Minuten, Thema LinkedIn, bitte ohne Rollenspiel."
    first = read(message)
    start = perf_counter()
    again = [read(message) for _ in range(20)]
    assert (perf_counter() - start) / 20 < 0.05
    assert all(one == first for one in again)


@pytest.mark.parametrize("text", ["", "   ", "???", "🙂🙂", "\u200b", "a" * 4000, "1" * 400])
def test_anything_can_be_read(text: str) -> None:
    assert read(text).refer is None
