"""The transport not chosen: a `BaseRequest` on pyreqwest, kept so that the choice can be redone."""

from datetime import timedelta

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import RequestError, RequestTimeoutError
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData


class PyreqwestRequest(BaseRequest):
    """As much as a benchmark needs: parameters, no files, one time-out for the whole call."""

    __slots__ = ("_client",)

    def __init__(self) -> None:
        self._client: Client | None = None

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        self._client = (
            ClientBuilder()
            .max_connections(256)
            .pool_timeout(timedelta(seconds=5))
            .connect_timeout(timedelta(seconds=5))
            .user_agent(self.USER_AGENT)
            .build()
        )

    async def shutdown(self) -> None:
        if self._client:
            await self._client.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        assert self._client
        request = self._client.request(method, url).timeout(timedelta(seconds=15))
        if request_data:
            request = request.form(request_data.json_parameters)
        try:
            response = await request.build().send()
            return response.status, (await response.bytes()).to_bytes()
        except RequestTimeoutError as error:
            raise TimedOut from error
        except RequestError as error:
            raise NetworkError(type(error).__name__) from error
