"""The pages that the service worker answers with: which chunks they know, and when they start React."""

import pytest

from casepwa.offline.shells import NotAsExpected, shell

PAGE = (
    '<html><head><link rel="modulepreload" href="/assets/entry-1.js"/><script src="/boot.js"></script></head>'
    '<body><script type="module" async="">import "/assets/manifest-1.js";\n'
    'import * as route0 from "/assets/root-1.js";\nwindow.modules = {"root":route0};\n'
    'import("/assets/entry-1.js");</script></body></html>'
)


def test_a_page_with_parameters_asks_for_its_screens_chunks_at_once() -> None:
    made = shell(PAGE, ["/assets/person-1.js"], None)
    head = made.split("</head>")[0]
    assert 'href="/assets/entry-1.js"' in head
    assert 'href="/assets/person-1.js"' in head
    assert 'import * as route0 from "/assets/root-1.js";' in made


def test_react_waits_for_the_first_paint_and_nothing_is_fetched_before() -> None:
    made = shell(PAGE, ["/assets/plan-1.js"], "/assets/first-1.js")
    head, body = made.split("</head>")
    assert head.index("/assets/first-1.js") < head.index("/boot.js")
    assert "modulepreload" not in head
    script = body.split('async="">')[1].split("</script>")[0]
    assert script.startswith("await globalThis.casepwaPainted;")
    assert 'await import("/assets/manifest-1.js");' in script
    assert 'const route0 = await import("/assets/root-1.js");' in script
    assert script.rstrip().endswith('import("/assets/entry-1.js");')


def test_a_page_that_looks_otherwise_stops_the_build() -> None:
    with pytest.raises(NotAsExpected):
        shell("<html><head></head><body></body></html>", ["/assets/plan-1.js"], None)
