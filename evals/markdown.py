"""Figures as Markdown tables, so that what is printed can stand in a document as it is."""

from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table


def markdown_table(*heads: str) -> Table:
    """Return an empty table whose first column names things and whose others hold figures."""
    table = Table(box=MARKDOWN)
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place else "left", no_wrap=True)
    return table


def show(console: Console, title: str, *tables: Table) -> None:
    """Print tables under a heading."""
    console.print(f"\n## {title}")
    for table in tables:
        with console.capture() as printed:
            console.print(table)
        console.out(f"\n{printed.get().strip()}", highlight=False)
