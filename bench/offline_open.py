"""Cold opens with no network: Today and a crisis plan, beside a bare page with a service worker."""

from bench.browser import cold_open, phone, phones, telling
from bench.figures import Spread, line
from bench.serving import CountingProxy, bare_page
from tests.e2e.waits import kept_on_phone

TODAY = "document.querySelectorAll('main section h2').length > 0"
CRISIS_PLAN = "document.querySelector('a[href^=tel]') && document.querySelector('main section')"
BARE = "document.querySelector('#content') !== null"


def first_visit(origin: str) -> None:
    """Bytes down the wire until the sign-in page is loaded, then what the worker fetches to go offline."""
    proxy = CountingProxy(origin)
    with phone(proxy.origin) as held:
        held.context.route("**/sw.js", lambda route: route.abort())
        page = held.page()
        page.goto("/sign-in", wait_until="networkidle")
    line("bytes to a usable sign-in page", f"{proxy.bytes_down / 1024:.0f} KB", "under 250 KB")
    proxy.bytes_down = 0
    with phone(proxy.origin) as held:
        page = held.page()
        page.goto("/sign-in", wait_until="networkidle")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_load_state("networkidle")
    line("with every phone screen kept for offline use", f"{proxy.bytes_down / 1024:.0f} KB")


def report(origin: str, *, runs: int) -> None:
    """The bare page and CasePWA in turn, run by run, so that a busy machine is busy for both."""
    with bare_page() as bare_origin, phones(bare_origin, origin) as (plain, held):
        page = plain.page()
        page.goto("/")
        kept_on_phone(page)
        page.close()
        with telling("signing in"):
            page = held.signed_in()
            page.goto("/people")
            row = page.locator("main a[href^='/people/']").first
            person = row.get_attribute("href")
        page.close()
        plain.context.set_offline(True)
        held.context.set_offline(True)
        bare, today, plan = [], [], []
        for _ in range(runs):
            bare.append(cold_open(plain, "/", BARE))
            today.append(cold_open(held, "/today", TODAY))
            plan.append(cold_open(held, f"{person}/crisis", CRISIS_PLAN))
    least = Spread.of(bare)
    line("bare page, cold offline open", least)
    _beside_bare("Today, cold offline open", Spread.of(today), least, "")
    _beside_bare("Crisis plan, cold offline open", Spread.of(plan), least, "under 1000 ms, at most 2x")


def _beside_bare(label: str, spread: Spread, bare: Spread, aim: str) -> None:
    line(label, f"{spread}   {spread.median / bare.median:.1f}x the bare page", aim)
