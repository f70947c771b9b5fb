"""``make bench``: start-up, agenda latency, match time and memory of this installation."""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import httpx
import psutil
from rich.console import Console
from rich.table import Table

from app import open_desk, open_records
from assistant.brief import Reader
from embeddings.bundled import Encoders
from embeddings.matching.assign import propose
from embeddings.matching.rules import Facts
from embeddings.matching.weights import Terms
from programme.demo import load_demo
from settings import Settings
from tandems.domain.programme import Participant
from tandems.domain.tandem import TandemStatus
from tandems.domain.vocabulary import Address, Language
from tandems.storage import Store
from ui.services import Desk

PORT: Final = 7891
MESSAGES: Final = (
    "Wir haben 45 Minuten und wollen an den KI-Tools weiterarbeiten.",
    "Wir haben eine Stunde, Thema Kurzvideos.",
    "kürzer, nur 30",
    "We have 90 minutes and want to look at our goals.",
    "Drei Fragen für mich als Mentorin",
)
ROUNDS: Final = 20
TRIAL: Final = Terms(trial=True)


def main() -> None:
    """Print one table; every figure is of this run on this machine."""
    console = Console(width=100)
    table = Table(
        title=f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.machine()}"
    )
    table.add_column("measured")
    table.add_column("value", justify="right")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), port=PORT)
        with open_records(settings) as store:
            desk = open_desk(settings, store)
            seconds = timed(lambda: load_demo(store, desk.encoders.deep, now=datetime.now(UTC)))
            table.add_row("demo programme loaded, s", f"{seconds:.1f}")
            add_latencies(table, store, desk)
            add_matches(table, store, desk.encoders)
        add_start(table, settings)
    console.print(table)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def add_latencies(table: Table, store: Store, desk: Desk) -> None:
    """Add the time from message to kept draft, through the entry the page uses."""
    (account,) = [one for one in store.accounts.demo_accounts() if one.login == "mentorin"]
    reader = Reader(account, Language.DE, Address.DU)
    running = [t for t in store.tandems.mine(account) if t.status is TandemStatus.ACTIVE]
    now = datetime.now(UTC)
    spent: list[float] = []
    for turn in range(ROUNDS):
        for place, text in enumerate(MESSAGES):
            at = now + timedelta(seconds=turn * len(MESSAGES) + place)
            ask = partial(desk.assistant.reply, reader, running[0].id, text, now=at)
            spent.append(timed(ask))
    cuts = statistics.quantiles(spent, n=20)
    table.add_row(f"message to kept draft, p50 of {len(spent)}, ms", f"{cuts[9] * 1000:.0f}")
    table.add_row("the same, p95, ms", f"{cuts[18] * 1000:.0f}")


def add_matches(table: Table, store: Store, encoders: Encoders) -> None:
    """Add the time to match the demo cohort, and one of a thousand pairs made from its texts."""
    account = next(one for one in store.accounts.demo_accounts() if one.login == "koordination")
    programme = store.programmes.list(account)[0]
    cohort = [
        one
        for one in store.programmes.participants(account, programme.id)
        if one.wishes or one.offers
    ]
    facts = Facts.of(store.people.reporting_edges(), store.people.exclusions())
    many = multiplied(cohort, 1000)
    for people, name, encoder in (
        (cohort, "demo cohort", encoders.deep),
        (many, "1,000 a side", encoders.quick),
    ):
        match = partial(
            propose, people, facts, encoder, programme_id="b", now=datetime.now(UTC), terms=TRIAL
        )
        seconds = statistics.median(timed(match) for _ in range(3))
        table.add_row(f"match {len(people)} people ({name}), s", f"{seconds:.2f}")


def multiplied(cohort: Sequence[Participant], count: int) -> list[Participant]:
    """Return ``count`` mentees and as many mentors with the cohort's texts, under new ids."""
    found: list[Participant] = []
    for side in ("mentee", "mentor"):
        own = [one for one in cohort if one.enrolment.role == side]
        for number in range(count):
            one = own[number % len(own)]
            mark = f"{side}{number}"
            found.append(
                replace(
                    one,
                    person_id=mark,
                    enrolment=replace(one.enrolment, id=mark, person_id=mark, capacity=1),
                    wishes=tuple(replace(w, id=f"{mark}-{w.id}") for w in one.wishes),
                    offers=tuple(replace(o, id=f"{mark}-{o.id}") for o in one.offers),
                )
            )
    return found


def add_start(table: Table, settings: Settings) -> None:
    """Add the time from process start to a served page and to readiness, and peak memory."""
    environment = {**os.environ, "TANDEM_DATA_DIR": str(settings.data_dir)}
    environment["TANDEM_PORT"] = str(PORT)
    start = time.perf_counter()
    command = [sys.executable, "-m", "cli", "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            page = wait_for("/login", start)
            ready = wait_for("/readyz", start)
            memory = psutil.Process(server.pid).memory_info().rss / 2**20
            peak = peak_mib(server.pid)
        finally:
            server.terminate()
    table.add_row("import of the app, s", f"{import_seconds(environment):.1f}")
    table.add_row("process start to page served, s", f"{page:.1f}")
    table.add_row("process start to everything ready, s", f"{ready:.1f}")
    table.add_row("server memory when ready, MiB", f"{memory:.0f}")
    table.add_row("the server's peak memory until then, MiB", f"{peak:.0f}")
    table.add_row("peak memory of this benchmark, MiB", f"{peak_mib(os.getpid()):.0f}")


def wait_for(path: str, start: float, *, limit_s: float = 120.0) -> float:
    """Return the seconds since ``start`` at which ``path`` answers 200."""
    while time.perf_counter() - start < limit_s:
        try:
            if httpx.get(f"http://127.0.0.1:{PORT}{path}", timeout=5).status_code == 200:
                return time.perf_counter() - start
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise TimeoutError(path)


def import_seconds(environment: Mapping[str, str]) -> float:
    """Return the seconds from the start of a process until it has imported the app."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import app"], env=environment, check=True)
    return time.perf_counter() - start


def peak_mib(pid: int) -> float:
    """Return the peak resident memory of a process in MiB (Linux: VmHWM)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(peak) / 1024


if __name__ == "__main__":
    main()
