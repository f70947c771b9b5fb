"""An agenda on one page: what comes out, who prepares what, the timed blocks, how it ends."""

from collections.abc import Iterator

from markupsafe import Markup

from tandems.domain.agenda import Agenda, AgendaBlock, OwnWords, Source
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Lead, Role, Stage
from ui.cards import Html, badge, facts, join, points
from ui.dates import day_text
from ui.render.questions import questions_by_person
from ui.render.reading import Reading

_EMPTY = Markup("")


def render_agenda(
    agenda: Agenda, reading: Reading, *, badges: Markup = _EMPTY, foot: Html = ""
) -> Markup:
    """Return the agenda in the reader's language; ``foot`` is what can be done with it."""
    return Markup(
        '<article class="td-agenda" data-agenda="{id}"><header class="td-agenda-head">'
        '<h3>{title}</h3><span class="td-badges">{badges}</span></header>'
        '<p class="td-outcome"><strong>{outcome_label}</strong> {outcome}</p>'
        "{dropped}{preparation}{blocks}{questions}{ending}{sources}{foot}</article>"
    ).format(
        id=agenda.id,
        title=reading.say(agenda.title, agenda.verbatim),
        badges=badges + badge(reading.t(f"agenda.composer_{agenda.composer}")),
        outcome_label=reading.t("agenda.outcome"),
        outcome=reading.say(agenda.outcome, agenda.verbatim),
        dropped=_dropped(agenda, reading),
        preparation=_preparation(agenda, reading),
        blocks=_blocks(agenda, reading),
        questions=questions_by_person(agenda.questions, reading, own=agenda.verbatim),
        ending=_ending(agenda, reading),
        sources=sources(reading, _sources_of(agenda)),
        foot=foot,
    )


def sources(reading: Reading, cited: Iterator[Source]) -> Markup:
    """Return the guides a suggestion rests on, each once."""
    names = dict.fromkeys(reading.source(source) for source in cited)
    return Markup('<section class="td-sources"><h4>{}</h4>{}</section>').format(
        reading.t("agenda.sources"), points(names)
    )


def _sources_of(agenda: Agenda) -> Iterator[Source]:
    yield from (block.source for block in agenda.blocks)
    yield from (task.source for task in agenda.preparation)
    yield from (question.source for question in agenda.questions)


def _dropped(agenda: Agenda, reading: Reading) -> Markup:
    if agenda.dropped is None:
        return _EMPTY
    return Markup('<p class="td-aside">{}</p>').format(reading.say(agenda.dropped))


def _preparation(agenda: Agenda, reading: Reading) -> Markup:
    if not agenda.preparation:
        return _EMPTY
    rows = join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            reading.name(task.person_id), reading.say(task.text, agenda.verbatim)
        )
        for task in agenda.preparation
    )
    return Markup('<section><h4>{}</h4><dl class="td-preparation">{}</dl></section>').format(
        reading.t("agenda.preparation"), rows
    )


def _blocks(agenda: Agenda, reading: Reading) -> Markup:
    rows, start = [], 0
    for block in agenda.blocks:
        rows.append(_block(block, reading, start=start, own=agenda.verbatim))
        start += block.minutes
    return Markup('<section><h4>{}</h4><ol class="td-blocks">{}</ol></section>').format(
        reading.t("agenda.plan", minutes=agenda.minutes), join(rows)
    )


def _block(
    block: AgendaBlock, reading: Reading, *, start: int, own: tuple[OwnWords, ...]
) -> Markup:
    return Markup(
        '<li class="td-block" data-block="{id}"><div class="td-clock">'
        '<span class="td-clock-range">{start}–{end}</span>'
        '<span class="td-clock-minutes">{minutes}</span></div>'
        '<div class="td-block-body"><h5>{title}</h5><p class="td-who">{who}</p>{steps}</div>'
        '<div class="td-block-aside"><p class="td-why">{why}</p>{more}'
        '<p class="td-cite">{source}</p></div></li>'
    ).format(
        id=block.block_id,
        start=start,
        end=start + block.minutes,
        minutes=reading.t("agenda.minutes", minutes=block.minutes),
        title=reading.say(block.title, own),
        who=_who(block, reading),
        steps=points(reading.say(step, own) for step in block.steps),
        more=_more(block, reading, own),
        why=reading.say(block.why, own),
        source=reading.t("agenda.source_short", number=block.source.number),
    )


def _who(block: AgendaBlock, reading: Reading) -> str:
    first = reading.name(block.first_speaker_id)
    if block.lead in (Lead.MENTOR, Lead.MENTEE):
        leads = reading.t("agenda.leads", name=reading.holder(block.lead))
        same = first == reading.holder(block.lead)
        who = leads if same else f"{leads} {reading.t('agenda.begins', name=first)}"
    else:
        who = reading.t("agenda.together", name=first)
    return f"{who} {reading.t('agenda.own_time')}" if block.own_time else who


def _more(block: AgendaBlock, reading: Reading, own: tuple[OwnWords, ...]) -> Markup:
    moves = " · ".join(reading.t(f"agenda.move_{move}") for move in block.moves)
    rows: list[tuple[Html, Html]] = [(reading.t("agenda.moves"), moves)] if moves else []
    texts: tuple[tuple[str, BilingualText | None], ...] = (
        ("material", block.material),
        ("evidence", block.evidence),
        ("opt_out", block.opt_out),
    )
    rows += [
        (reading.t(f"agenda.{name}"), reading.say(text, own))
        for name, text in texts
        if text is not None
    ]
    listed = join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*row) for row in rows)
    return Markup('<dl class="td-more">{}</dl>').format(listed) if rows else _EMPTY


def _ending(agenda: Agenda, reading: Reading) -> Markup:
    commitment = agenda.commitment
    owner = (
        reading.holder(Lead(commitment.owner))
        if commitment.owner is not Role.PEER
        else reading.t("agenda.each_person")
    )
    rows: list[tuple[Html, Html]] = [
        (reading.t("agenda.owner"), owner),
        (reading.t("agenda.due"), day_text(commitment.due, reading.texts)),
    ]
    if agenda.stage is not Stage.CLOSURE:
        next_date = day_text(agenda.next_date, reading.texts)
        rows.append((reading.t("agenda.next_date"), next_date))
    return Markup(
        '<section class="td-ending"><h4>{}</h4><p>{}</p><p><strong>{}</strong> {}</p>{}'
        '<p class="td-aside">{}</p></section>'
    ).format(
        reading.t("agenda.commitment"),
        reading.say(commitment.text, agenda.verbatim),
        reading.t("agenda.first_sign"),
        reading.say(commitment.first_sign, agenda.verbatim),
        facts(rows),
        reading.say(agenda.cut_rule, agenda.verbatim),
    )
