"""Ordinary sentences pass; the sentence next to each, which shares its words, does not."""

import pytest

from assistant.gates import GateFacts, check_text
from tandems.domain.vocabulary import Address, Language

PAIRS = [
    (
        "de",
        "G5",
        "Die bestellende Person nennt die Sorte.",
        "Sie ist die beste Person im Programm.",
    ),
    (
        "de",
        "G5",
        "In Gruppen nimmt am besten jede Person ihr eigenes Gerät.",
        "Im Programm ist Mentee Anna am besten.",
    ),
    (
        "de",
        "G5",
        "Hinter dem Wunsch von Mentee Anna steht, wo er am besten aufgehoben ist.",
        "Mentee Anna ist im Jahrgang am besten.",
    ),
    (
        "de",
        "G5",
        "Der Mentor versucht zwei Sätze, die Mentee hebt das stärkste Wort hervor.",
        "Unter den Tandems ist eures das stärkste.",
    ),
    ("de", "G5", "Auf die Note folgen 3 Minuten Stille.", "Ihr Auftritt: Note 2."),
    (
        "de",
        "G7",
        "Die Geschichte wird erzählt, so knapp oder ausführlich wie gewünscht.",
        "Wie gewünscht kommt hier nur noch Lob.",
    ),
    (
        "de",
        "G8",
        "Was aus diesem Durchgang dürfen andere Tandems erfahren?",
        "Andere Tandems schwören auf diesen Ablauf.",
    ),
    (
        "de",
        "G8",
        "Das Treffen liegt jede zweite Woche auf dem Dienstag.",
        "Jede zweite Führungskraft scheut dieses Gespräch.",
    ),
    (
        "de",
        "G8",
        "Anna zeigt auf eine Zeile und fragt: „Wer hat das wann festgelegt?“ Paula antwortet.",
        "Anna zeigt auf eine Zeile: Paula hat das am Montag festgelegt.",
    ),
    (
        "de",
        "G8",
        "Notieren, was damals bekannt war und was nicht.",
        "Neulich war Paula schon so weit.",
    ),
    (
        "de",
        "G8",
        "In welcher öffentlichen Quelle steht es bis „Messe am Montag“?",
        "Nachzulesen in der Quelle „Messe am Montag“.",
    ),
    (
        "en",
        "G5",
        "At least one of the three places is crossed out.",
        "She is the least able of the three mentees and the weakest of all.",
    ),
    ("en", "G5", "Whoever ranks higher speaks last.", "Paula ranks higher than Anna."),
    (
        "en",
        "G5",
        "The mentor tries a version, the mentee points out the strongest word.",
        "Of the four mentees Paula is the strongest.",
    ),
    (
        "en",
        "G5",
        "If somebody is hurt, slips of paper would be a dodge.",
        "Your mentee is hurt and it shows.",
    ),
    ("en", "G5", "What it takes is shorter sessions.", "She has what it takes."),
    (
        "en",
        "G5",
        "If you have 60 minutes, add a second round.",
        "They have ADD and that explains it.",
    ),
    (
        "en",
        "G5",
        "People who have spoken into a void twice fall silent.",
        "Your contract is void.",
    ),
    (
        "en",
        "G5",
        "This is orientation and it is not legal advice.",
        "What they did to you there: that is legal.",
    ),
    (
        "en",
        "G5",
        "A person who hopes for a job at the company is not looking for mentoring.",
        "Your company is not allowed to do that.",
    ),
    (
        "en",
        "G5",
        "- **Letting the mentor write the message.** It will sound like the mentor.",
        "- The message will sound like resentment.",
    ),
    (
        "en",
        "G6",
        "A no comes without a reason and is not passed on to a manager.",
        "A no comes with a reason and is passed on to a manager.",
    ),
    (
        "en",
        "G8",
        "What from this run may other tandems hear about?",
        "Other tandems swear by this agenda.",
    ),
    (
        "en",
        "G8",
        "The mentor thinks aloud for a sentence every five minutes.",
        "One in five managers avoids this talk.",
    ),
    (
        "en",
        "G8",
        "Which public source will you use before ‘Fair on Monday’?",
        "The source is ‘Fair on Monday’.",
    ),
    (
        "en",
        "G8",
        "A short round has been played through twice, the second time standing.",
        "A silent round brings twice the ideas.",
    ),
]


@pytest.mark.parametrize(("language", "gate", "ordinary", "stopped"), PAIRS)
def test_an_ordinary_sentence_passes_where_its_neighbour_is_stopped(
    language: str, gate: str, ordinary: str, stopped: str
) -> None:
    def gates(text: str) -> set[str]:
        spoken, address = Language(language), Address.DU if language == "de" else None
        return {finding.gate for finding in check_text(text, spoken, address, GateFacts())}

    assert gates(ordinary) == set()
    assert gate in gates(stopped)
