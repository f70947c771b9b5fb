"""Whether the process is up, and whether it can serve."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from ui.services import Services

Check = Callable[[], bool]
"""Tells whether something works; it says no rather than raise."""


def health_router(checks: Mapping[str, Check]) -> APIRouter:
    """Return ``/healthz`` and ``/readyz``; the latter names what is not ready."""
    router = APIRouter()

    def healthz() -> JSONResponse:
        return JSONResponse({"status": "up"})

    def readyz() -> JSONResponse:
        results = {name: check() for name, check in checks.items()}
        ready = all(results.values())
        status = {"status": "ready" if ready else "not ready", "checks": results}
        return JSONResponse(status, status_code=200 if ready else 503)

    router.add_api_route("/healthz", healthz, methods=["GET"])
    router.add_api_route("/readyz", readyz, methods=["GET"])
    return router


def records_answer(services: Services) -> Check:
    """Return the check that the database answers."""

    def check() -> bool:
        return services.store.accounts.count() >= 0

    return check
