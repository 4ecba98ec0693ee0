"""Every method that this server plays, on one page.

Another is judged all the same; that it is not played fails the test that called it.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from tests.telegram.server import media, messages, surroundings, topics
from tests.telegram.server.calls import Json, Refusal, conflict
from tests.telegram.server.world import World

Method: TypeAlias = Callable[[World, Mapping[str, Any]], Any]

METHODS: Final[Mapping[str, Method]] = {
    "getme": surroundings.get_me,
    "getchat": surroundings.get_chat,
    "getchatmember": surroundings.get_member,
    "getchatadministrators": surroundings.get_administrators,
    "getchatmembercount": surroundings.get_member_count,
    "leavechat": surroundings.leave,
    "setmycommands": surroundings.set_commands,
    "getmycommands": surroundings.get_commands,
    "deletemycommands": surroundings.delete_commands,
    "setmydescription": surroundings.describe,
    "setmyshortdescription": surroundings.describe,
    "setmyname": surroundings.describe,
    "setwebhook": surroundings.set_webhook,
    "deletewebhook": surroundings.delete_webhook,
    "getwebhookinfo": surroundings.webhook_info,
    "sendmessage": messages.send_text,
    "sendphoto": media.send_file("photo"),
    "senddocument": media.send_file("document"),
    "sendvoice": media.send_file("voice"),
    "sendvideo": media.send_file("video"),
    "sendmediagroup": messages.send_album,
    "sendlocation": messages.send_place,
    "sendchataction": messages.send_action,
    "editmessagetext": messages.edit_text,
    "editmessagecaption": messages.edit_caption,
    "editmessagereplymarkup": messages.edit_keyboard,
    "deletemessage": messages.delete,
    "deletemessages": messages.delete_all,
    "pinchatmessage": messages.pin,
    "unpinchatmessage": messages.unpin,
    "answercallbackquery": messages.answer_press,
    "createforumtopic": topics.create,
    "editforumtopic": topics.edit,
    "closeforumtopic": topics.close,
    "reopenforumtopic": topics.reopen,
    "deleteforumtopic": topics.delete,
    "getfile": media.get_file,
}
UNSEEN: Final = frozenset(
    {
        "setmessagereaction",
        "setchatmenubutton",
        "setmydefaultadministratorrights",
        "logout",
        "close",
    }
)
"""These are granted, and nobody here sees anything of it."""
TWO_POLLERS: Final = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)
LONGEST: Final = 50


async def done(world: World, method: str, fields: Mapping[str, Any]) -> Any:
    """What the method answers; a long poll is the only one that takes its time."""
    if method.lower() == "getupdates":
        return await _polled(world, fields)
    play = METHODS.get(method.lower())
    if method.lower() in UNSEEN:
        return True
    if play is None:
        raise Refusal(501, f"Not Implemented: this server does not play {method}")
    return play(world, fields)


async def _polled(world: World, fields: Mapping[str, Any]) -> list[Json]:
    """A second poller ends the first, whose answer is the conflict; so does a webhook."""
    updates = world.updates
    updates.poller = mine = updates.poller + 1
    await world.change()
    updates.allow(fields.get("allowed_updates"))
    if updates.webhook.url:
        raise conflict(WEBHOOK_SET)
    offset, limit = fields.get("offset", 0), fields.get("limit", 100)
    end = asyncio.get_running_loop().time() + min(fields.get("timeout", 0), LONGEST)
    while True:
        if updates.webhook.url:
            raise conflict("terminated by setWebhook request")
        if updates.poller != mine:
            raise conflict(TWO_POLLERS)
        left = end - asyncio.get_running_loop().time()
        if (ready := updates.ready(offset, limit, world.now())) or left <= 0:
            return ready
        await world.wait(world.revision, left)
