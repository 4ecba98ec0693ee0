"""What can be done to a request: the word that staff say, its ASCII alias, what must be told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Told(StrEnum):
    """What an action has to be told. `TOLD` says where it lies in the command and how to ask."""

    REASON = "reason"
    ANSWER = "answer"
    NOTE = "note"
    RESULT = "result"
    TRIED = "tried"
    TARGET = "target"
    TIME = "time"
    EXPECTED = "expected"
    DUE = "due"
    OWNER = "owner"
    REQUEST = "request"
    PROVIDER = "provider"
    TECHNICIAN = "technician"
    ITEM = "item"
    CATEGORY = "category"
    CORRECTION = "correction"
    MOMENT = "moment"
    ARCHIVE_NUMBER = "archive_number"


@dataclass(frozen=True, slots=True)
class Asking:
    """Where the answer lies: `note` is the command's text, anything else a key of its values, of
    which one is enough."""

    question: str
    keys: tuple[str, ...] = ("note",)


TOLD: Final[dict[Told, Asking]] = {
    Told.REASON: Asking("请说明原因。"),
    Told.ANSWER: Asking("请写明要答复企业的内容。"),
    Told.NOTE: Asking("请写明具体情况。"),
    Told.RESULT: Asking("请写明服务结果。"),
    Told.TRIED: Asking("请写明已联系过哪些机构、为何不合适。"),
    Told.TARGET: Asking("请写明转给哪个部门、怎么联系。"),
    Told.TIME: Asking("请给出时间。", ("time",)),
    Told.EXPECTED: Asking("预计什么时候恢复？", ("time",)),
    Told.DUE: Asking("计划什么时候完成？", ("due",)),
    Told.OWNER: Asking("请选择由谁负责。", ("owner",)),
    Told.REQUEST: Asking("请给出另一张单的单号。", ("request",)),
    Told.PROVIDER: Asking("请选择机构。", ("provider",)),
    Told.TECHNICIAN: Asking("请给出技术服务人员。", ("technician",)),
    Told.ITEM: Asking("请给出技术服务项目。", ("item",)),
    Told.CATEGORY: Asking("请选择服务类别。", ("category",)),
    Told.CORRECTION: Asking("请给出要更正的内容。", ("contact", "detail", "wish")),
    Told.MOMENT: Asking("请选择要更正哪一项时间。", ("moment",)),
    Told.ARCHIVE_NUMBER: Asking("请给出档号。", ("archive_number",)),
}


class Action(StrEnum):
    """Persisted in buttons: a word here is never renamed."""

    DRAFT = "draft"
    FILL_IN = "fill_in"
    DROP = "drop"
    RESUME_DRAFT = "resume_draft"
    TAKE_OVER = "take_over"
    HAND_BACK = "hand_back"
    FILE = "file"
    REGISTER = "register"
    RECORD = "record"
    ASK_AGAIN = "ask_again"
    CORRECT = "correct"
    CHANGE_CATEGORY = "change_category"
    CORRECT_TIME = "correct_time"
    URGE = "urge"
    WITHDRAW = "withdraw"
    REMIND = "remind"
    CLAIM = "claim"
    ASSIGN = "assign"
    REASSIGN = "reassign"
    RELEASE = "release"
    MARK_IMPORTANT = "mark_important"
    REVIEW = "review"
    REPLY = "reply"
    MISS = "miss"
    REACH = "reach"
    ANSWER = "answer"
    BOOK = "book"
    RESCHEDULE = "reschedule"
    CONFIRM = "confirm"
    REJECT = "reject"
    REFER = "refer"
    MERGE = "merge"
    ABSORB = "absorb"
    UPLOAD = "upload"
    ASK_CENTRE = "ask_centre"
    ANSWER_FOR_CENTRE = "answer_for_centre"
    CHOOSE_PROVIDER = "choose_provider"
    ASK_REMATCH = "ask_rematch"
    DECLINE = "decline"
    REMATCH = "rematch"
    PROPOSE_TERMS = "propose_terms"
    NAME_TECHNICIAN = "name_technician"
    FIND_UNMET = "find_unmet"
    REVIVE = "revive"
    START = "start"
    ARRIVE = "arrive"
    FOLLOW_UP = "follow_up"
    RECORD_PROBLEM = "record_problem"
    SETTLE_PROBLEM = "settle_problem"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    TERMINATE = "terminate"
    END = "end"
    RATE = "rate"
    EXPIRE = "expire"
    CLOSE = "close"
    ARCHIVE = "archive"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        return ACTIONS[self].word

    @property
    def asks(self) -> tuple[Told, ...]:
        """What must be told before it can be done."""
        return ACTIONS[self].asks


@dataclass(frozen=True, slots=True)
class Wording:
    """`also` are further words for it; `may` is what can be told but need not be. An action that
    only the system takes has no alias, so nobody can type it."""

    word: str
    alias: str = ""
    asks: tuple[Told, ...] = ()
    may: tuple[Told, ...] = ()
    also: tuple[str, ...] = ()


ACTIONS: Final[dict[Action, Wording]] = {
    Action.DRAFT: Wording("需求", "/need"),
    Action.FILL_IN: Wording("补充", "/fill"),
    Action.DROP: Wording("取消", "/cancel"),
    Action.RESUME_DRAFT: Wording("续办", "/continue"),
    Action.TAKE_OVER: Wording("接手", "/take"),
    Action.HAND_BACK: Wording("结束接待", "/handback"),
    Action.FILE: Wording("提交", "/file"),
    Action.REGISTER: Wording("登记", "/register"),
    Action.RECORD: Wording("代录", "/record"),
    Action.ASK_AGAIN: Wording("再次提出", "/again", (Told.REQUEST,)),
    Action.CORRECT: Wording("更正", "/correct", (Told.CORRECTION,), (Told.REASON,)),
    Action.CHANGE_CATEGORY: Wording("改类别", "/category", (Told.CATEGORY,), (Told.REASON,)),
    Action.CORRECT_TIME: Wording("更正时间", "/fixtime", (Told.MOMENT, Told.TIME, Told.REASON)),
    Action.URGE: Wording("催办", "/urge", may=(Told.NOTE,)),
    Action.WITHDRAW: Wording("撤回", "/withdraw", may=(Told.REASON,)),
    Action.REMIND: Wording("提醒接单"),
    Action.CLAIM: Wording("接单", "/claim"),
    Action.ASSIGN: Wording("指派", "/dispatch", (Told.OWNER,)),
    Action.REASSIGN: Wording("改派", "/assign", (Told.OWNER, Told.REASON)),
    Action.RELEASE: Wording("退回小组"),
    Action.MARK_IMPORTANT: Wording("列为重要事项", "/important", (Told.REASON,)),
    Action.REVIEW: Wording("站长核查", "/review", (Told.NOTE,)),
    Action.REPLY: Wording("回复", "/r", (Told.ANSWER,)),
    Action.MISS: Wording("未送达", asks=(Told.TIME,)),
    Action.REACH: Wording("送达"),
    Action.ANSWER: Wording("当场答复", "/answer", (Told.ANSWER,)),
    Action.BOOK: Wording("预约", "/book", (Told.TIME,), also=("自办", "/self")),
    Action.RESCHEDULE: Wording("改期", "/move", (Told.TIME,), (Told.REASON,)),
    Action.CONFIRM: Wording("确认", "/ok"),
    Action.REJECT: Wording("不同意", "/no", may=(Told.REASON,)),
    Action.REFER: Wording("转介", "/refer", (Told.TARGET,)),
    Action.MERGE: Wording("合并", "/merge", (Told.REQUEST, Told.REASON)),
    Action.ABSORB: Wording("并入"),
    Action.UPLOAD: Wording("转机构", "/match"),
    Action.ASK_CENTRE: Wording("问中心", "/centre", (Told.NOTE,)),
    Action.ANSWER_FOR_CENTRE: Wording("中心答复", "/reply", (Told.ANSWER,)),
    Action.CHOOSE_PROVIDER: Wording("选机构", "/pick", (Told.PROVIDER,)),
    Action.ASK_REMATCH: Wording("转中心匹配", "/nomatch", (Told.TRIED,)),
    Action.DECLINE: Wording("不能承接", "/decline", (Told.REASON,)),
    Action.REMATCH: Wording("再匹配", "/rematch", (Told.PROVIDER,)),
    Action.PROPOSE_TERMS: Wording("三方约定", "/terms", (Told.ITEM, Told.TIME, Told.DUE)),
    Action.NAME_TECHNICIAN: Wording("派员", "/technician", (Told.TECHNICIAN,)),
    Action.FIND_UNMET: Wording("无法匹配", "/unmet", (Told.REASON,)),
    Action.REVIVE: Wording("重新匹配", "/revive"),
    Action.START: Wording("开始", "/start", may=(Told.TECHNICIAN, Told.DUE), also=("启动",)),
    Action.ARRIVE: Wording("到场", "/arrive"),
    Action.FOLLOW_UP: Wording("跟进", "/follow", (Told.NOTE,)),
    Action.RECORD_PROBLEM: Wording("问题", "/issue", (Told.NOTE,)),
    Action.SETTLE_PROBLEM: Wording("问题已解决", "/solved", (Told.NOTE,)),
    Action.EXTEND: Wording("延期", "/extend", (Told.DUE, Told.REASON)),
    Action.SUSPEND: Wording("挂起", "/suspend", (Told.REASON, Told.EXPECTED)),
    Action.RESUME: Wording("恢复", "/resume"),
    Action.TERMINATE: Wording("终止", "/terminate", (Told.REASON,)),
    Action.END: Wording("结束", "/end", (Told.RESULT,)),
    Action.RATE: Wording("评价", "/rate"),
    Action.EXPIRE: Wording("评价期满"),
    Action.CLOSE: Wording("办结", "/close", may=(Told.NOTE,)),
    Action.ARCHIVE: Wording("归档", "/filed", (Told.ARCHIVE_NUMBER,)),
    Action.REOPEN: Wording("重开", "/reopen", (Told.REASON,), also=("未解决",)),
}


def _spoken() -> dict[str, Action]:
    return {
        word: action
        for action, wording in ACTIONS.items()
        if wording.alias
        for word in (wording.word, wording.alias, *wording.also)
    }


SPOKEN: Final[dict[str, Action]] = _spoken()
"""Every word and alias that names an action."""
