"""Serve on this machine only; the first line says where. The end of standard input ends it."""

import argparse
import asyncio
import sys

from aiohttp import web  # type: ignore[import-not-found]

from tests.telegram.server.web import Server


async def serve(port: int) -> None:
    runner = web.AppRunner(Server().app(), handler_cancellation=True, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    host, bound = runner.addresses[0][:2]
    print(f"http://{host}:{bound}", flush=True)
    # Whoever started this holds the other end: with them it goes, however they went.
    await asyncio.to_thread(sys.stdin.buffer.read)
    await runner.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    asyncio.run(serve(parser.parse_args().port))


if __name__ == "__main__":
    main()
