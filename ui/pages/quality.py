"""Quality: the coordinator measures suggestions instead of believing in them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from markupsafe import Markup

from evals.compare import Change, changes
from evals.parts import Parts
from evals.report import (
    CaseScore,
    Failure,
    Figures,
    Report,
    criteria,
    figures,
    load_reports,
    passed,
    save_report,
)
from evals.scorers import CRITERIA, GATES, NO_AGENDA
from evals.suite import Suite, load_suite
from tandems.domain.vocabulary import Language
from ui.acting import Context
from ui.cards import (
    Html,
    Tone,
    badge,
    card,
    cards,
    empty,
    facts,
    heading,
    join,
    notice,
    paragraphs,
    points,
    table_or_cards,
)
from ui.dates import moment_text
from ui.forms import folded
from ui.shell import Shell

_SEED: Final = 2000
_COLUMNS: Final = ("criterion", "mean", "minimum", "tail", "cases", "fixed")
_FAILED: Final = ("reason", "criterion", "cases", "case")
_CHANGED: Final = ("criterion", "language", "difference", "interval", "verdict")


def build(shell: Shell) -> None:
    """Add the page."""
    import gradio as gr

    top = shell.html()
    with gr.Row(elem_classes="td-buttons"):
        start = gr.Button(shell.t("quality.run"), variant="primary", scale=0)
    progress = shell.html()
    shown = shell.html()
    shell.on_show(show_quality, outputs=[top, shown])
    shell.on(start.click, run_quality, outputs=[progress, shown])


def show_quality(context: Context) -> tuple[str, str]:
    """Return what is measured, and the last reports."""
    return _explained(context), _reports(context)


def run_quality(context: Context) -> Iterator[tuple[str, str]]:
    """Run the shipped suite, keep its report and show it."""
    yield from measured(context, load_suite())


def measured(context: Context, suite: Suite) -> Iterator[tuple[str, str]]:
    """Run a suite tandem by tandem; yield how far it is, then its report."""
    from evals.run import run_suite  # noqa: PLC0415  # its library takes a second to load

    old = _reports(context)
    yield _progress(context, 0, len(suite.cases())), old
    desk = context.services.desk()
    parts = Parts.of(desk.encoders, desk.library, desk.answers)
    with TemporaryDirectory() as folder:
        for step in run_suite(suite, parts, folder=Path(folder), now=context.now):
            if step.report is None:
                yield _progress(context, step.done, step.total), old
            else:
                save_report(step.report, context.services.data_dir)
    yield notice(context.t("quality.finished"), "good"), _reports(context)


def _progress(context: Context, done: int, total: int) -> Markup:
    bar = Markup('<progress max="{}" value="{}"></progress>').format(total, done)
    return notice(join([context.t("quality.progress", done=done, total=total), " ", bar]))


def _explained(context: Context) -> Markup:
    measured = [
        join([Markup("<strong>{}</strong> ").format(context.t(f"quality.{name}")), text])
        for name in (GATES, *CRITERIA)
        if (text := context.t(f"quality.{name}_text"))
    ]
    return join(
        [
            heading(context.t("quality.title"), context.t("quality.lead")),
            cards(
                [
                    card(context.t("quality.measured"), points(measured)),
                    card(
                        context.t("quality.compared"),
                        paragraphs(context.t("quality.compared_text")),
                    ),
                    card(
                        context.t("quality.limits"),
                        paragraphs(context.t("quality.limits_text")),
                        tone="warn",
                    ),
                ]
            ),
        ]
    )


def _reports(context: Context) -> Markup:
    reports = load_reports(context.services.data_dir, limit=2)
    if not reports:
        return empty(context.t("quality.none"), context.t("quality.none_text"))
    newest, *earlier = reports
    return join(
        [
            _head(context, newest),
            *(_table(context, newest, language) for language in Language),
            _changed(context, earlier[0], newest) if earlier else "",
            _failing(context, newest),
        ]
    )


def _head(context: Context, report: Report) -> Markup:
    ready = not report.shortfalls()
    verdict = context.t("quality.ready" if ready else "quality.not_ready")
    rows = [
        (context.t("quality.at"), moment_text(report.at, context.texts)),
        (context.t("quality.suite"), f"{report.suite} {report.suite_version}"),
        (context.t("quality.encoder"), report.encoder),
        (context.t("quality.content"), report.content_version),
        (context.t("quality.seconds"), f"{report.seconds:.0f} s"),
    ]
    short = points(_shortfall(context, code) for code in report.shortfalls())
    return card(
        context.t("quality.last"),
        "" if ready else short,
        folded(context.t("quality.details"), facts(rows)),
        badges=[badge(verdict, "good" if ready else "bad")],
        tone="good" if ready else "bad",
    )


def _shortfall(context: Context, code: str) -> str:
    language, criterion, reason = code.split("/")
    return context.t(
        f"quality.short_{reason}",
        language=context.t(f"quality.language_{language}"),
        criterion=context.t(f"quality.{criterion}"),
    )


def _table(context: Context, report: Report, language: Language) -> Markup:
    own, fixed = report.of(language), report.of(language, "fixed")
    rows = [_gates_row(context, own, fixed)]
    rows += [_row(context, name, own, fixed) for name in criteria(own)]
    title = context.t(f"quality.table_{language}")
    headers = [context.t(f"quality.column_{name}") for name in _COLUMNS]
    return join([_title(title), table_or_cards(headers, rows, caption=title)])


def _title(text: str) -> Markup:
    return Markup('<h3 class="td-subheading">{}</h3>').format(text)


def _gates_row(
    context: Context, own: Sequence[CaseScore], fixed: Sequence[CaseScore]
) -> tuple[Html, ...]:
    tone: Tone = "good" if passed(own) == len(own) else "bad"
    got = context.t("quality.passed", passed=passed(own), n=len(own))
    other = context.t("quality.passed", passed=passed(fixed), n=len(fixed))
    return (context.t("quality.gates"), badge(got, tone), "", "", str(len(own)), other)


def _row(
    context: Context, name: str, own: Sequence[CaseScore], fixed: Sequence[CaseScore]
) -> tuple[Html, ...]:
    found, beside = figures(own, name), figures(fixed, name)
    return (
        context.t(f"quality.{name}"),
        _mean(context, found),
        _whole(found, "minimum"),
        _whole(found, "tail"),
        str(found.n if found else 0),
        _mean(context, beside),
    )


def _mean(context: Context, found: Figures | None) -> str:
    return _decimal(context, found.mean) if found else ""


def _whole(found: Figures | None, name: str) -> str:
    return str(getattr(found, name)) if found else ""


def _decimal(context: Context, value: float, sign: str = "") -> str:
    sign = sign if round(value, 2) else ""
    return format(value, f"{sign}.2f").replace(".", context.t("quality.decimal_mark"))


def _changed(context: Context, before: Report, after: Report) -> Markup:
    found = changes(before, after, np.random.default_rng(_SEED))
    title = context.t("quality.changed", at=moment_text(before.at, context.texts))
    headers = [context.t(f"quality.column_{name}") for name in _CHANGED]
    rows = [_change_row(context, one) for one in found if one.low or one.high]
    if not rows:
        return join([_title(title), paragraphs(context.t("quality.unchanged"))])
    return join([_title(title), table_or_cards(headers, rows, caption=title)])


def _change_row(context: Context, change: Change) -> tuple[Html, ...]:
    verdict, tone = "unclear", "plain"
    if change.is_clear:
        verdict, tone = ("better", "good") if change.difference > 0 else ("worse", "bad")
    bounds = {name: _decimal(context, getattr(change, name), "+") for name in ("low", "high")}
    return (
        context.t(f"quality.{change.criterion}"),
        context.t(f"quality.language_{change.language}"),
        _decimal(context, change.difference, "+"),
        context.t("quality.interval", **bounds),
        badge(context.t(f"quality.{verdict}"), tone),  # type: ignore[arg-type]  # one of Tone
    )


def _failing(context: Context, report: Report) -> Markup:
    failures = report.failures()
    title = context.t("quality.failing", n=len({one.case_id for one in failures}))
    if not failures:
        return join([_title(title), notice(context.t("quality.failing_none"), "good")])
    said = {case.id: case.message for case in load_suite().cases()}
    headers = [context.t(f"quality.column_{name}") for name in _FAILED]
    rows = [_reason_row(context, said, group=one) for one in _by_reason(failures)]
    return join([_title(title), table_or_cards(headers, rows, caption=title)])


def _by_reason(failures: Sequence[Failure]) -> list[tuple[str, str, list[Failure]]]:
    """Return (criterion, code, failures), the most frequent first."""
    groups: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        for code in failure.reasons:
            groups.setdefault((failure.criterion, code), []).append(failure)
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(criterion, code, ones) for (criterion, code), ones in ordered]


def _reason_row(
    context: Context, said: Mapping[str, str], *, group: tuple[str, str, list[Failure]]
) -> tuple[Html, ...]:
    criterion, code, failures = group
    cases = points(
        join([Markup("<code>{}</code> ").format(one.case_id), said.get(one.case_id, "")])
        for one in failures
    )
    return (
        _reason(context, criterion, code),
        context.t(f"quality.{criterion}"),
        str(len(failures)),
        folded(context.t("quality.open"), cases),
    )


def _reason(context: Context, criterion: str, code: str) -> str:
    """Return a code in words; one that no locale knows is shown as it is."""
    if criterion != GATES:
        key = f"quality.reason_{code}"
        return context.t(key) if key in context.texts else code
    gate, _, detail = code.partition("/")
    if gate == NO_AGENDA:
        kind, _, stopped = detail.partition(" ")
        key = f"quality.instead_{kind}"
        told = context.t(key) if key in context.texts else kind
        return context.t("quality.instead", told=f"{told} {stopped}".strip())
    key = f"quality.gate_{gate}"
    return f"{context.t(key) if key in context.texts else gate} ({detail})"
