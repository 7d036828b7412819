"""What a request to the sandbox can end with when it is not a result."""

from typing import Any


class ApiError(Exception):
    """Telegram refuses a request: an HTTP status, a sentence, sometimes parameters."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}

    def wire(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def too_old() -> ApiError:
    """For a tap that can not be answered any more, or never was one."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


class NoAnswerError(Exception):
    """The client gets no answer of the Bot API at all."""


class ConnectionCutError(NoAnswerError):
    """The connection breaks before a single byte of an answer."""


class NetworkDownError(ConnectionCutError):
    """No connection comes about, until the network is up again."""


class NeverAnsweredError(NoAnswerError):
    """The connection stays open and silent until the client gives up."""


class GatewayPageError(NoAnswerError):
    """A proxy in front of the Bot API answers in its place, in HTML."""

    status = 502
    body = (
        b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
        b"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
    )


class RefusedError(ValueError):
    """A person tried what Telegram's own apps do not let people do."""
