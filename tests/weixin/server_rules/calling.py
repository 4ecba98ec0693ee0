"""Calling an API as plainly as can be."""

from typing import Any

import httpx

from tests.weixin.server.errors import Json
from tests.weixin.server.surroundings import Surroundings


class Api:
    """Each call with a token that was got just now, in one of the documented ways."""

    def __init__(
        self, client: httpx.AsyncClient, world: Surroundings, way: str, credentials: dict[str, str]
    ) -> None:
        self.client = client
        self.world = world
        self._way = way
        self._credentials = credentials

    def address(self, path: str) -> str:
        return f"{self.world.address}/cgi-bin/{path}"

    async def token(self, **more: Any) -> Json:
        if self._way == "gettoken":
            asked = {**self._credentials, **more}
            answered = await self.client.get(self.address("gettoken"), params=asked)
        else:
            told = {**self._credentials, **more}
            answered = await self.client.post(self.address("stable_token"), json=told)
        found: Json = answered.json()
        return found

    async def asked(self, path: str, *, token: str = "", **query: str) -> httpx.Response:
        query["access_token"] = token or (await self.token())["access_token"]
        return await self.client.get(self.address(path), params=query)

    async def get(self, path: str, **query: str) -> Json:
        found: Json = (await self.asked(path, **query)).json()
        return found

    async def post(self, path: str, body: Any, *, token: str = "") -> Json:
        query = {"access_token": token or (await self.token())["access_token"]}
        answered = await self.client.post(self.address(path), params=query, json=body)
        found: Json = answered.json()
        return found

    async def code(self, path: str, body: Any, *, token: str = "") -> int:
        """The error code alone."""
        return int((await self.post(path, body, token=token)).get("errcode", 0))

    async def says(self, openid: str, text: str) -> int:
        body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        return await self.code("message/custom/send", body)
