"""What a bot asks and sets around its messages: itself, chats, members, commands, delivery."""

import json
from collections.abc import Mapping
from typing import Any, Final

from tests.telegram.server.calls import Json, bad_request
from tests.telegram.server.judges import powers
from tests.telegram.server.posting import NOT_A_MEMBER, reached
from tests.telegram.server.updates import Webhook
from tests.telegram.server.world import Member, World

RIGHTS: Final = powers("ChatMemberAdministrator")
PERMISSIONS: Final = powers("ChatMemberRestricted")
GIFTS: Final = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
    "gifts_from_channels",
)  # fmt: skip
MOST_REACTIONS: Final = 11


def get_me(world: World, fields: Mapping[str, Any]) -> Json:
    able = {"can_join_groups": True, "can_read_all_group_messages": world.reads_all}
    return world.bot.json() | able | {"supports_inline_queries": False, "has_topics_enabled": False}


def get_chat(world: World, fields: Mapping[str, Any]) -> Json:
    chat = world.found(fields["chat_id"])
    full = chat.json() | {"accent_color_id": 0, "max_reaction_count": MOST_REACTIONS}
    full["accepted_gift_types"] = dict.fromkeys(GIFTS, False)
    if chat.kind == "private":
        return full
    return full | {"permissions": dict.fromkeys(PERMISSIONS, True)}


def described(world: World, id: int, member: Member) -> Json:
    """A member as the Bot API writes it: an administrator with each right named."""
    person = world.bot if id == world.bot.id else world.people[id]
    said: Json = {"status": member.status, "user": person.json()}
    if member.administers:
        said["is_anonymous"] = False
    if member.status == "administrator":
        said |= {name: member.rights.get(name, False) for name in RIGHTS}
    if member.status == "restricted":
        said |= {"is_member": True, "until_date": 0}
        said |= {name: member.rights.get(name, False) for name in PERMISSIONS}
    return said | ({"until_date": 0} if member.status == "kicked" else {})


def get_member(world: World, fields: Mapping[str, Any]) -> Json:
    chat = reached(world, fields)
    id = fields["user_id"]
    if id != world.bot.id and id not in world.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return described(world, id, chat.members.get(id, NOT_A_MEMBER))


def get_administrators(world: World, fields: Mapping[str, Any]) -> list[Json]:
    """Other bots are never among them; this bot is."""
    chat = reached(world, fields)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [described(world, id, each) for id, each in chat.members.items() if each.administers]


def get_member_count(world: World, fields: Mapping[str, Any]) -> int:
    return sum(each.is_here for each in reached(world, fields).members.values())


def _scope(fields: Mapping[str, Any]) -> str:
    scope = fields.get("scope") or {"type": "default"}
    return json.dumps([scope, fields.get("language_code", "")], sort_keys=True)


def set_commands(world: World, fields: Mapping[str, Any]) -> bool:
    scope = fields.get("scope") or {}
    if "chat_id" in scope:
        world.found(scope["chat_id"])
    world.commands[_scope(fields)] = fields["commands"]
    return True


def get_commands(world: World, fields: Mapping[str, Any]) -> list[Json]:
    return world.commands.get(_scope(fields), [])


def delete_commands(world: World, fields: Mapping[str, Any]) -> bool:
    world.commands.pop(_scope(fields), None)
    return True


def describe(world: World, fields: Mapping[str, Any]) -> bool:
    """The bot's name and descriptions, as it last set them."""
    world.profile |= fields
    return True


def set_webhook(world: World, fields: Mapping[str, Any]) -> bool:
    if fields.get("drop_pending_updates"):
        world.updates.pending.clear()
    world.updates.allow(fields.get("allowed_updates"))
    secret, most = fields.get("secret_token", ""), fields.get("max_connections", 40)
    world.updates.webhook = Webhook(fields["url"], secret, most)
    world.updates.last_error = ""
    return True


def delete_webhook(world: World, fields: Mapping[str, Any]) -> bool:
    if fields.get("drop_pending_updates"):
        world.updates.pending.clear()
    world.updates.webhook = Webhook()
    return True


def webhook_info(world: World, fields: Mapping[str, Any]) -> Json:
    updates = world.updates
    said: Json = {"url": updates.webhook.url, "has_custom_certificate": False}
    said["pending_update_count"] = len(updates.pending)
    if updates.webhook.url:
        said["max_connections"] = updates.webhook.connections
    if updates.last_error:
        said |= {"last_error_message": updates.last_error, "last_error_date": int(world.now())}
    return said | ({"allowed_updates": sorted(updates.allowed)} if updates.allowed else {})


def leave(world: World, fields: Mapping[str, Any]) -> bool:
    reached(world, fields).members[world.bot.id] = Member("left")
    return True
