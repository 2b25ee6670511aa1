"""`make bench`: what a phone and the server take, each figure beside something run next to it."""

from bench import download, offline_open, sync_server, taps
from bench.browser import SLOWDOWN
from bench.figures import heading, line
from bench.serving import casepwa

RUNS = 20


def measure(name: str, *, caseload: int | None) -> None:
    """Every figure for one caseload."""
    heading(f"{name}: a phone of 390x844, processor {SLOWDOWN}x slower, production build")
    with casepwa(caseload=caseload) as origin:
        took = download.first_download(origin)
        said = f"{took['clients']:.0f} people, {took['bytes'] / 1024:.0f} KB compressed"
        line(
            "first download of the caseload",
            f"{said}, {took['seconds']:.2f} s, {took['requests']:.0f} requests",
        )
        offline_open.report(origin, runs=RUNS)
        taps.report(origin, runs=RUNS)


def main() -> None:
    """Print all of it."""
    with casepwa() as origin:
        heading("A first visit: nothing cached")
        offline_open.first_visit(origin)
    measure("Maya's demo caseload", caseload=None)
    measure("A caseload of 200", caseload=200)
    heading("Sync of 500 queued commands, one transaction each")
    took = sync_server.measure(commands=500)
    line("commands durable on the server", f"{took.per_s:.0f}/s")
    line("raw inserts of the same rows, one commit a command", f"{took.raw_per_s:.0f}/s")
    line("ratio", f"{took.ratio:.2f}", "a third or better")


if __name__ == "__main__":
    main()
