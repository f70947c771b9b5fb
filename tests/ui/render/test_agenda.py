"""An agenda as HTML: everything that is in it is shown, escaped, in the reader's form."""

import re
from dataclasses import replace

import pytest

from tandems.domain.agenda import OwnWords
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Address, Language, Lead, Mode, Move, Stage
from tests.ui.render.examples import EVIL, READERS, full_agenda, reading, says
from ui.cards import badge
from ui.render.agenda import render_agenda
from ui.texts import load_entries


def test_blocks_run_on_one_clock_from_zero() -> None:
    shown = render_agenda(full_agenda(), reading())
    assert re.findall(r'clock-range">([^<]+)<', shown) == ["0–8", "8–20"]
    assert re.findall(r'clock-minutes">([^<]+)<', shown) == ["8 Min.", "12 Min."]


def test_each_block_says_by_name_who_leads_and_who_begins() -> None:
    shown = render_agenda(full_agenda(), reading())
    first, second = re.findall(r'class="td-who">([^<]+)<', shown)
    assert first == "Paula leitet. Erst denkt jede Person still für sich."
    assert second == "Beide gemeinsam, Renate beginnt."


def test_among_peers_the_first_speaker_is_named() -> None:
    shown = render_agenda(full_agenda(lead=Lead.PEER), reading(mode=Mode.PEER))
    assert "Beide gemeinsam, Paula beginnt." in shown


@pytest.mark.parametrize(("language", "address"), READERS)
def test_everything_is_in_the_readers_form(language: Language, address: Address) -> None:
    own = {"Titel", "Schritt", "Grund", "Material", "Beleg", "Ausweg"}
    form = "en" if language is Language.EN else {"du": "du", "sie": "Sie"}[address]
    shown = render_agenda(full_agenda(), reading(language, address))
    found = set(re.findall(r"(\w+) (du|Sie|en)\b", shown))
    assert {(text, form) for text in own} <= found
    assert {said for text, said in found if text in own} == {form}


def test_both_languages_show_the_same_ids() -> None:
    agenda = full_agenda()
    shown = [
        re.findall(r'data-(\w+)="([^"]+)"', render_agenda(agenda, reading(language)))
        for language in Language
    ]
    assert shown[0] == shown[1]
    assert len(shown[0]) == 4


def test_own_words_stand_verbatim_with_their_language() -> None:
    for language in Language:
        shown = render_agenda(full_agenda(), reading(language))
        assert '<span class="td-own" lang="de">Video drehen</span>' in shown


def test_own_words_are_marked_only_where_they_are_quoted() -> None:
    agenda = full_agenda(own="Titel")
    assert shown_once(render_agenda(agenda, reading()), 'lang="de">Titel</span>')


def shown_once(html: str, part: str) -> bool:
    return html.count(part) == 1


def test_nothing_of_people_or_guides_becomes_markup() -> None:
    agenda = full_agenda(own=EVIL)
    evil = BilingualText(EVIL, EVIL, EVIL)
    hostile = replace(
        agenda,
        title=evil,
        outcome=evil,
        cut_rule=evil,
        verbatim=(OwnWords(EVIL, Language.DE),),
        blocks=tuple(replace(block, title=evil, why=evil) for block in agenda.blocks),
    )
    shown = render_agenda(hostile, reading(), badges=badge(EVIL), foot=EVIL)
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") > 8


def test_commitment_next_date_cut_rule_and_sources_are_there() -> None:
    shown = render_agenda(full_agenda(), reading())
    for part in (
        "Mi., 1. April 2026",
        "Mi., 8. April 2026",
        "sign",
        "cut",
        "Leitfaden 23: Guide",
        "ohne Sprachmodell",
        "Renate",
        "Mentee spricht zuletzt",
        "dropped",
    ):
        assert part in shown


def test_a_closing_session_names_no_next_one() -> None:
    assert "Nächstes Treffen" in render_agenda(full_agenda(), reading())
    closing = replace(full_agenda(), stage=Stage.CLOSURE)
    assert "Nächstes Treffen" not in render_agenda(closing, reading())


def test_an_agenda_without_preparation_has_no_empty_heading() -> None:
    bare = replace(full_agenda(), preparation=(), questions=(), dropped=None)
    shown = render_agenda(bare, reading())
    assert "Vorbereitung" not in shown
    assert "Fragen zum Nachdenken" not in shown


@pytest.mark.parametrize("language", Language)
def test_every_move_has_words(language: Language) -> None:
    entries = load_entries(language)
    assert all(f"agenda.move_{move}" in entries for move in Move)
    block = replace(full_agenda().blocks[0], moves=tuple(Move), title=says("x"))
    render_agenda(replace(full_agenda(), blocks=(block,)), reading(language))
