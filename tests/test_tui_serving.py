"""The screen in a browser: our own page gets it, and no other page, program or name does."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from qda.services import coding, memo_views, preferring
from qda.services.project import open_project
from tests.browser import browser, needs_browser
from tests.tui_project import harbour_project

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from qda.tui.serving import Served

pytest.importorskip("textual_serve", reason="the extra `serve` is not installed")

import aiohttp

from qda.tui.page_program import PATIENCE
from qda.tui.serving import SESSIONS, screen_command, serving

WORDS = "Pengene var små"
MOUSE = "\x1b[?1003h"
"""What asks for all that the mouse does."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    harbour_project(tmp_path / "havn").close()
    return tmp_path / "havn"


@pytest.fixture
async def served(folder: Path) -> AsyncIterator[Served]:
    async with serving(screen_command(folder, "Bilag 1", "ida")) as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def picture(socket: aiohttp.ClientWebSocketResponse, words: str) -> str:
    """What comes through a socket until some words have come."""
    seen = ""
    async with asyncio.timeout(20):
        while words not in seen:
            message = await socket.receive()
            assert message.type is aiohttp.WSMsgType.BINARY, message
            seen += message.data.decode("utf-8", "replace")
    return seen


async def test_our_own_page_shows_the_screen_and_codes(
    served: Served, client: aiohttp.ClientSession, folder: Path
) -> None:
    async with client.get(served.address) as page:
        assert page.status == 200
        assert "textual.js" in await page.text()
    async with client.ws_connect(
        f"{served.address}socket?width=100&height=30", headers={"Origin": served.origin}
    ) as socket:
        await picture(socket, WORDS)
        await socket.send_json(["stdin", "j2"])
        await picture(socket, "Naboer og støj")
        await socket.send_json(["stdin", "t"])
        await picture(socket, "Which theme?")
        await socket.send_json(["stdin", "\x1b"])
        await socket.send_json(["stdin", "j"])
        await socket.send_str("no message of a page")
        await socket.send_json(["stdin", {"not": "text"}])
        await socket.send_json(["resize", {"width": "wide", "height": "high"}])
        await socket.send_json(["stdin", "3"])
        await picture(socket, "coded as Minder")
    with open_project(folder, "reader") as project:
        assert {one.theme for one in coding.listed(project)} == {"naboer", "minder"}


async def test_the_end_of_the_server_saves_what_is_being_written(
    folder: Path, client: aiohttp.ClientSession
) -> None:
    async with serving(screen_command(folder, "Bilag 1", "ida")) as served:
        headers = {"Origin": served.origin}
        socket = await client.ws_connect(f"{served.address}socket", headers=headers)
        seen = await picture(socket, WORDS)
        assert MOUSE in seen
        await socket.send_json(["stdin", "mKranen"])
        await picture(socket, "Kranen")
        begun = time.monotonic()
    assert time.monotonic() - begun < PATIENCE
    with open_project(folder, "reader") as project:
        assert [one.memo.text for one in memo_views.listed(project)] == ["Kranen"]


async def test_a_program_ends_with_a_server_that_vanishes(folder: Path) -> None:
    program = await asyncio.create_subprocess_exec(
        *screen_command(folder, "Bilag 1", "ida"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "TEXTUAL_DRIVER": "qda.tui.page_driver:PageDriver"},
    )
    assert program.stdout
    assert program.stdin
    async with asyncio.timeout(20):
        assert await program.stdout.readuntil(WORDS.encode())
        program.stdin.close()
        program.stdout._transport.close()  # type: ignore[attr-defined]
        try:
            assert await asyncio.wait_for(program.wait(), 10) == 0
        finally:
            with suppress(ProcessLookupError):
                program.kill()


async def test_the_command_serves_the_screen_that_was_asked_for(
    folder: Path, client: aiohttp.ClientSession
) -> None:
    with open_project(folder, "ida") as project:
        preferring.prefer(project, preferring.TOUR, "seen")
    command = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "qda", "code", "Bilag 1", "-p", str(folder), "--coder", "ida"),
        *("--serve", "--no-mouse", "--tour"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "QDA_LANG": "en"},
    )
    assert command.stdout
    try:
        async with asyncio.timeout(20):
            address = (await command.stdout.readline()).decode().strip()
            origin = address.rsplit("/", 2)[0]
            async with client.ws_connect(f"{address}socket", headers={"Origin": origin}) as socket:
                seen = await picture(socket, "Tour")
            command.send_signal(signal.SIGINT)
            assert await command.wait() == 130
    finally:
        with suppress(ProcessLookupError):
            command.kill()
    assert MOUSE not in seen


HOSTS = ["localhost:{port}", "evil.example", "evil.example:{port}", "127.0.0.1", "[::1]:{port}",
         "127.0.0.1.evil.example:{port}", ""]  # fmt: skip
ORIGINS = ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1",
           "http://localhost:{port}", "http://127.0.0.1:{port}.evil.example", ""]  # fmt: skip


