"""The HTTP side: one FastAPI app under /api, mounted beside Reflex on the same port."""

from fastapi import FastAPI

from casepwa.api import answers, devices, session

api = FastAPI(title="CasePWA", docs_url=None, redoc_url=None, openapi_url=None)
answers.answer_errors(api)
api.include_router(session.routes)
api.include_router(devices.routes)


@api.get("/api/v1/health")
def health() -> dict[str, str]:
    """Says that this process answers; nothing about data."""
    return {"status": "ok"}
