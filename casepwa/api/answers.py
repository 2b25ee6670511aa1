"""Errors as every route answers them: {"error": {"id", "params"}}. The sentence is in the catalogue."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from casepwa.casework import audit
from casepwa.casework.errors import CaseworkError, Denied, TooManyTries
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread

_log = logging.getLogger("casepwa.api")


def refusal(status: int, message_id: str, **params: Any) -> JSONResponse:
    """An error answer, for the places that cannot raise."""
    return JSONResponse(
        {"error": {"id": message_id, "params": params}}, status, headers={"Cache-Control": "no-store"}
    )


def answer_errors(app: FastAPI) -> None:
    """Turn whatever a route of ``app`` raises into an answer; a denial is also written down."""

    @app.exception_handler(CaseworkError)
    async def _casework(request: Request, error: CaseworkError) -> JSONResponse:
        if isinstance(error, Denied):
            await in_a_thread(_audit, request, error)
        answer = refusal(error.http_status, error.message_id, **error.params)
        if isinstance(error, TooManyTries):
            answer.headers["Retry-After"] = str(error.retry_after)
        return answer

    @app.exception_handler(RequestValidationError)
    async def _not_understood(request: Request, error: RequestValidationError) -> JSONResponse:
        places = [".".join(str(part) for part in one["loc"]) for one in error.errors()]
        return refusal(422, "not_understood", places=places[:10])

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return refusal(
            error.status_code,
            {404: "no_such_page", 405: "no_such_page", 413: "too_large"}.get(
                error.status_code, "not_understood"
            ),
        )

    @app.exception_handler(Exception)
    async def _ours(request: Request, error: Exception) -> JSONResponse:
        return refusal(500, "our_fault")


def _audit(request: Request, error: Denied) -> None:
    with unit_of_work() as session:
        audit.denied(session, getattr(request.state, "actor", None), error)
