"""What makes a score: wishes by priority, what comes back, and what makes meeting easy."""

from dataclasses import replace

import numpy as np
import pytest

from embeddings.encoder import Encoder
from embeddings.matching.assign import CohortMatch
from embeddings.matching.candidates import all_pairs, listed
from embeddings.matching.rules import Facts
from embeddings.matching.score import Scorer
from embeddings.matching.similarity import blocks
from embeddings.matching.weights import Terms, Weights
from tandems.domain.match import PairScore, PartName
from tandems.domain.programme import LearningWish, Offer, Participant
from tests.embeddings.matching.people import JOINED, mentee, mentor

NOBODY = Facts.of((), ())
VIDEO, BOARDS = "Kurzvideos schneiden", "Agile Boards für Teams planen"
OTHERS = (mentor("mia", "Bewerbungen lesen"), mentor("tom", "Maschinendaten auswerten"))


def score(one: Participant, other: Participant, encoder: Encoder, **terms: object) -> PairScore:
    people = (one, other, *OTHERS)
    match = CohortMatch(people, NOBODY, encoder, terms=replace(Terms(), **terms))  # type: ignore[arg-type]  # fields of Terms
    return match.score(one.person_id, other.person_id)


def part(pair: PairScore, name: PartName) -> float | None:
    return next((one.value for one in pair.parts if one.name is name), None)


def test_a_score_is_the_weighted_mean_of_its_parts(encoder: Encoder) -> None:
    ann = replace(mentee("ann", VIDEO), department="Vertrieb", location="Kassel")
    ben = replace(mentor("ben", VIDEO), department="Personal", location="kassel ")
    pair = score(ann, ben, encoder)
    assert {one.name for one in pair.parts} == {
        PartName.WISHES,
        PartName.LANGUAGES,
        PartName.DEPARTMENT,
        PartName.LOCATION,
    }
    weights = sum(one.weight for one in pair.parts)
    mean = sum(one.value * one.weight for one in pair.parts) / weights
    assert pair.score == pytest.approx(mean, abs=0.1)
    assert part(pair, PartName.LOCATION) == part(pair, PartName.DEPARTMENT) == 100


def test_the_more_important_wish_counts_more(encoder: Encoder) -> None:
    wishes = mentee("ann", VIDEO, BOARDS)
    first = replace(
        wishes,
        wishes=tuple(
            replace(wish, priority=n) for wish, n in zip(wishes.wishes, (1, 5), strict=True)
        ),
    )
    last = replace(
        wishes,
        wishes=tuple(
            replace(wish, priority=n) for wish, n in zip(wishes.wishes, (5, 1), strict=True)
        ),
    )
    ben = mentor("ben", VIDEO)
    assert score(first, ben, encoder).score > score(last, ben, encoder).score


def test_one_offer_answers_each_further_wish_less(encoder: Encoder) -> None:
    ben = mentor("ben", VIDEO)
    scores = [score(mentee("ann", *[VIDEO] * n), ben, encoder).score for n in (1, 2, 3)]
    assert scores[0] > scores[1] > scores[2] > 0


def test_what_comes_back_counts_only_where_both_said_something(encoder: Encoder) -> None:
    ann, ben = mentee("ann", VIDEO), mentor("ben", VIDEO)
    wish = LearningWish("back", ben.enrolment.id, BOARDS, "", released_at=JOINED)
    offer = Offer("give", ann.enrolment.id, BOARDS, "", released_at=JOINED)
    asking, giving = replace(ben, wishes=(wish,)), replace(ann, offers=(offer,))
    assert part(score(ann, asking, encoder), PartName.RECIPROCITY) is None
    back = score(giving, asking, encoder)
    assert (part(back, PartName.RECIPROCITY) or 0) > 50
    useless = replace(offer, text="Gabelstapler fahren")
    assert score(replace(ann, offers=(useless,)), asking, encoder).score < back.score


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Di und Do Vormittag", "Tuesdays", 100),
        ("montags", "Freitag ab 10", 0),
        ("any morning", "frueh, 7:30 geht fast immer", 100),
        ("", "Mo", None),
        ("viel unterwegs", "Mo", None),
    ],
)
def test_times_are_read_in_both_languages(
    encoder: Encoder, first: str, second: str, expected: float | None
) -> None:
    ann = replace(mentee("ann", VIDEO), availability=first)
    ben = replace(mentor("ben", VIDEO), availability=second)
    assert part(score(ann, ben, encoder), PartName.AVAILABILITY) == expected


