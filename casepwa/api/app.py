"""The HTTP side: one FastAPI app under /api, mounted beside Reflex on the same port."""

from fastapi import FastAPI

from casepwa.api import (
    answers,
    audit_csv,
    calendar,
    caseload_files,
    devices,
    health,
    join,
    notes,
    papers,
    preferences,
    preview,
    session,
    sync,
    visit_words,
)
from casepwa.api.body_limit import BodyLimit

ROUTES = (
    health.routes,
    session.routes,
    preferences.routes,
    devices.routes,
    sync.routes,
    notes.routes,
    papers.routes,
    join.routes,
    preview.routes,
    calendar.routes,
    visit_words.routes,
    audit_csv.routes,
    caseload_files.routes,
)


def make_api() -> FastAPI:
    """The app with every route of ``ROUTES``, one way to answer errors, and one limit of what is sent."""
    app = FastAPI(title="CasePWA", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(BodyLimit)
    answers.answer_errors(app)
    for routes in ROUTES:
        app.include_router(routes)
    return app


api = make_api()
