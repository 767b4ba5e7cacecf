"""The same screen in a browser on this computer, for nobody else and for no other page.

textual-serve brings the page's terminal; its server answers everybody, so ours takes its place.
Every request must name this computer (DNS rebinding), hold the secret of this run, and come from
our own page. Nothing is loaded from elsewhere, nothing is logged.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web

from qda.language import current
from qda.language import gettext as _
from qda.tui.page_program import PATIENCE, PageProgram

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

LOOPBACK = "127.0.0.1"
"""Never another address: whoever can reach it could try to guess."""
SECRET_BYTES = 32
SESSIONS = 4
"""Pages that are open at once; each is a program of its own."""
CELLS = 500
"""Columns or lines of the largest screen."""
MESSAGE_LIMIT = 1 << 20
"""Bytes of one message from the page: a long paste."""

_THEIRS = Path(textual_serve.__file__).parent / "static"
_OURS = Path(__file__).parent
_FILES = {
    "textual.js": (_THEIRS / "js" / "textual.js", "text/javascript"),
    "xterm.css": (_THEIRS / "css" / "xterm.css", "text/css"),
    "mono.ttf": (_THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": (_THEIRS / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
    "page.js": (_OURS / "serving.js", "text/javascript"),
    "page.css": (_OURS / "serving.css", "text/css"),
}
"""All that a page can ask for, besides itself and its socket."""


@dataclass(slots=True)
class Served:
    """A running server."""

    command: Sequence[str]
    """What shows the screen; one process for each page."""
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(SECRET_BYTES))
    port: int = 0
    sessions: int = 0
    sockets: set[web.WebSocketResponse] = field(default_factory=set)
    """Those of the pages that are open."""

    @property
    def address(self) -> str:
        """What the user opens; whoever knows it reads and codes."""
        return f"{self.origin}/{self.secret}/"

    @property
    def origin(self) -> str:
        """Where our own page comes from."""
        return f"http://{LOOPBACK}:{self.port}"


@asynccontextmanager
async def serving(command: Sequence[str], port: int = 0) -> AsyncIterator[Served]:
    """A server on this computer for as long as the block lasts.

    Args:
        command: The program that shows the screen, and its arguments.
        port: Where; 0 takes any that is free.
    """
    served = Served(command)
    app = web.Application(middlewares=[_guard(served)], client_max_size=1024)
    app.add_routes(
        [
            web.get("/{secret}/", _Page(served).answer),
            web.get("/{secret}/socket", _Socket(served).answer),
            web.get("/{secret}/{file}", _file),
        ]
    )
    app.on_shutdown.append(_Farewell(served).say)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE + 1)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        served.port = runner.addresses[0][1]
        yield served
    finally:
        await runner.cleanup()


def serve(command: Sequence[str], port: int, say: Callable[[str], None]) -> None:
    """Serve until the user ends it with Ctrl+C.

    Args:
        command: As for `serving`.
        port: Where; 0 takes any that is free.
        say: Gets the address when it can be opened.
    """

    async def until_interrupted() -> None:
        async with serving(command, port) as served:
            say(served.address)
            await asyncio.Event().wait()

    asyncio.run(until_interrupted())


# Who may ask


def _guard(served: Served) -> Any:
    @web.middleware
    async def guard(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if not may_ask(served, request):
            # The same answer to everything that is wrong, so that nobody learns what is.
            return web.Response(status=404, text="", headers=headers(served))
        response = await handler(request)
        if not response.prepared:
            response.headers.extend(headers(served))
        return response

    return guard


def may_ask(served: Served, request: web.Request) -> bool:
    """Whether a request is our own page's, or its first opening by the user."""
    secret = request.path.split("/")[1].encode()
    known = hmac.compare_digest(secret, served.secret.encode())
    # Another name for this computer is how a foreign page would become "ours".
    here = request.headers.getall("Host", []) == [f"{LOOPBACK}:{served.port}"]
    origins = request.headers.getall("Origin", [])
    upgrade = request.path.endswith("/socket")
    ours = origins == [served.origin] if upgrade else origins in ([], [served.origin])
    sites = request.headers.getall("Sec-Fetch-Site", [])
    nobody_else = all(site in ("same-origin", "none") for site in sites)
    return known and here and ours and nobody_else and request.method == "GET"


