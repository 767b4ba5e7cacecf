"""One page's own program: started without a shell, spoken to in packets, ended with the page.

The packets are those of Textual's web driver: a letter, four bytes of length, the payload. `D` is
what a terminal would send and show; of `M`, which is about the program, only its end is heeded.
"""

from __future__ import annotations

import asyncio
import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Sequence

_HELLO = b"__GANGLION__\n"
PATIENCE = 5.0
"""Seconds that a program gets to end by itself."""


class PageProgram:
    """A program that shows a screen to a page; everything it did is saved when it ends."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, command: Sequence[str], width: int, height: int) -> PageProgram:
        """Start a program for a page of a size."""
        environment = os.environ | {
            "TEXTUAL_DRIVER": "qda.tui.page_driver:PageDriver",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "COLUMNS": str(width),
            "ROWS": str(height),
        }
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, stderr=nothing, env=environment
        )
        return cls(process)

    async def shown(self) -> AsyncIterator[bytes]:
        """What the program shows, until it ends."""
        out = self._process.stdout
        assert out is not None
        try:
            while (line := await out.readline()) != _HELLO:
                if not line:
                    return
            while True:
                kind = await out.readexactly(1)
                payload = await out.readexactly(int.from_bytes(await out.readexactly(4), "big"))
                if kind == b"D":
                    yield payload
                elif kind == b"M" and json.loads(payload).get("type") == "exit":
                    return
        except asyncio.IncompleteReadError:
            return

    async def type(self, text: str) -> None:
        """Hand over what was typed."""
        await self._send(b"D", text.encode("utf-8", "replace"))

    async def tell(self, **said: str | int) -> None:
        """Tell the program something about its page."""
        await self._send(b"M", json.dumps(said).encode())

    async def end(self) -> None:
        """End the program, and wait until it has gone."""
        await self.tell(type="quit")
        entry = self._process.stdin
        assert entry is not None
        entry.close()
        try:
            # Nobody reads any more, and a full pipe would keep it from ending.
            await asyncio.wait_for(self._process.communicate(), PATIENCE)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def _send(self, kind: bytes, payload: bytes) -> None:
        entry = self._process.stdin
        assert entry is not None
        try:
            entry.write(kind + len(payload).to_bytes(4, "big") + payload)
            await entry.drain()
        except (ConnectionError, RuntimeError):
            return  # it has ended; the page is told so by the end of what it shows
