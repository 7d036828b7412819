"""Proxies: named in the settings or by the environment, with and without a password."""

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator

import pytest

from bot.telegram.transport import AiohttpRequest
from tests.telegram.loopback import TOKEN, TRUE, Request, Server, answering, http, serving

API = "http://api.example.org/bot1:x/getMe"


@pytest.fixture
async def proxy() -> AsyncIterator[Server]:
    """Stands for the whole internet: answers what it is asked to fetch, opens no tunnel."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(http(403, b"") if request.method == "CONNECT" else TRUE)

    async with serving(behave) as server:
        yield server


def address(proxy: Server, user: str = "") -> str:
    return f"http://{user}127.0.0.1:{proxy.port}"


async def test_a_proxy_of_the_settings_gets_the_calls(proxy: Server) -> None:
    async with AiohttpRequest(proxy=address(proxy)) as transport:
        assert await transport.post(API) is True
    assert proxy.requests[0].target == API
    assert proxy.requests[0].headers["Host"] == "api.example.org"


async def test_user_and_password_are_shown_to_the_proxy(proxy: Server) -> None:
    async with AiohttpRequest(proxy=address(proxy, "knee:p%40ss@")) as transport:
        assert await transport.post(API) is True
    scheme, credentials = proxy.requests[0].headers["Proxy-Authorization"].split()
    assert (scheme, b64decode(credentials)) == ("Basic", b"knee:p@ss")
    assert proxy.requests[0].headers["Authorization"] is None


async def test_calls_over_tls_go_through_a_tunnel_so_that_the_proxy_sees_no_token(
    proxy: Server,
) -> None:
    async with AiohttpRequest(proxy=address(proxy, "knee:pass@")) as transport:
        with pytest.raises(Exception, match="403"):
            await transport.post(f"https://api.example.org/bot{TOKEN}/getMe")
    request = proxy.requests[0]
    assert (request.method, request.target) == ("CONNECT", "api.example.org:443")
    assert request.headers["Proxy-Authorization"]
    assert TOKEN not in str(request)


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
async def test_a_proxy_of_the_environment_gets_the_calls(
    name: str, proxy: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, address(proxy, "knee:pass@"))
    async with AiohttpRequest() as transport:
        assert await transport.post(API) is True
    assert proxy.requests[0].target == API
    assert proxy.requests[0].headers["Proxy-Authorization"]


async def test_the_environment_can_except_an_address(
    proxy: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", address(proxy))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with AiohttpRequest() as transport, serving(answering(TRUE)) as server:
        assert await transport.post(server.url()) is True
    assert server.requests
    assert not proxy.requests


async def test_a_proxy_of_the_settings_comes_before_the_environment(
    proxy: Server, monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed_port}")
    async with AiohttpRequest(proxy=address(proxy)) as transport:
        assert await transport.post(API) is True


def test_a_proxy_it_cannot_speak_to_is_refused_at_once_without_naming_the_password() -> None:
    with pytest.raises(ValueError, match="SOCKS") as refused:
        AiohttpRequest(proxy="socks5://knee:s3cret@127.0.0.1:1080")
    assert "s3cret" not in str(refused.value)
