"""The HTTP side: finds who is asked, what for and whether they may, and answers with 200."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tests.weixin.server import tokens
from tests.weixin.server.calls import Answer, Call, File, Route, Upload, strays
from tests.weixin.server.corp import routes as wecom
from tests.weixin.server.corp.corporation import App, Corp
from tests.weixin.server.errors import Json, Refusal
from tests.weixin.server.media import KINDS
from tests.weixin.server.official import routes as wechat
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.surroundings import Fault, Registry, path_of, said_by

Owner: TypeAlias = OfficialAccount | App | Corp

JSON: Final = "application/json; encoding=utf-8"
ESCAPED: Final = re.compile(rb"(?<!\\)\\u(?!00[0-7])[0-9a-fA-F]{4}")


async def read(request: Request) -> Call:
    raw = await request.body()
    body, uploads = {}, {}
    if request.headers.get("content-type", "").startswith("multipart/"):
        async with request.form() as form:
            for name, part in form.items():
                if isinstance(part, UploadFile):
                    uploads[name] = Upload(part.filename or "", await part.read())
        body = {"uploaded": [each.name for each in uploads.values()]}
    elif raw:
        body = _json(raw)
    caller = request.client.host if request.client else ""
    escaped = bool(ESCAPED.search(raw)) and not uploads
    path, query = path_of(request.url.path), dict(request.query_params)
    return Call(path, request.method, query, body, caller, escaped, uploads)


def _json(raw: bytes) -> Json:
    try:
        found = json.loads(raw)
    except ValueError:
        return {"unreadable": raw.decode(errors="replace")}
    return found if isinstance(found, dict) else {"unreadable": found}


class Door:
    """What answers on the server's address."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.url.path.startswith("/files/") or path_of(request.url.path) == "showqrcode":
            await self._file(request)(scope, receive, send)
            return
        call = await read(request)
        fault, answer, owner = self._answer(call)
        if fault and fault.trouble in {"hangs", "stalls"}:
            await receive()  # which returns when the caller has hung up
            return
        if fault and fault.trouble in {"drops", "loses"}:
            # More is promised than comes: the server then cuts the line.
            head = [(b"content-length", b"9")]
            await send({"type": "http.response.start", "status": 200, "headers": head})
            return
        await _written(answer)(scope, receive, send)
        if isinstance(owner, OfficialAccount):
            await owner.reports()

    def _file(self, request: Request) -> Response:
        """What lies here for everybody: a picture that was sent, a code by its ticket."""
        name = request.query_params.get("ticket") or request.url.path.removeprefix("/files/")
        content = self._registry.files.get(name)
        if content is None:
            return Response(status_code=404)
        return Response(content, media_type=KINDS.get(name.rpartition(".")[2], "image/jpg"))

    def _answer(self, call: Call) -> tuple[Fault | None, Answer, Owner | None]:
        owner: Owner | None = None
        try:
            owner, route = self._asked(call)
            with owner.world.lock:
                owner.world.note(call)
                fault = owner.world.meets(call.path)
                if fault and fault.trouble in {"hangs", "drops"}:
                    return fault, {}, owner
                if fault and fault.trouble == "refuses":
                    raise said_by(fault)
                return fault, self._served(owner, route, call), owner
        except Refusal as refusal:
            return None, refusal.json(), owner

    def _asked(self, call: Call) -> tuple[Owner, Route]:
        """Whose door this is, and what is behind it."""
        if call.path in wechat.OPEN:
            return self._account(call), wechat.OPEN[call.path]
        if call.path in wecom.OPEN:
            return self._corp(call), wecom.OPEN[call.path]
        token = call.query.get("access_token", "")
        if not token:
            raise Refusal(41001)
        if token not in self._registry.tokens:
            raise Refusal(40001 if call.path in wechat.ROUTES else 40014)
        owner, _ = self._registry.tokens[token]
        assert isinstance(owner, OfficialAccount | App)
        routes = wechat.ROUTES if isinstance(owner, OfficialAccount) else wecom.ROUTES
        if call.path not in routes:
            owner.world.violated(f"there is no {call.path}")
            raise Refusal(40035)
        return owner, routes[call.path]

    def _account(self, call: Call) -> OfficialAccount:
        asked: Mapping[str, Any] = call.body if call.method == "POST" else call.query
        account = self._registry.accounts.get(str(asked.get("appid", "")))
        if account is None:
            raise Refusal(40013)
        return account

    def _corp(self, call: Call) -> Corp:
        robot = self._registry.robots.get(call.query.get("key", ""))
        corp = robot or self._registry.corps.get(call.query.get("corpid", ""))
        if corp is None:
            raise Refusal(93000 if call.path.startswith("webhook/") else 40013)
        return corp

    def _served(self, owner: Owner, route: Route, call: Call) -> Answer:
        if not isinstance(owner, Corp):
            owner.admits(call, route)
        if call.method != route.method:
            raise Refusal(43002)
        if "unreadable" in call.body:
            raise Refusal(47001)
        if route.token:
            tokens.check(self._registry.tokens[call.query["access_token"]][1], owner.world.now)
        if call.escaped:
            owner.world.violated(f"{call.path}: characters escaped in JSON are shown escaped")
        for found in strays(route.shape, call.body):
            owner.world.violated(f"{call.path}: {found} is not documented")
        return route.handler(owner, call)


def _written(answer: Answer) -> Response:
    if isinstance(answer, File):
        named = {"content-disposition": f'attachment; filename="{answer.name}"'}
        return Response(answer.content, media_type=answer.kind, headers=named)
    return Response(json.dumps(answer, ensure_ascii=False), headers={"content-type": JSON})
