"""Danger first: whom to call at once, before anything is registered."""

from typing import Final

from core.messages import Line

FIRST: Final = Line(
    "请先保证安全：停用设备、撤离人员；有人受伤或被困请立刻拨打119、120，电梯困人可拨96333。"
    "安全后我来帮您登记。"
)
