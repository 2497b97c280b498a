"""What can go wrong with a model, named once for every provider.

LangChain has errors of its own for most of it (`langchain_core.exceptions.ModelError`); what a
provider's package raises beside them is told by its HTTP status, and else by what it is. The words
of a provider are never passed on: they may hold the key, the prompt, or a page of HTML.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from langchain_core import exceptions as langchain


class FaultKind(StrEnum):
    """Kinds of faults; what is done about each is in docs/models.md."""

    TIMEOUT = "timeout"
    RATE_LIMITED = "rate limited"
    SERVER = "server error"
    UNREACHABLE = "unreachable"
    KEY_REFUSED = "key refused"
    NOT_FOUND = "not found"
    BAD_REQUEST = "bad request"
    TOO_LONG = "too long"
    CUT = "cut"
    LENGTH = "length"
    EMPTY = "empty"
    FILTERED = "filtered"
    REFUSAL = "refusal"
    STRAYED = "strayed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """`text` completes "the model …", for people. `retry_after` is in seconds, where the provider
    asks for a pause."""

    kind: FaultKind
    text: str
    retry_after: float | None = None


_BY_CLASS: tuple[tuple[type[Exception], FaultKind], ...] = (
    (langchain.ContextOverflowError, FaultKind.TOO_LONG),
    (langchain.ModelAuthenticationError, FaultKind.KEY_REFUSED),
    (langchain.ModelPermissionDeniedError, FaultKind.KEY_REFUSED),
    (langchain.ModelNotFoundError, FaultKind.NOT_FOUND),
    (langchain.ModelRateLimitError, FaultKind.RATE_LIMITED),
    (langchain.ModelTimeoutError, FaultKind.TIMEOUT),
    (langchain.ModelConnectionError, FaultKind.UNREACHABLE),
    (langchain.ModelAPIError, FaultKind.SERVER),
    (langchain.ModelInvalidRequestError, FaultKind.BAD_REQUEST),
    (TimeoutError, FaultKind.TIMEOUT),
    (ConnectionError, FaultKind.UNREACHABLE),
)
_BY_STATUS = {
    401: FaultKind.KEY_REFUSED,
    403: FaultKind.KEY_REFUSED,
    404: FaultKind.NOT_FOUND,
    408: FaultKind.TIMEOUT,
    413: FaultKind.TOO_LONG,
    429: FaultKind.RATE_LIMITED,
    504: FaultKind.TIMEOUT,
}
# Of httpx and of what succeeds it: packages of providers let them through, each its own copy.
_BY_NAME = {
    "TimeoutException": FaultKind.TIMEOUT,
    "TransportError": FaultKind.UNREACHABLE,
}
_TEXTS = {
    FaultKind.TIMEOUT: "did not answer in time",
    FaultKind.RATE_LIMITED: "is asked too often",
    FaultKind.SERVER: "failed at its provider",
    FaultKind.UNREACHABLE: "cannot be reached",
    FaultKind.KEY_REFUSED: "did not accept the key in the environment",
    FaultKind.NOT_FOUND: "is not known to its provider",
    FaultKind.BAD_REQUEST: "did not accept the request",
    FaultKind.TOO_LONG: "cannot take a text of this length",
    FaultKind.CUT: "broke off in the middle",
    FaultKind.LENGTH: "reached its limit of tokens in the middle",
    FaultKind.EMPTY: "gave an empty answer",
    FaultKind.FILTERED: "was stopped by its provider's filter",
    FaultKind.REFUSAL: "declined to answer",
    FaultKind.STRAYED: "gave no answer of the form that was asked for",
    FaultKind.UNREADABLE: "sent something that is no answer",
}


def fault(kind: FaultKind) -> Fault:
    """The fault of that kind, in its words."""
    return Fault(kind, _TEXTS[kind])


def fault_of(problem: Exception) -> Fault:
    """What a package of a provider raised, as one of our kinds."""
    status = _status(problem)
    kind = _kind(problem, status)
    said = f" ({status})" if status is not None else ""
    if kind is FaultKind.UNREADABLE:
        said = f" ({type(problem).__name__})"
    wait = _retry_after(problem) if kind in (FaultKind.RATE_LIMITED, FaultKind.SERVER) else None
    if wait is not None:
        said += f" and asks for a pause of {wait:.0f} s"
    return Fault(kind, _TEXTS[kind] + said, wait)


def _kind(problem: Exception, status: int | None) -> FaultKind:
    for known, kind in _BY_CLASS:
        if isinstance(problem, known):
            return kind
    if status is not None:
        if status in _BY_STATUS:
            return _BY_STATUS[status]
        if status >= 500:
            return FaultKind.SERVER
        if status >= 400:
            return FaultKind.BAD_REQUEST
    for ancestor in type(problem).__mro__:
        if ancestor.__name__ in _BY_NAME:
            return _BY_NAME[ancestor.__name__]
    return FaultKind.UNREADABLE


def _status(problem: Exception) -> int | None:
    for holder in (problem, getattr(problem, "response", None)):
        status = getattr(holder, "status_code", None)
        # A response of 200 that could not be read is no status to tell.
        if isinstance(status, int) and status >= 400:
            return status
    return None


def _retry_after(problem: Exception) -> float | None:
    """Seconds that the provider asks for: `retry-after-ms`, or `retry-after` as number or date."""
    headers = getattr(getattr(problem, "response", None), "headers", None)
    if not isinstance(headers, Mapping):
        return None
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            seconds = float(value) * scale
        except ValueError:
            try:
                seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
            except ValueError:
                continue
        if seconds == seconds:  # not NaN
            return max(0.0, seconds)
    return None
