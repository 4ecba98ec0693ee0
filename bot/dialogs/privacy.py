"""What the first reply says about privacy, and what nobody is told about others (clause 5.3)."""

from typing import Final

from bot.dialogs.talk import Talk
from core.decision import Decision
from core.messages import Line

NOTICE: Final = Line(
    "【隐私说明】您留下的单位、姓名和电话只用于办理质量服务，未经您同意不会提供给别的机构或企业；"
    "随时可以说“我的信息”查看，或要求删除。"
)
OTHERS: Final = Line(
    "抱歉，其他企业的情况和联系方式要保密，不能告诉您。您自己有什么事要办，直接说就行。"
)


def refuse(talk: Talk) -> Decision:
    """Say nothing about anybody else."""
    return talk.say((OTHERS,)) + talk.heard("privacy_request")
