"""Every figure of one contender, and the table of all of them."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from rich.table import Table

from embeddings.evaluate.contenders import Contender
from embeddings.evaluate.metrics import rank_correlation, ranks, recall
from embeddings.evaluate.tasks import LabelTask
from embeddings.train.corpus import ScoredPair

Figures = dict[str, str]
SPEED_TEXTS = 1_000
SHORT_WORDS = 12
LONG_WORDS = 96
"""Some 128 tokens."""
SINGLE_QUERIES = 50


def measure(
    contender: Contender, tasks: Sequence[LabelTask], pairs: Sequence[ScoredPair]
) -> Figures:
    """Return every figure of one contender by name, formatted."""
    figures = _similarity(contender, pairs)
    for task in tasks:
        figures |= _recall(contender, task)
    return figures | _speed(contender, pairs)


def timed_load(load: Callable[[], Contender]) -> tuple[Contender, float]:
    """Return a contender that has encoded one text, and the seconds that took."""
    start = perf_counter()
    contender = load()
    contender.encode(["Lernpartnerschaft"])
    return contender, perf_counter() - start


def figure_table(columns: dict[str, Figures]) -> Table:
    """Lay the figures out, one contender a column."""
    table = Table("measure", *columns)
    for name in next(iter(columns.values())):
        table.add_row(name, *(figures[name] for figures in columns.values()))
    return table


def _similarity(contender: Contender, pairs: Sequence[ScoredPair]) -> Figures:
    judged = [pair.score for pair in pairs]
    sides = {
        "EN": [pair.english for pair in pairs],
        "DE": [pair.german for pair in pairs],
        "EN–DE": [(pair.english[0], pair.german[1]) for pair in pairs],
    }
    figures = {}
    for language, texts in sides.items():
        scores = contender.pairwise([a for a, _ in texts], [b for _, b in texts])
        figures[f"sts_dev {language}, Spearman"] = f"{rank_correlation(scores, judged):.3f}"
    return figures


def _recall(contender: Contender, task: LabelTask) -> Figures:
    found = ranks(contender.against(task.queries, task.pool), task.right)
    return {f"{task.name}, R@{k}": f"{recall(found, k):.3f}" for k in (1, 10)}


def _speed(contender: Contender, pairs: Sequence[ScoredPair]) -> Figures:
    words = [
        word for pair in pairs for text in (*pair.german, *pair.english) for word in text.split()
    ]
    short, long = (_cut(words, size) for size in (SHORT_WORDS, LONG_WORDS))
    contender.encode(short[:100])
    rates = [f"{len(texts) / _seconds(contender, texts):,.0f}" for texts in (short, long)]
    single = [_seconds(contender, [text]) for text in short[:SINGLE_QUERIES]]
    return {
        f"texts of {SHORT_WORDS} words, a second": rates[0],
        f"texts of {LONG_WORDS} words, a second": rates[1],
        "single text, ms (median)": f"{1000 * median(single):.1f}",
    }


def _cut(words: Sequence[str], size: int) -> list[str]:
    starts = range(0, len(words) - size + 1, size)
    return [" ".join(words[start : start + size]) for start in starts][:SPEED_TEXTS]


def _seconds(contender: Contender, texts: Sequence[str]) -> float:
    start = perf_counter()
    contender.encode(texts)
    return perf_counter() - start
