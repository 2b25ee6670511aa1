"""The HTTP side: one FastAPI app under /api, mounted beside Reflex on the same port."""

from fastapi import FastAPI

api = FastAPI(title="CasePWA", docs_url=None, redoc_url=None, openapi_url=None)


@api.get("/api/v1/health")
def health() -> dict[str, str]:
    """Says that this process answers; nothing about data."""
    return {"status": "ok"}