async def refused(client: aiohttp.ClientSession, address: str, headers: dict[str, str]) -> str:
    """The answer to a socket that is not opened."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await client.ws_connect(address, headers=headers)
    return str(caught.value.status)


@pytest.mark.parametrize("host", HOSTS)
async def test_another_name_for_this_computer_gets_nothing(
    served: Served, client: aiohttp.ClientSession, host: str
) -> None:
    named = {"Host": host.format(port=served.port), "Origin": served.origin}
    async with client.get(served.address, headers=named) as page:
        assert page.status in (400, 404)
        assert WORDS not in await page.text()
    assert await refused(client, f"{served.address}socket", named) in ("400", "404")
    assert served.sessions == 0


@pytest.mark.parametrize("origin", ORIGINS)
async def test_another_page_gets_no_socket(
    served: Served, client: aiohttp.ClientSession, origin: str
) -> None:
    headers = {"Origin": origin.format(port=served.port)}
    assert await refused(client, f"{served.address}socket", headers) == "404"
    async with client.get(served.address, headers=headers) as page:
        assert page.status == 404
    assert served.sessions == 0


async def test_a_socket_without_an_origin_is_not_opened(
    served: Served, client: aiohttp.ClientSession
) -> None:
    assert await refused(client, f"{served.address}socket", {}) == "404"


@pytest.mark.parametrize(
    "path",
    ["", "/", "/socket", "/ws", "/{half}/socket", "/{wrong}/socket", "/{secret}x/socket",
     "//{secret}/socket", "/static/../{wrong}/socket", "/%00/socket", "/{wrong}/"],
)  # fmt: skip
async def test_without_the_secret_nothing_is_there(
    served: Served, client: aiohttp.ClientSession, path: str
) -> None:
    names = {"secret": served.secret, "half": served.secret[:20], "wrong": served.secret[::-1]}
    address = served.origin + path.format(**names)
    headers = {"Origin": served.origin}
    assert await refused(client, address, headers) == "404"
    async with client.get(address, headers=headers) as page:
        assert (page.status, await page.text()) == (404, "")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_what_a_browser_calls_foreign_is_refused(
    served: Served, client: aiohttp.ClientSession, site: str
) -> None:
    headers = {"Origin": served.origin, "Sec-Fetch-Site": site}
    assert await refused(client, f"{served.address}socket", headers) == "404"


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "HEAD", "DELETE"])
async def test_a_page_can_only_be_read(
    served: Served, client: aiohttp.ClientSession, method: str
) -> None:
    async with client.request(method, served.address) as answer:
        assert answer.status == 404
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "path", ["serving.py", "..%2f..%2fqda.db", "%2e%2e/qda.db", "images/background.png", "static/"]
)
async def test_no_other_file_is_handed_out(
    served: Served, client: aiohttp.ClientSession, path: str
) -> None:
    async with client.get(f"{served.address}{path}") as answer:
        assert answer.status == 404


async def test_the_page_may_load_from_us_alone(
    served: Served, client: aiohttp.ClientSession
) -> None:
    async with client.get(served.address) as page:
        rules = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in rules
        assert "frame-ancestors 'none'" in rules
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        told = await page.text()
    assert "https:" not in told
    assert told.count("//") == 1  # the address of the socket


async def test_the_server_listens_on_this_computer_alone_and_each_secret_is_new(
    folder: Path,
) -> None:
    command = screen_command(folder, None, "ida")
    async with serving(command) as one, serving(command) as other:
        assert one.address.startswith("http://127.0.0.1:")
        assert one.secret != other.secret
        assert len(one.secret) >= 43


async def test_a_page_too_many_is_refused_and_the_place_of_a_closed_one_is_free_again(
    client: aiohttp.ClientSession,
) -> None:
    async with serving([sys.executable, "-c", "input()"]) as served:
        headers = {"Origin": served.origin}
        address = f"{served.address}socket"
        opened = [await client.ws_connect(address, headers=headers) for _page in range(SESSIONS)]
        assert await refused(client, address, headers) == "503"
        for socket in opened:
            await socket.close()
        async with asyncio.timeout(10):
            while served.sessions:
                await asyncio.sleep(0.01)
        async with client.ws_connect(address, headers=headers) as again:
            assert not again.closed


@pytest.fixture
def chrome(tmp_path: Path) -> Iterator[Chrome]:
    opened = browser(tmp_path / "profile")
    yield opened
    opened.quit()


@needs_browser
async def test_a_browser_draws_the_screen_and_asks_nobody_else(
    served: Served, chrome: Chrome, folder: Path
) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    await asyncio.to_thread(chrome.get, served.address)
    async with asyncio.timeout(30):
        while not await asyncio.to_thread(chrome.execute_script, TYPING):
            await asyncio.sleep(0.05)
        await asyncio.to_thread(ActionChains(chrome).send_keys("2").perform)
        while not coded(folder):
            await asyncio.sleep(0.05)
    await asyncio.to_thread(chrome.set_window_size, 500, 400)
    overflow = "return getComputedStyle(document.documentElement).overflow"
    assert await asyncio.to_thread(chrome.execute_script, overflow) == "hidden"
    asked = await asyncio.to_thread(
        chrome.execute_script, "return performance.getEntriesByType('resource').map(r => r.name)"
    )
    assert len(asked) >= 4
    assert [name for name in asked if not name.startswith(served.origin)] == []
    log = chrome.get_log("browser")  # type: ignore[no-untyped-call]
    problems = [one["message"] for one in log if one["level"] == "SEVERE"]
    assert problems == []


TYPING = """return document.activeElement.tagName === "TEXTAREA"
    && document.body.className.includes("-first-byte")"""


def coded(folder: Path) -> list[str]:
    with open_project(folder, "reader") as project:
        return [one.theme for one in coding.listed(project)]
