"""What a member does in WeCom, and what they see."""

from typing import TYPE_CHECKING, Final

from tests.weixin.server.corp.cards import CardShown
from tests.weixin.server.corp.pace import Pace
from tests.weixin.server.corp.replies import taken
from tests.weixin.server.errors import Misused
from tests.weixin.server.pushing import Pushed
from tests.weixin.server.shown import Screen, Shown
from tests.weixin.server.xml import Fields

if TYPE_CHECKING:
    from tests.weixin.server.corp.corporation import App, Corp

MESSAGES_A_MINUTE: Final = 30
CHAT_MESSAGES_A_MINUTE: Final = 200


class Member:
    """A member in the chat with the corporation's app: the only one there is, unless an action
    names another."""

    def __init__(self, corp: "Corp", userid: str, name: str) -> None:
        self.corp = corp
        self.world = corp.world
        self.userid = userid
        self.name = name
        self.screen = Screen(self.world.changes)
        self.pace = Pace(MESSAGES_A_MINUTE)
        self.chat_pace = Pace(CHAT_MESSAGES_A_MINUTE)

    # What they see.

    @property
    def shown(self) -> list[Shown]:
        """The messages in the chat with the app, the oldest first."""
        return self.screen.shown

    async def hears(self, words: str, *, after: Shown | None = None) -> Shown:
        return await self.screen.hears(words, after=after)

    @property
    def cards(self) -> tuple[CardShown, ...]:
        """The cards with buttons as they stand now, the oldest first."""
        found = (card.seen_by(self.userid) for app in self._apps() for card in app.cards.values())
        return tuple(card for card in found if card is not None)

    def card(self, words: str) -> CardShown:
        """The newest card that holds these words."""
        found = [card for card in self.cards if words in card.text]
        if not found:
            raise Misused(f"no card of {self.name} says {words!r}")
        return found[-1]

    # What they do.

    async def writes(self, text: str, *, to: "App | None" = None) -> Pushed:
        return await self._message("text", {"Content": text}, to)

    async def sends_image(
        self, content: bytes = b"\xff\xd8\xff\xe0 photo", *, to: "App | None" = None
    ) -> Pushed:
        media_id = self.corp.media.keep("photo.jpg", "image", content)
        address = self.corp.media.serve(content, "jpg")
        return await self._message("image", {"PicUrl": address, "MediaId": media_id}, to)

    async def speaks(
        self, content: bytes = b"#!AMR\n spoken", *, to: "App | None" = None
    ) -> Pushed:
        media_id = self.corp.media.keep("voice.amr", "voice", content)
        return await self._message("voice", {"MediaId": media_id, "Format": "amr"}, to)

    async def shares_place(self, latitude: float, longitude: float, label: str = "") -> Pushed:
        place = {"Location_X": str(latitude), "Location_Y": str(longitude), "Scale": "15"}
        said = {**place, "Label": label, "AppType": "wxwork"}
        return await self._message("location", said, None)

    async def enters(self, *, to: "App | None" = None) -> Pushed:
        """Open the app's chat."""
        return await self._event("enter_agent", {"EventKey": ""}, to)

    async def clicks(self, key: str, *, to: "App | None" = None) -> Pushed:
        """Press an item of the app's menu."""
        return await self._event("click", {"EventKey": key}, to)

    async def presses(self, card: CardShown, key: str) -> Pushed:
        """Press a button of a card as the member saw it, though it may have changed since."""
        if key not in dict(card.buttons) or card.replaced:
            raise Misused(f"the card has no {key!r} to press: {card.buttons} {card.replaced}")
        app = card.app
        with self.world.lock:
            code = app.cards[card.task_id].new_code(self.userid)
        said = {"EventKey": key, "TaskId": card.task_id, "CardType": card.kind}
        return await self._event("template_card_event", {**said, "ResponseCode": code}, app)

    async def sends(self, fields: Fields, *, to: "App | None" = None) -> Pushed:
        """Push whatever these fields say, addressed as this member's."""
        app = to or self._app()
        made = int(self.world.now.timestamp())
        names = {"ToUserName": self.corp.corp_id, "FromUserName": self.userid}
        whole = {**names, "CreateTime": made, **fields, "AgentID": app.agent_id}
        pushed = await app.brings(whole)
        shown = taken(app, self, whole, pushed)
        return pushed.showing(self.screen.show(shown)) if shown else pushed

    async def _message(self, kind: str, said: Fields, to: "App | None") -> Pushed:
        id = str(6_000_000_000_000_000_000 + self.world.number * 1_000_000 + self.world.count())
        return await self.sends({"MsgType": kind, **said, "MsgId": id}, to=to)

    async def _event(self, kind: str, said: Fields, to: "App | None") -> Pushed:
        return await self.sends({"MsgType": "event", "Event": kind, **said}, to=to)

    def _apps(self) -> "tuple[App, ...]":
        return tuple(self.corp.apps.values())

    def _app(self) -> "App":
        apps = self._apps()
        if len(apps) != 1:
            raise Misused("the corporation has not just one app: say which")
        return apps[0]
