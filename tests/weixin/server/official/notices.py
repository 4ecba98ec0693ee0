"""Template messages and subscription notices (Official Account: template/send, bizsend)."""

import re
from typing import Final

from tests.weixin.server.calls import ANY, Call
from tests.weixin.server.errors import OK, Json, Refusal
from tests.weixin.server.official.account import OfficialAccount, Template
from tests.weixin.server.official.users import User
from tests.weixin.server.shown import Shown
from tests.weixin.server.xml import Fields

PAGE: Final = {"appid": str, "pagepath": str}
SEND: Final = {
    "touser": str,
    "template_id": str,
    "url": str,
    "miniprogram": PAGE,
    "client_msg_id": str,
    "data": ANY,
}
BIZSEND: Final = {
    "touser": str,
    "template_id": str,
    "page": str,
    "miniprogram": PAGE,
    "data": ANY,
}
# What a value may be, by its field's name without the number (subscription notices: parameters).
VALUES: Final = {
    "thing": re.compile(r".{1,20}", re.DOTALL),
    "number": re.compile(r"[0-9.\-]{1,32}"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"\W{1,5}"),
    "character_string": re.compile(r"[!-~]{1,32}"),
    "time": re.compile(r"(?=.*[0-9]).{1,32}"),
    "date": re.compile(r"(?=.*[0-9]).{1,32}"),
    "amount": re.compile(r"\D?[0-9.]{1,10}元?"),
    "phone_number": re.compile(r"[0-9+\-]{1,17}"),
    "car_number": re.compile(r".{1,8}"),
    "name": re.compile(r"[\u4e00-\u9fff·]{1,10}|[A-Za-z .·\-]{1,20}"),
    "phrase": re.compile(r"[\u4e00-\u9fff]{1,5}"),
    "const": re.compile(r".{1,20}"),
}


def _filled(account: OfficialAccount, template: Template, data: object) -> str:
    """The text of a notice: its title and each field behind its label."""
    given = data if isinstance(data, dict) else {}
    for name in given.keys() - template.fields.keys():
        account.world.violated(f"template {template.title} has no field {name}")
    lines = [template.title]
    for name, label in template.fields.items():
        part = given.get(name)
        value = part.get("value") if isinstance(part, dict) else None
        if not isinstance(value, str):
            raise Refusal(47003, field=name)
        rule = VALUES.get(name.rstrip("0123456789"))
        if rule and not rule.fullmatch(value):
            raise Refusal(47003, field=name)
        lines.append(f"{label}：{value}")
    return "\n".join(lines)


def _template(account: OfficialAccount, call: Call, *, consented: bool) -> Template:
    template = account.templates.get(call.body.get("template_id", ""))
    if template is None or template.consented is not consented:
        raise Refusal(40037)
    return template


def _event(account: OfficialAccount, user: User, said: Fields) -> None:
    names = {"ToUserName": account.original_id, "FromUserName": user.openid}
    made = int(account.world.now.timestamp())
    account.owed.append((user, {**names, "CreateTime": made, "MsgType": "event", **said}))


def send(account: OfficialAccount, call: Call) -> Json:
    user = account.follower(call.body.get("touser", ""))
    template = _template(account, call, consented=False)
    if user.follows_since is None:
        raise Refusal(43004)
    text, id = _filled(account, template, call.body.get("data")), account.world.count()
    status = "failed:user block" if user.blocks_templates else "success"
    if not user.blocks_templates:
        url = str(call.body.get("url", ""))
        user.show(Shown("template", text, "template", account.world.now, url=url))
    event = {"Event": "TEMPLATESENDJOBFINISH", "MsgID": str(id), "Status": status}
    _event(account, user, event)
    return {**OK, "msgid": id}


def bizsend(account: OfficialAccount, call: Call) -> Json:
    user = account.follower(call.body.get("touser", ""))
    template = _template(account, call, consented=True)
    if not user.consented.get(template.id):
        raise Refusal(43101)
    text, url = _filled(account, template, call.body.get("data")), str(call.body.get("page", ""))
    user.consented[template.id] -= 1
    user.show(Shown("subscribe", text, "subscribe", account.world.now, url=url))
    sent = {"TemplateId": template.id, "MsgID": str(account.world.count())}
    sent |= {"ErrorCode": "0", "ErrorStatus": "success"}
    _event(
        account,
        user,
        {"Event": "subscribe_msg_sent_event", "SubscribeMsgSentEvent": {"List": sent}},
    )
    return OK


def listed(account: OfficialAccount, call: Call) -> Json:
    """What templates the account has (template/get_all_private_template)."""
    del call
    found = [one for one in account.templates.values() if not one.consented]
    told = [{"template_id": one.id, "title": one.title, "content": _content(one)} for one in found]
    return {"template_list": told}


def consentable(account: OfficialAccount, call: Call) -> Json:
    """What templates of subscription notices it has (wxaapi/newtmpl/gettemplate)."""
    del call
    found = [one for one in account.templates.values() if one.consented]
    told = [{"priTmplId": one.id, "title": one.title, "content": _content(one)} for one in found]
    return {**OK, "data": told}


def _content(template: Template) -> str:
    lines = (f"{label}：{{{{{name}.DATA}}}}" for name, label in template.fields.items())
    return "\n".join(lines)
