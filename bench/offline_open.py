"""Cold opens with no network: Today and a crisis plan, beside a bare page with a service worker."""

from bench.browser import Phone, cold_open, phone
from bench.figures import Spread, line
from bench.serving import CountingProxy, bare_page

TODAY = "[data-ready='today']"
CRISIS_PLAN = "[data-ready='crisis-plan']"


def first_visit(held: Phone, origin: str) -> None:
    """Bytes down the wire until the sign-in page answers, then what the worker fetches to go offline."""
    proxy = CountingProxy(origin)
    page = held.page()
    page.goto(f"{proxy.origin}/sign-in", wait_until="load")
    page.get_by_role("button", name="Sign in").wait_for()
    page_only = proxy.bytes_down
    line("bytes to a usable sign-in page", f"{page_only / 1024:.0f} KB", "under 250 KB")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    line("with all phone screens kept for offline", f"{proxy.bytes_down / 1024:.0f} KB")


def _bare(runs: int) -> Spread:
    with bare_page() as origin, phone() as held:
        page = held.page()
        page.goto(origin)
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        page.close()
        held.context.set_offline(True)
        return Spread.of([cold_open(held, origin, "#content") for _ in range(runs)])


def report(origin: str, *, runs: int) -> None:
    """Bare page and CasePWA in turn, so that a busy machine is busy for both."""
    bare = _bare(runs)
    with phone() as held:
        page = held.sign_in(origin)
        person = page.evaluate(
            "document.querySelector(\"a[href^='/people/']\")?.getAttribute('href') ?? ''"
        ) or _first_person(page, origin)
        page.close()
        held.context.set_offline(True)
        today = Spread.of([cold_open(held, f"{origin}/today", TODAY) for _ in range(runs)])
        plan = Spread.of([cold_open(held, f"{origin}{person}/crisis", CRISIS_PLAN) for _ in range(runs)])
    line("bare page, cold offline open", bare)
    line("Today, cold offline open", f"{today}   {today.median / bare.median:.1f}x the bare page")
    line(
        "Crisis plan, cold offline open",
        f"{plan}   {plan.median / bare.median:.1f}x the bare page",
        "under 1000 ms, at most 2x",
    )
