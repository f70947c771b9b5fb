"""`tandem guides lint` on a folder of one's own: a whole store, or a few guides."""

from pathlib import Path

from typer.testing import CliRunner

import cli
from tests.knowledge.guide_folder import guide, write

RUN = CliRunner()


def test_a_few_guides_are_checked_without_asking_for_a_whole_store(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", guide())
    whole = RUN.invoke(cli.cli, ["guides", "lint", str(ours)])
    assert whole.exit_code == 1
    assert "missing guide" in whole.output
    part = RUN.invoke(cli.cli, ["guides", "lint", "--part", str(ours)])
    assert part.exit_code == 0
    assert "1 guides, 0 findings" in part.output


def test_a_finding_is_printed_and_fails_the_command(tmp_path: Path) -> None:
    write(tmp_path, guide(review_due="2020-01-01"))
    late = RUN.invoke(cli.cli, ["guides", "lint", "--part", str(tmp_path)])
    assert late.exit_code == 1
    assert "knots guide.yaml overdue: review was due on 2020-01-01" in late.output