@pytest.mark.parametrize("person", ["ann", "ben"])
def test_whom_somebody_ranked_scores_higher_and_nobody_lower(encoder: Encoder, person: str) -> None:
    ann, ben = mentee("ann", VIDEO, BOARDS), mentor("ben", VIDEO)
    other = {"ann": "ben", "ben": "ann"}[person]
    plain = score(ann, ben, encoder)
    first = score(ann, ben, encoder, rankings={person: (other,)})
    second = score(ann, ben, encoder, rankings={person: ("mia", other)})
    assert first.score > second.score > plain.score
    assert score(ann, OTHERS[1], encoder, rankings={person: (other,)}).score == pytest.approx(
        score(ann, OTHERS[1], encoder).score
    )


def test_shared_rare_words_lift_a_similarity_and_no_weight_does_not(encoder: Encoder) -> None:
    ann = mentee("ann", "Xylophonbau mit der Werkstatt planen")
    ben = mentor("ben", "In meiner Werkstatt entsteht Xylophonbau als Hobby")
    with_words, without = (
        score(ann, ben, encoder, weights=Weights(words=share)) for share in (0.3, 0.0)
    )
    assert with_words.reasons[0].similarity > without.reasons[0].similarity


def test_similarities_do_not_depend_on_what_else_is_computed(encoder: Encoder) -> None:
    mentees = [mentee(f"m{n}", VIDEO, f"Thema {n}: {BOARDS}") for n in range(30)]
    mentors = [mentor(f"o{n}", BOARDS, f"Kurs {n}, Reels und Videos") for n in range(40)]
    scorer = Scorer(mentees, mentors, encoder, rankings={})
    together = np.concatenate(
        [b.alike for b in blocks(scorer.wishes, scorer.offers, all_pairs(30, 40), Weights())]
    )
    sparse = listed([(n, n) for n in range(30)])
    (alone,) = blocks(scorer.wishes, scorer.offers, sparse, Weights())
    rows = np.concatenate([np.arange(2) + 2 * (40 * n + n) for n in range(30)])
    assert np.allclose(together[rows], alone.alike, atol=1.1e-4)


def test_an_offer_that_asks_for_the_same_thing_scores_lower(encoder: Encoder) -> None:
    ann = mentee("ann", "Ich möchte Schweißen lernen")
    giving = mentor("ben", "Ich zeige dir Schweißen in der Werkstatt")
    asking = mentor("cem", "Ich suche jemanden für Schweißen in der Werkstatt")
    as_is = Weights(wrong_way=1.0)
    assert score(ann, asking, encoder).score < score(ann, asking, encoder, weights=as_is).score
    assert score(ann, giving, encoder).score == score(ann, giving, encoder, weights=as_is).score
    assert score(ann, asking, encoder).score < score(ann, giving, encoder).score


def test_like_ways_of_working_lift_a_score_and_silence_does_not_count(encoder: Encoder) -> None:
    ann = replace(mentee("ann", VIDEO), working_style="Erst ausprobieren, dann darüber reden")
    same = replace(mentor("ben", VIDEO), working_style="Ausprobieren, und dann reden wir darüber")
    other = replace(mentor("ben", VIDEO), working_style="Schriftliche Pläne mit festen Terminen")
    silent = mentor("ben", VIDEO)
    assert score(ann, same, encoder).score > score(ann, other, encoder).score
    assert part(score(ann, same, encoder), PartName.STYLE) == 100
    assert part(score(ann, silent, encoder), PartName.STYLE) is None
