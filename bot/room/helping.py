"""What a member can say in the room, in groups."""

from typing import Final

from bot.room.talk import RoomTalk
from core.decision import Decision
from core.messages import Line

UNKNOWN: Final = Line("没有这条命令，可用的有：")
COMMANDS: Final = (
    Line("接单：接单 7 · 回复 7 内容（/r）· 当场答复 7 内容 · 预约 7 明天上午10点"),
    Line("约时间：改期 · 确认 · 不同意 · 代确认（企业电话里同意了）"),
    Line("服务中：开始 · 跟进 · 问题 · 问题已解决 · 延期 7 下周五 原因"),
    Line("暂停：挂起 7 等样品 到周五 · 恢复 7"),
    Line("收尾：结束 7 结果 · 办结 7 · 重开 7 原因 · 终止 7 原因"),
    Line("调整：改派 7 李明 原因 · 指派 7 李明 · 转介 · 合并 7 9 原因 · 改类别 · 更正 · 更正时间"),
    Line("人工接待：接手 · 登记 · 结束接待；代录 单位 联系人 电话 需求（来电、来访）"),
    Line("查看：我的待办 · 全部待办 · 查 单号/单位/电话后四位 · 联系方式 7 · 查看图片 7 · 统计"),
    Line("人员：上岗 · 离岗 · 交接 王芳 给 李明"),
    Line("差评：记录回访 7 属实 · 记录整改 7"),
    Line("站长：投诉 · 意见 · 差评；点“办结并答复”填写处理结果，群里看不到"),
    Line("在一张单的对话里不用写单号；不带命令的话只在内部可见，企业看不到。"),
)


def show(talk: RoomTalk) -> Decision:
    """All commands."""
    return talk.tell(*COMMANDS)


def unknown(talk: RoomTalk) -> Decision:
    """Say that there is no such command, and which there are."""
    return talk.tell(UNKNOWN, *COMMANDS)
