"""What may answer "when?" though no calendar holds it, and what is talk of something else."""

import pytest

from bot.intents.entities.time_talk import speaks_of_time
from bot.intents.normal import normalise

OF_TIME = (
    "等通知", "看情况", "等老板定了再说", "开春", "忙完这阵", "学校放假那几天", "雨季前",
    "货到了就办", "投产前", "检修期", "设备停机的时候", "你们有空就来", "拿到样品后", "说不准",
    "装修完", "过一阵", "证书到期前", "还没定", "年后吧", "看生产安排",
)  # fmt: skip
OF_SOMETHING_ELSE = (
    "不用登记，我就问问", "我要匿名", "稍等我问下老板", "彭大海", "接着评", "两个都可以", "稍等",
    "等一下", "等我问问", "龙华", "之前说过了", "再说一遍", "送过去", "王经理", "你们放假上班吗",
    "没有了",
)  # fmt: skip


@pytest.mark.parametrize("said", OF_TIME)
def test_words_of_waiting_and_of_seasons_speak_of_time(said: str) -> None:
    assert speaks_of_time(normalise(said))


@pytest.mark.parametrize("said", OF_SOMETHING_ELSE)
def test_names_and_other_talk_do_not(said: str) -> None:
    assert not speaks_of_time(normalise(said))
