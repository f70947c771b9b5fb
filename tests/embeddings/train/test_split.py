"""What is held out is never trained on, and stays the same when files grow."""

from embeddings.evaluate.tasks import label_tasks
from embeddings.train.corpus import AgencyTerm, Concept, Corpus
from embeddings.train.rows import training_rows
from embeddings.train.split import draw, fold, hold_out

SKILLS = tuple(
    Concept(
        uri=f"skill/{number}",
        kind="skills",
        label_en=f"skill {number}",
        label_de=f"Fähigkeit {number}",
        alternatives_en=(f"ability {number}", "shared name"),
        alternatives_de=(f"Können {number}",),
        description_en=f"About skill {number}.",
    )
    for number in range(20)
)
TERMS = tuple(
    AgencyTerm(
        ba_id=f"K {number}",
        label_de=f"Begriff {number}",
        uri=f"skill/{number}",
        esco_label_de=f"Fähigkeit {number}",
    )
    for number in range(20)
)
PAIRS = tuple((f"Skill {number}", f"FÄHIGKEIT {number}") for number in range(20))
CORPUS = Corpus(concepts=SKILLS, terms=TERMS, tatoeba=PAIRS, parallel=(("hello", "hallo"),))
SPLIT = hold_out(CORPUS, skills=5, terms=6)


def test_no_question_of_the_evaluation_is_a_training_text() -> None:
    texts = {fold(text) for row in training_rows(CORPUS, SPLIT) for text in (row.text, row.target)}
    tasks = label_tasks(CORPUS, SPLIT)
    asked = {query for task in tasks for query in task.queries}
    assert len(asked) > 25
    assert not asked & texts


def test_nothing_of_a_hidden_skill_is_trained_on() -> None:
    rows = training_rows(CORPUS, SPLIT)
    hidden = {skill.description_en for skill in SKILLS if skill.uri in SPLIT.uris}
    assert len(hidden) == 5
    assert not hidden & {row.text for row in rows}


def test_the_rest_is_trained_on() -> None:
    texts = {row.text for row in training_rows(CORPUS, SPLIT)}
    open_skills = [skill for skill in SKILLS if skill.uri not in SPLIT.uris]
    assert len(open_skills) == 15
    assert all({skill.label_en, skill.label_de} <= texts for skill in open_skills)
    assert {"hello", "hallo"} <= texts


def test_german_text_aims_at_the_english_one_with_the_stated_weights() -> None:
    rows = {(row.text, row.target): row.weight for row in training_rows(CORPUS, SPLIT)}
    skill = next(skill for skill in SKILLS if skill.uri not in SPLIT.uris)
    assert rows[skill.label_de, skill.label_en] == 3
    assert rows[skill.alternatives_de[0], skill.label_en] == 2
    assert rows[skill.alternatives_en[0], skill.alternatives_en[0]] == 2
    assert rows["hallo", "hello"] == 1


def test_the_draw_keeps_its_members_when_a_file_grows() -> None:
    before = draw([f"uri/{number}" for number in range(100)], 10)
    after = draw([f"uri/{number}" for number in reversed(range(110))], 10)
    assert len(before) == 10
    assert len(before & after) >= 7


def test_concepts_that_share_a_label_all_count_as_right() -> None:
    shared = (
        Concept(uri="a", kind="skills", label_en="one", label_de="Gleich"),
        Concept(uri="b", kind="skills", label_en="two", label_de="gleich"),
        Concept(uri="c", kind="skills", label_en="three", label_de="anders"),
    )
    corpus = Corpus(concepts=shared, terms=())
    task = label_tasks(corpus, hold_out(corpus, skills=3, terms=0))[0]
    answers = dict(zip(task.queries, task.right, strict=True))
    assert {task.pool[place] for place in answers["gleich"]} == {"one", "two"}
