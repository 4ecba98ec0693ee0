"""The server on the wire: forms and JSON in, Telegram's envelopes out; beside it the control."""

import asyncio
from dataclasses import replace
from typing import Any, Final

from aiohttp import web  # type: ignore[import-not-found]

from tests.telegram.server import control
from tests.telegram.server.calls import Call, Json, Misused, Refusal, Upload, bad_request
from tests.telegram.server.courier import Courier
from tests.telegram.server.faults import Fault, struck
from tests.telegram.server.judges import UNKNOWN_METHOD, Verdict, check_result, judge, with_files
from tests.telegram.server.methods import done
from tests.telegram.server.world import World

MOST: Final = 64 * 1024 * 1024
NO_FAULT: Final = Fault()
DOWNLOAD: Final = "download"
"""What a fault calls the fetching of a file, which is no method."""
LEFT: Final[Json] = {"ok": False, "description": "nobody waited for the answer"}
NOT_PLAYED: Final = 501
BROKEN: Final[Json] = {"ok": False, "description": "the server of the tests itself gave up on this"}


class Server:
    def __init__(self) -> None:
        self.worlds: dict[str, World] = {}
        self.couriers: dict[str, Courier] = {}
        self._made = 0

    def app(self) -> Any:
        app = web.Application(client_max_size=MOST)
        app.router.add_route("*", "/bot{token}/{method}", self.called)
        app.router.add_get("/file/bot{token}/{path:.+}", self.fetched)
        app.router.add_post("/control/worlds", self.made)
        app.router.add_post("/control/{token}/wait", self.waited)
        app.router.add_post("/control/{token}/end", self.ended)
        app.router.add_post("/control/{token}/{act}", self.acted)
        return app

    async def called(self, request: Any) -> Any:
        world = self.worlds.get(request.match_info["token"])
        if world is None:
            return _envelope(Refusal(401, "Unauthorized").json())
        call = await _read(request)
        fault = struck(world.faults, call) or NO_FAULT
        if fault.cut == "before":
            cut = {"ok": False, "description": "the connection was cut before"}
            world.record(call, (), cut, fault.name)
            return await _cut(world, request)
        verdict = judge(call)
        answer = await _answered(world, call, verdict, fault)
        if fault.delay:
            await asyncio.sleep(fault.delay)
        return await _cut(world, request) if fault.cut else _envelope(answer)

    async def fetched(self, request: Any) -> Any:
        world = self.worlds.get(request.match_info["token"])
        kept = [] if world is None else list(world.files.values())
        found = [each for each in kept if each.path == request.match_info["path"]]
        if world is None or not found:
            return _envelope(Refusal(404, "Not Found").json())
        fault = struck(world.faults, Call(DOWNLOAD, {})) or NO_FAULT
        if refusal := fault.refusal():
            return _envelope(refusal.json())
        if fault.cut:
            return await _cut(world, request)
        return web.Response(body=found[0].content, content_type="application/octet-stream")

    async def made(self, request: Any) -> Any:
        self._made += 1
        world = control.new_world(self._made, await request.json())
        self.worlds[world.token] = world
        self.couriers[world.token] = Courier(world)
        return web.json_response({"token": world.token, "bot": world.bot.json()})

    async def ended(self, request: Any) -> Any:
        token = request.match_info["token"]
        await self.couriers.pop(token).close()
        del self.worlds[token]
        return web.json_response(None)

    async def waited(self, request: Any) -> Any:
        world = self.worlds[request.match_info["token"]]
        asked = await request.json()
        return web.json_response(await world.wait(asked["beyond"], asked["seconds"]))

    async def acted(self, request: Any) -> Any:
        world, name = self.worlds[request.match_info["token"]], request.match_info["act"]
        if name not in control.ACTS:
            return web.json_response({"misused": f"nobody can {name}"}, status=400)
        try:
            said = control.ACTS[name](world, await request.json())
        except Misused as no:
            return web.json_response({"misused": str(no)}, status=400)
        except Refusal as no:
            return web.json_response({"misused": no.description}, status=400)
        if name not in control.LOOKS:
            await world.change()
        return web.json_response(said)


async def _answered(world: World, call: Call, verdict: Verdict, fault: Fault) -> Json:
    """What Telegram says, written down beside what was wrong with the request."""
    said, violations = BROKEN, verdict.violations
    try:
        said = await _worked(world, call, verdict, fault)
    except Refusal as no:
        said = no.json()
        violations += (no.description,) if no.code == NOT_PLAYED else ()
    except asyncio.CancelledError:
        said = LEFT
        raise
    finally:
        violations += (BROKEN["description"],) if said is BROKEN else ()
        world.record(replace(call, fields=verdict.fields), violations, said, fault.name)
        await world.change()
    return said


async def _worked(world: World, call: Call, verdict: Verdict, fault: Fault) -> Json:
    if refusal := fault.refusal():
        raise refusal
    if verdict.violations == (UNKNOWN_METHOD,):
        raise Refusal(404, f"Not Found: {UNKNOWN_METHOD}")
    if verdict.violations:
        raise bad_request(verdict.violations[0])
    fields = with_files(verdict.fields, call.uploads) | call.uploads
    result = await done(world, call.method, fields)
    check_result(call.method, result)
    return {"ok": True, "result": result}


async def _read(request: Any) -> Call:
    """Whatever shape the fields came in: the query, JSON, a form, or a form with files."""
    fields: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json" and request.can_read_body:
        fields |= await request.json()
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[name] = Upload(value.filename, value.file.read())
            else:
                fields[name] = value
    return Call(request.match_info["method"], fields, uploads)


def _envelope(answer: Json) -> Any:
    return web.json_response(answer, status=200 if answer["ok"] else answer["error_code"])


async def _cut(world: World, request: Any) -> Any:
    """The line goes dead; nobody will read what is returned."""
    await world.change()
    request.transport.abort()
    return web.Response()
