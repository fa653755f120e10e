"""Readers without a browser, for bench_pages.py: each speaks Streamlit's own protocol over a real connection.

A process of its own, so that what the readers cost is not what the server costs. Prints one JSON line when all readers
have looked and are still there, waits for a line on standard input, then closes them.

    python benchmarks/page_readers.py ADDRESS READERS VISITS THINK
"""

import asyncio
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SLUG = "on-the-list"


def lists(message: ForwardMsg) -> Iterator[Any]:
    """The closed lists that a message brings."""
    element = message.delta.new_element if message.WhichOneof("type") == "delta" else None
    if element is not None and element.WhichOneof("type") == "selectbox":
        yield element.selectbox


class Reader:
    """One open page: what it shows, and the choices in it."""

    def __init__(self, wire: websockets.ClientConnection) -> None:
        self.wire, self.chosen = wire, dict[str, str]()
        self.lists: dict[str, Any] = {}
        self.script, self.part, self.seen = "", "", dict[str, int]()

    async def run(self, query: str) -> float:
        """Ask for the page with the choices made; seconds until the server has sent all of it. RuntimeError."""
        ask = BackMsg()
        ask.rerun_script.query_string = query
        ask.rerun_script.page_script_hash, ask.rerun_script.page_name = self.script, "" if self.script else SLUG
        ask.rerun_script.fragment_id = self.part  # as a browser does: only the part with the list runs again
        for key, one in self.lists.items():
            state = ask.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = one.id, self.chosen[key]
        start, charts = time.perf_counter(), 0
        await self.wire.send(ask.SerializeToString())
        while True:
            reply = ForwardMsg()
            data = await asyncio.wait_for(self.wire.recv(), 60)
            reply.ParseFromString(data)
            # what this reader has been sent before comes as its fingerprint only
            self.seen |= {reply.hash: data.count(b"v-chart")} if reply.hash and not reply.ref_hash else {}
            charts += self.seen.get(reply.ref_hash or reply.hash, data.count(b"v-chart"))
            kind = reply.WhichOneof("type")
            if kind == "new_session":
                self.script = reply.new_session.page_script_hash
            for one in lists(reply):
                self.lists[one.query_param_key], self.part = one, reply.delta.fragment_id
                self.chosen.setdefault(one.query_param_key, one.raw_value or one.options[one.default])
            if kind == "script_finished":
                if charts < 3:  # a page without its charts is an error, however quick
                    raise RuntimeError("no charts")
                return time.perf_counter() - start

    async def change(self, dice: random.Random) -> float:
        """Choose another area, as a click does."""
        others = [o for o in self.lists["area"].options if o != self.chosen["area"]]
        self.chosen["area"] = dice.choice(others)
        return await self.run(f"area={self.chosen['area'].replace(' ', '+')}")


async def read(address: str, n: int, visits: int, think: float, found: dict, all_done: asyncio.Event) -> None:
    """One reader: opens the page, then changes the area again and again, and stays until all are done."""
    dice = random.Random(n)
    try:
        await asyncio.sleep(dice.uniform(0, 2 * think))
        link = address.replace("http", "ws") + "/_stcore/stream"
        async with websockets.connect(link, max_size=None, origin=address, subprotocols=["streamlit"]) as wire:
            reader = Reader(wire)
            found["opened"].append(await reader.run(""))
            for _ in range(visits):
                await asyncio.sleep(dice.uniform(0, 2 * think))
                found["waits"].append(await reader.change(dice))
            found["ready"] += 1
            if think:
                await all_done.wait()
    except Exception as error:
        found["errors"].append(type(error).__name__)
        found["ready"] += 1


async def main(address: str, readers: int, visits: int, think: float) -> None:
    """Run all readers; with a think time they stay, without one eight at a time come and go."""
    found: dict = {"waits": [], "opened": [], "errors": [], "ready": 0}
    done, gate = asyncio.Event(), asyncio.Semaphore(readers if think else 8)

    async def one(n: int) -> None:
        async with gate:
            await read(address, n, visits, think, found, done)

    tasks = [asyncio.create_task(one(n)) for n in range(readers)]
    while found["ready"] < readers:
        await asyncio.sleep(0.05)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(found | {"cpu": used.ru_utime + used.ru_stime}), flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    done.set()
    await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