def headers(served: Served) -> dict[str, str]:
    """What a browser is told with every answer: load and connect to nothing but ourselves."""
    rules = (
        "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'",
        "font-src 'self'", "img-src 'self' data:",
        # Not every browser counts its sockets among 'self'.
        f"connect-src 'self' {served.origin.replace('http:', 'ws:', 1)}",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    )  # fmt: skip
    return {
        "Content-Security-Policy": "; ".join(rules),
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


# What is answered


class _Page:
    def __init__(self, served: Served) -> None:
        self._served = served

    async def answer(self, request: web.Request) -> web.Response:
        page = (_OURS / "serving.html").read_text("utf-8")
        values = {
            "language": current(),
            "title": "qda code",
            "ended": _("qda has ended. Everything is saved."),
            "again": _("Open it again"),
            "socket": self._served.address.replace("http:", "ws:", 1) + "socket",
            "size": str(_number(request.query.get("size"), 16, 6, 60)),
        }
        filled = page.format(**{name: escape(value) for name, value in values.items()})
        return web.Response(text=filled, content_type="text/html")


async def _file(request: web.Request) -> web.StreamResponse:
    found = _FILES.get(request.match_info["file"])
    if found is None:
        return web.Response(status=404)
    path, kind = found
    return web.Response(body=path.read_bytes(), content_type=kind)


class _Socket:
    """A page's own program, for as long as the page is open."""

    def __init__(self, served: Served) -> None:
        self._served = served

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if self._served.sessions >= SESSIONS:
            return web.Response(status=503)
        self._served.sessions += 1
        try:
            return await self._talk(request)
        finally:
            self._served.sessions -= 1

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=MESSAGE_LIMIT)
        await socket.prepare(request)
        program = await PageProgram.start(
            self._served.command,
            _number(request.query.get("width"), 80, 1, CELLS),
            _number(request.query.get("height"), 24, 1, CELLS),
        )
        showing = asyncio.create_task(_show(program, socket))
        self._served.sockets.add(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await _pass_on(program, socket, message.data)
        finally:
            self._served.sockets.discard(socket)
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)
            await program.end()
        return socket


class _Farewell:
    """Ends each page with the server, so that each program ends in order."""

    def __init__(self, served: Served) -> None:
        self._served = served

    async def say(self, _app: web.Application) -> None:
        for socket in tuple(self._served.sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)


async def _show(program: PageProgram, socket: web.WebSocketResponse) -> None:
    async for picture in program.shown():
        await socket.send_bytes(picture)
    await socket.close()


async def _pass_on(program: PageProgram, socket: web.WebSocketResponse, said: str) -> None:
    """Hand the page's message to the program; what is no message of the page is dropped."""
    try:
        kind, *values = json.loads(said)
        value = values[0] if values else None
    except (TypeError, ValueError, RecursionError):
        return
    if kind == "stdin" and isinstance(value, str):
        await program.type(value)
    elif kind == "resize" and isinstance(value, dict):
        await program.tell(
            type="resize",
            width=_number(value.get("width"), 80, 1, CELLS),
            height=_number(value.get("height"), 24, 1, CELLS),
        )
    elif kind == "ping":
        await socket.send_json(["pong", value])
    elif kind in ("blur", "focus"):
        await program.tell(type=kind)


def _number(value: object, usual: int, least: int, most: int) -> int:
    try:
        return max(least, min(most, int(str(value))))
    except ValueError:
        return usual


def screen_command(
    root: Path,
    appendix: str | None,
    coder: str,
    *,
    suggester: str = "",
    mouse: bool = True,
    tour: bool | None = None,
) -> list[str]:
    """The program that shows a project's coding screen to a page; the rest is as for `app.run`."""
    wanted = {
        "root": str(root), "appendix": appendix, "coder": coder,
        "suggester": suggester, "mouse": mouse, "tour": tour,
    }  # fmt: skip
    return [sys.executable, "-m", "qda.tui.served", json.dumps(wanted)]
