"""What a person does in WeChat, and what they see of the account."""

import urllib.parse
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from tests.weixin.server.errors import Misused
from tests.weixin.server.official.replies import Unusable, judged
from tests.weixin.server.official.windows import CLICKS, Windows
from tests.weixin.server.pushing import Pushed
from tests.weixin.server.shown import Screen, Shown
from tests.weixin.server.xml import Fields

if TYPE_CHECKING:
    from tests.weixin.server.official.account import OfficialAccount

SORRY: Final = "该公众号暂时无法提供服务，请稍后再试"
MENU_LINK: Final = "weixin://bizmsgmenu"
HEARD_OF_FAILURE: Final = frozenset({"subscribe", "SCAN", *CLICKS})
PHOTO: Final = b"\xff\xd8\xff\xe0 a photo \xff\xd9"
TYPING: Final = timedelta(seconds=15)
CONTACT: Final = timedelta(seconds=30)


class User:
    """One person at one account. Everything they do is pushed to the account's callback."""

    def __init__(self, account: "OfficialAccount", openid: str, name: str) -> None:
        self.account = account
        self.world = account.world
        self.openid = openid
        self.name = name
        self.follows_since: datetime | None = None
        self.scene = ""
        self.blocks_templates = False
        self.consented: dict[str, int] = {}
        self.windows = Windows()
        self.last_contact: datetime | None = None
        self.typing_until: datetime | None = None
        self.screen = Screen(self.world.changes)

    # What they see.

    @property
    def shown(self) -> list[Shown]:
        return self.screen.shown

    @property
    def typing(self) -> bool:
        return self.typing_until is not None and self.world.now < self.typing_until

    async def hears(self, words: str, *, after: Shown | None = None) -> Shown:
        """Wait until something with these words stands in the chat, behind `after`."""
        return await self.screen.hears(words, after=after)

    def show(self, shown: Shown) -> Shown:
        self.typing_until = None
        return self.screen.show(shown)

    # What they do.

    async def follows(self, scene: str = "") -> Pushed:
        """Follow, by a code with a scene if one is named."""
        with self.world.lock:
            self.follows_since, self.scene = self.world.now, scene
        ticket = self._ticket(scene)
        key = {"EventKey": f"qrscene_{scene}", "Ticket": ticket} if scene else {"EventKey": ""}
        return await self._event("subscribe", key, opens="follow")

    async def unfollows(self) -> Pushed:
        with self.world.lock:
            self.follows_since = None
            self.windows.shuts()
        return await self._event("unsubscribe", {"EventKey": ""})

    async def scans(self, scene: str) -> Pushed:
        """Scan one of the account's codes; who does not follow yet follows by it."""
        if self.follows_since is None:
            return await self.follows(scene)
        key = {"EventKey": scene, "Ticket": self._ticket(scene)}
        return await self._event("SCAN", key, opens="scan")

    async def clicks(self, key: str, kind: str = "CLICK") -> Pushed:
        return await self._event(kind, {"EventKey": key}, opens="click")

    async def views(self, url: str) -> Pushed:
        """Open an address from the account's menu, which opens no window."""
        return await self._event("VIEW", {"EventKey": url})

    async def writes(self, text: str) -> Pushed:
        return await self._message("text", {"Content": text})

    async def sends_image(self, content: bytes = PHOTO) -> Pushed:
        media_id = self.account.media.keep("photo.jpg", "image", content)
        address = self.account.media.serve(content, "jpg")
        return await self._message("image", {"PicUrl": address, "MediaId": media_id})

    async def speaks(self, recognition: str = "", content: bytes = b"#!AMR\n spoken") -> Pushed:
        """A voice message, with its words where the account's recognition is on."""
        media_id = self.account.media.keep("voice.amr", "voice", content)
        said: dict[str, str] = {"MediaId": media_id, "Format": "amr", "MediaId16K": media_id}
        return await self._message(
            "voice", {**said, "Recognition": recognition} if recognition else said
        )

    async def sends_video(self, content: bytes = b"a video", kind: str = "video") -> Pushed:
        media_id = self.account.media.keep("video.mp4", "video", content)
        thumb = self.account.media.keep("thumb.jpg", "thumb", PHOTO)
        return await self._message(kind, {"MediaId": media_id, "ThumbMediaId": thumb})

    async def shares_place(self, latitude: float, longitude: float, label: str = "") -> Pushed:
        place = {"Location_X": f"{latitude:.6f}", "Location_Y": f"{longitude:.6f}"}
        return await self._message("location", {**place, "Scale": "15", "Label": label})

    async def shares_link(self, title: str, url: str, description: str = "") -> Pushed:
        said = {"Title": title, "Description": description, "Url": url}
        return await self._message("link", said)

    async def sends_file(self, name: str, size: int = 1024) -> Pushed:
        said = {"Title": name, "Description": "", "FileKey": "key", "FileTotalLen": str(size)}
        return await self._message("file", said)

    async def sends(self, fields: Fields) -> Pushed:
        """Push whatever these fields say, addressed as this person's."""
        return await self.told({**self._addressed(), **fields})

    async def presses(self, label: str) -> Pushed:
        """Press an item of a menu, or a link of that kind in a text, the newest that says so."""
        id, content = self._pressable(label)
        said = {"Content": content, "bizmsgmenuid": id}
        return await self._message("text", said, opens="click")

    async def consents(self, template_id: str, *, accept: bool = True) -> Pushed:
        """Say yes or no to a notice on a page."""
        template = self.account.templates.get(template_id)
        if template is None or not template.consented:
            raise Misused(f"{template_id} is no notice that one can consent to")
        with self.world.lock:
            self.consented[template_id] = self.consented.get(template_id, 0) + int(accept)
        chosen = "accept" if accept else "reject"
        said = {"TemplateId": template_id, "SubscribeStatusString": chosen, "PopupScene": "1"}
        return await self._event(
            "subscribe_msg_popup_event", {"SubscribeMsgPopupEvent": {"List": said}}
        )

    # How it comes to the account.

    async def _message(self, kind: str, said: Fields, *, opens: str = "message") -> Pushed:
        if self.follows_since is None:
            raise Misused(f"{self.name} does not follow the account")
        id = 7_000_000_000_000_000_000 + self.world.number * 1_000_000 + self.world.count()
        self._comes_near(opens)
        return await self.told({**self._addressed(), "MsgType": kind, **said, "MsgId": str(id)})

    async def _event(self, kind: str, said: Fields, *, opens: str = "") -> Pushed:
        if opens:
            self._comes_near(opens)
        return await self.told({**self._addressed(), "MsgType": "event", "Event": kind, **said})

    def _comes_near(self, kind: str) -> None:
        with self.world.lock:
            self.windows.opens(kind, self.world.now)
            self.last_contact = self.world.now

    def _addressed(self) -> Fields:
        made = int(self.world.now.timestamp())
        names = {"ToUserName": self.account.original_id, "FromUserName": self.openid}
        return {**names, "CreateTime": made}

    async def told(self, fields: Fields) -> Pushed:
        """Push it, and show what comes back."""
        pushed = await self.account.brings(fields)
        try:
            shown = judged(self.account, self, pushed)
        except Unusable as why:
            self.world.violated(f"a reply was of no use: {why}")
            if not self._hears_of_failure(fields):
                return pushed
            shown = Shown("text", SORRY, "system", self.world.now)
        return pushed.showing(self.show(shown)) if shown else pushed

    @staticmethod
    def _hears_of_failure(fields: Fields) -> bool:
        return fields.get("MsgType") != "event" or fields.get("Event") in HEARD_OF_FAILURE

    def _ticket(self, scene: str) -> str:
        made = (ticket for ticket, of in self.account.codes.items() if of == scene)
        return next(made, f"ticket-of-{scene}")

    def _pressable(self, label: str) -> tuple[str, str]:
        for shown in reversed(self.shown):
            for id, content in shown.items:
                if content == label:
                    return id, content
            for words, address in shown.links:
                if words == label and address.startswith(MENU_LINK):
                    asked = dict(urllib.parse.parse_qsl(address.partition("?")[2]))
                    return asked.get("msgmenuid", ""), asked.get("msgmenucontent", "")
        raise Misused(f"nothing to press says {label!r}")
