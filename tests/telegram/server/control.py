"""What a test can do to a world and see of it: one name, one function."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeAlias

from tests.telegram.server import groups, people, topics
from tests.telegram.server.calls import Json
from tests.telegram.server.faults import Fault
from tests.telegram.server.world import Person, World

Act: TypeAlias = Callable[[World, Json], Any]

BOT_NUMBER: Final = 5_000_000_000
SECRET_PART: Final = "AAF-only-for-tests"  # the other half of a token


def new_world(number: int, asked: Json) -> World:
    id = BOT_NUMBER + number
    bot = Person(id, asked.get("name", "质量服务站"), f"quality{number}_bot", is_bot=True)
    return World(f"{id}:{SECRET_PART}-{number}", bot, asked["at"], bool(asked.get("reads_all")))


def _person(world: World, asked: Json) -> Json:
    return people.join_telegram(world, asked["name"], asked.get("username", "")).json()


def _write(world: World, asked: Json) -> Json:
    return people.says(world, asked["person"], people.worded(asked["text"]), asked)


def _send(world: World, asked: Json) -> Json:
    return people.says(world, asked["person"], people.filed(world, asked), asked)


def _locate(world: World, asked: Json) -> Json:
    place = {name: asked[name] for name in ("latitude", "longitude")}
    return people.says(world, asked["person"], {"location": place}, asked)


def _contact(world: World, asked: Json) -> Json:
    """A person's own card, with the number that Telegram vouches for, or somebody else's."""
    person, name = world.person(asked["person"]), asked.get("name")
    card = {"phone_number": asked["phone"], "first_name": name or person.name}
    card |= {} if name else {"user_id": person.id}
    return people.says(world, person.id, {"contact": card}, asked)


def _album(world: World, asked: Json) -> list[Json]:
    return people.sends_album(world, asked["person"], asked["items"], asked)


def _edit(world: World, asked: Json) -> Json:
    return people.rewords(world, asked["person"], asked["chat"], asked["message"], asked["text"])


def _press(world: World, asked: Json) -> Json:
    return asdict(people.presses(world, asked["person"], asked["chat"], asked["message"], asked))


def _block(world: World, asked: Json) -> None:
    people.blocks(world, asked["person"], asked["words"])


def _group(world: World, asked: Json) -> Json:
    return groups.found_group(world, asked).json()


def _appoint(world: World, asked: Json) -> None:
    chat, person = world.chat(asked["chat"]), asked.get("person") or world.bot.id
    groups.appoint(world, chat, person, asked["standing"], asked.get("rights", []))


def _go(world: World, asked: Json) -> None:
    people.goes(world, world.chat(asked["chat"]), world.person(asked["person"]))


def _migrate(world: World, asked: Json) -> Json:
    return groups.migrate(world, world.chat(asked["chat"])).json()


def _open_topic(world: World, asked: Json) -> Json:
    chat = world.chat(asked["chat"])
    return asdict(groups.open_topic(world, chat, asked["person"], asked["name"]))


def _switch_topic(world: World, asked: Json) -> None:
    chat = world.chat(asked["chat"])
    groups.switch_topic(world, chat, asked["person"], asked["topic"], asked["closed"])


def _delete_topic(world: World, asked: Json) -> None:
    topics.deleted(world.chat(asked["chat"]), asked["topic"])


def _delete_message(world: World, asked: Json) -> None:
    """A person deletes a message: no bot is told of it."""
    world.chat(asked["chat"]).messages.pop(asked["message"])


def _fault(world: World, asked: Json) -> None:
    world.faults.append(Fault(**asked))


def _heal(world: World, asked: Json) -> None:
    del asked
    world.faults.clear()


def _time(world: World, asked: Json) -> float:
    world.let_pass(asked["seconds"])
    return world.now()


def _set(world: World, asked: Json) -> None:
    """Privacy mode, how long a press waits for its answer, how a webhook is served."""
    world.reads_all = asked.get("reads_all", world.reads_all)
    world.query_seconds = asked.get("query_seconds", world.query_seconds)
    world.updates.in_order = asked.get("in_order", world.updates.in_order)
    world.updates.stand_in = asked.get("stand_in", world.updates.stand_in)


def _hold(world: World, asked: Json) -> None:
    world.updates.held = asked["held"]


def _repeat(world: World, asked: Json) -> None:
    world.updates.repeat(asked["update"])


def _reverse(world: World, asked: Json) -> None:
    world.updates.reverse()


def _chat(world: World, asked: Json) -> Json:
    """A chat as its people see it."""
    chat = world.chat(asked["chat"])
    said = {"chat": chat.json(), "messages": list(chat.messages.values()), "pinned": chat.pinned}
    said |= {"topics": [asdict(each) for each in chat.topics.values()], "actions": chat.actions}
    return said | {"reply_keyboards": list(chat.reply_keyboards.values()), "at": world.revision}


def _requests(world: World, asked: Json) -> list[Json]:
    return world.requests[asked.get("since", 0) :]


def _troubled(world: World, asked: Json) -> list[Json]:
    """The requests that a fault has refused or whose line it cut."""
    del asked
    return [each for each in world.requests if each["trouble"]]


def _faults(world: World, asked: Json) -> int:
    """How many requests are still to fail."""
    del asked
    return sum(fault.count for fault in world.faults)


def _presses(world: World, asked: Json) -> list[Json]:
    return [asdict(each) for each in world.queries.values()]


def _updates(world: World, asked: Json) -> Json:
    kept = world.updates
    return {"told": list(kept.told.values()), "pending": kept.pending}


def _settings(world: World, asked: Json) -> Json:
    commands = [[*json.loads(scope), given] for scope, given in world.commands.items()]
    webhook = asdict(world.updates.webhook)
    return {"commands": commands, "profile": world.profile, "webhook": webhook}


ACTS: Final[Mapping[str, Act]] = {
    "person": _person, "write": _write, "send": _send, "locate": _locate, "contact": _contact,
    "album": _album, "edit": _edit, "press": _press, "block": _block, "group": _group,
    "appoint": _appoint, "go": _go, "migrate": _migrate, "open_topic": _open_topic,
    "switch_topic": _switch_topic, "delete_topic": _delete_topic,
    "delete_message": _delete_message, "fault": _fault, "heal": _heal, "time": _time,
    "set": _set, "hold": _hold, "repeat": _repeat, "reverse": _reverse, "chat": _chat,
    "requests": _requests, "troubled": _troubled, "faults": _faults, "presses": _presses,
    "updates": _updates, "settings": _settings,
}  # fmt: skip
# These only look: they wake nobody.
LOOKS: Final = frozenset(
    {"chat", "requests", "troubled", "faults", "presses", "updates", "settings"}
)
