"""Plays a written talk at an Official Account: what an enterprise does as the push that WeChat
would bring, what the staff do on their page; each message that follows as it would be sent.
"""

from collections import defaultdict
from itertools import count
from typing import Final

from bot.account_settings import Mode, WechatAccount
from bot.channels.wechat.limits import CHANNEL, TEXT_BYTES
from bot.channels.wechat.passive import PassiveReplies
from bot.channels.wechat.reception import Reception
from bot.channels.wechat.rendering import as_text, pieces_of
from bot.messengers.splitting import BYTES
from bot.rating_links import RatingLinks
from bot.replay.stage import Stage
from bot.weixin.door import Pushed
from bot.weixin.xml import Value, read_xml, written
from bot.weixin.xml import words_of as element
from core.conversations import OutboxState, Said
from core.messages import Choice, InboundKind
from tests.transcripts.comparing import Spoken, spoken_of
from tests.transcripts.playing import BETWEEN, CODE, ON_TELEGRAM, STAFF, Reporter
from tests.transcripts.script import Step

ACCOUNT: Final = WechatAccount(
    app_id="wx0123456789abcdef", app_secret="s" * 32, token="tokenOfTests", mode=Mode.PLAIN
)
LINKS: Final = RatingLinks("of the tests alone, and long enough", "https://zhan.example.cn")
ORIGINAL_ID: Final = "gh_0123456789ab"
PATIENCE: Final = 600.0
"""However busy the machine is, the answer is waited for."""
FORGED: Final = "99999901"
"""An item of a message that was never said."""


class AtWechat:
    """The enterprises of a talk, in front of a station's Official Account."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.engine = stage, stage.engine
        self._pages = Reporter(stage)
        self._reception = Reception(stage.engine, ACCOUNT, LINKS, PATIENCE)
        self._sending = PassiveReplies(stage.engine, LINKS)
        self._ids = count(1)
        self._seen: dict[str, int] = defaultdict(int)

    async def take(self, step: Step) -> None:
        """Do what a step says."""
        if step.who in STAFF or step.who.endswith(ON_TELEGRAM):
            await self._pages.take(step)
            return
        await self.stage.pass_time(self.stage.clock.now() + BETWEEN)
        if step.label and not step.text:
            await self._brings(step, MsgType="text", Content=step.label, **await self._item(step))
        elif step.kind is InboundKind.IMAGE:
            await self._brings(step, MsgType="image", MediaId="media", PicUrl="http://picture")
        else:
            text = f"{step.label} {step.text}".strip().replace(CODE, await self._pages.code())
            await self._brings(step, MsgType="text", Content=text)

    async def gets(self) -> None:
        """Everything that waits goes out, a message at a time."""
        for chat in sorted({one.chat for one in await self._log() if at_wechat(one)}):
            while await self._sent(chat):
                pass

    async def news(self) -> Spoken:
        """What was said since the last time, to whom and in which words; all of it is put into
        WeChat's words, and keeps to its limits."""
        fresh = [one for one in await self._log() if one.n > self._seen[one.chat]]
        for one in fresh:
            self._seen[one.chat] = max(self._seen[one.chat], one.n)
            if at_wechat(one):
                keeps_to_the_limits(one)
        told = [one for one in fresh if not one.message.replaces]
        return spoken_of(told)

    async def _brings(self, step: Step, **told: Value) -> None:
        now = self.stage.clock.now()
        push: dict[str, Value] = {
            "ToUserName": ORIGINAL_ID,
            "FromUserName": openid(step),
            "CreateTime": int(now.timestamp()),
            "MsgId": next(self._ids),
        }
        reply = await self._reception.take(Pushed(read_xml(written(push | told).encode()), now))
        if reply.xml:
            assert 0 < BYTES.of(element(read_xml(reply.xml.encode()), "Content")) <= TEXT_BYTES
        if reply.given:
            await reply.given()

    async def _sent(self, chat: str) -> bool:
        key, now = f"t{next(self._ids)}", self.stage.clock.now()
        offer = await self.engine.write(lambda each: self._sending.offer(each, chat, key, now))
        if offer is None:
            return False
        assert 0 < BYTES.of(offer.text) <= TEXT_BYTES
        await self.engine.write(lambda each: self._sending.given(each, offer, now))
        return True

    async def _item(self, step: Step) -> dict[str, Value]:
        """What a press brings: the newest item of that label, as it was shown."""
        if step.forged:
            return {"bizmsgmenuid": FORGED}
        said, choice = await self._shown(step)
        items = [item for piece in pieces_of(said, LINKS) for item in piece.items]
        return {"bizmsgmenuid": str(items[said.message.choices.index(choice)].id)}

    async def _shown(self, step: Step) -> tuple[Said, Choice]:
        """The newest button of that label in somebody's chat."""
        chat = f"{CHANNEL}:{ACCOUNT.name}.{openid(step)}"
        log = [one for one in await self._log() if one.chat == chat]
        shown = ((one, choice) for one in reversed(log) for choice in one.message.choices)
        return next(each for each in shown if each[1].label == step.label)

    async def _log(self) -> list[Said]:
        query = self.engine.schema.of(Said).query(order="n")
        said: tuple[Said, ...] = await self.engine.read(query.all)
        return list(said)


def openid(step: Step) -> str:
    return f"o{len(step.who)}{ord(step.who[0])}"


def at_wechat(said: Said) -> bool:
    return said.chat.startswith(f"{CHANNEL}:")


def keeps_to_the_limits(said: Said) -> None:
    """A message is out; it shows something, and every piece fits, even with its choices in it."""
    assert said.state is OutboxState.SENT
    pieces = pieces_of(said, LINKS)
    assert pieces
    for piece in pieces:
        assert piece.image or 0 < BYTES.of(as_text(piece)) <= TEXT_BYTES
