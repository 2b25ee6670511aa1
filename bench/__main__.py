"""`make bench`: what a phone and the server take, each figure beside something run next to it."""

from bench import download, offline_open, sync_server, taps
from bench.browser import SLOWDOWN, phone
from bench.figures import heading, line
from bench.serving import bare_page, casepwa

RUNS = 20


def measure(name: str, *, caseload: int | None) -> None:
    heading(f"{name} (390x844, processor {SLOWDOWN}x slower, production build)")
    with casepwa(caseload=caseload) as origin:
        took = download.first_download(origin)
        line(
            "first download of the caseload",
            f"{took['clients']:.0f} people, {took['bytes'] / 1024:.0f} KB compressed, {took['seconds']:.2f} s,"
            f" {took['requests']:.0f} requests",
        )
        offline_open.report(origin, runs=RUNS)
        taps.report(origin, runs=RUNS)


def main() -> None:
    with casepwa() as origin, phone() as held:
        heading("A first visit (sign-in page, nothing cached)")
        offline_open.first_visit(held, origin)
    with bare_page() as origin:
        heading("A bare static page with a service worker, same phone")
        offline_open.report_bare(origin, runs=RUNS)
    measure("Maya's demo caseload", caseload=None)
    measure("A caseload of 200", caseload=200)
    heading("Sync of 500 queued commands, one transaction each")
    sync_server.report()


if __name__ == "__main__":
    main()
