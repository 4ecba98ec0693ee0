"""Groups: how they are made, how they grow into supergroups, who may do what in them."""

from tests.telegram.server import topics
from tests.telegram.server.calls import Json, Misused
from tests.telegram.server.people import changes_bot, comes
from tests.telegram.server.posting import messaged, told_bot
from tests.telegram.server.world import FIRST_GROUP, FIRST_SUPERGROUP, Chat, Member, Topic, World


def found_group(world: World, asked: Json) -> Chat:
    """A group with its members, the first of them its owner; the bot comes last."""
    kind = asked.get("kind", "supergroup")
    number = next(world.ids)
    id = FIRST_GROUP - number if kind == "group" else FIRST_SUPERGROUP - number
    chat = Chat(id, kind, asked["title"], bool(asked.get("forum")))
    if chat.is_forum and kind != "supergroup":
        raise Misused("only a supergroup is a forum")
    world.chats[id] = chat
    for index, person in enumerate(asked["members"]):
        chat.members[world.person(person).id] = Member("member" if index else "creator")
    standing = asked.get("bot", "member")
    if standing != "left":
        changes_bot(world, chat, Member(standing, dict.fromkeys(asked.get("rights", ()), True)))
    return chat


def appoint(world: World, chat: Chat, person: int, standing: str, rights: list[str]) -> None:
    """Another standing for the bot or for a person."""
    now = Member(standing, dict.fromkeys(rights, True))
    if person == world.bot.id:
        changes_bot(world, chat, now)
    elif person in chat.members and chat.members[person].is_here:
        chat.members[person] = now
    else:
        comes(world, chat, world.person(person), now)


def migrate(world: World, old: Chat) -> Chat:
    """The group goes on as a supergroup under a new id, where messages are counted anew."""
    if old.kind != "group" or old.moved_to:
        raise Misused(f"{old.title} is no group that can grow")
    new = Chat(FIRST_SUPERGROUP - next(world.ids), "supergroup", old.title)
    new.members = dict(old.members)
    world.chats[new.id] = new
    owner = next(id for id, each in old.members.items() if each.status == "creator")
    by = world.people[owner]
    told_bot(world, old, messaged(world, old, by, {"migrate_to_chat_id": new.id}))
    old.moved_to = new.id
    told_bot(world, new, messaged(world, new, by, {"migrate_from_chat_id": old.id}))
    return new


def open_topic(world: World, chat: Chat, person: int, name: str) -> Topic:
    return topics.opened(world, chat, world.person(person), name)


def switch_topic(world: World, chat: Chat, person: int, number: int, closed: bool) -> None:
    topics.switched(world, chat, world.person(person), chat.topics[number], closed)
