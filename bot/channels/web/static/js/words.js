// All that the pages themselves say: templates, filled by name.

export const WORDS = {
  dropped: "连接断开，正在重连…（已输入的内容会保留）",
  unavailable: "服务暂时不可用，正在重试…（已输入的内容会保留）",
  signedOut: "登录已失效。请向站长要一个新的登录链接，再回到这里。",
  cookieLost: "这一页的登记已失效，请刷新页面。",
  me: "我",
  thread: "对话",
  sending: "发送中",
  sent: "已发送",
  unsent: "未发送",
  unsentBecause: "未发送：{why}",
  waitsForLine: "未发送，连上后会自动发送",
  retry: "重试",
  takeBack: "改一改",
  choices: "选项",
  submit: "确定",
  leave: "取消",
  more: "更多",
  pickTime: "从日历选",
  choose: "请选择",
  reason: "原因",
  fillIn: "请填写后再确定。",
  picture: "图片",
  openPicture: "查看大图",
  pictureFailed: "图片没有发出去，请检查网络后再点“发送图片”。",
  pictureTooBig: "图片超过{megabytes}MB，请压缩后再发。",
  tooLong: "已输入{count}字，最多{limit}字，请分成几条发送。",
  countLeft: "还可以输入{count}字",
  linkFailed: "暂时取不到链接，请稍后再试。",
  linkCopied: "已复制。请只保存给自己。",
  linkSelected: "已选中，请按复制键复制。",
  internal: "内部",
  outward: "已发给企业",
  outwardSending: "正在发给企业",
  outwardWaiting: "暂未送达，等企业联系时补发",
  outwardFailed: "没有送达企业",
  typing: "{who}正在输入…",
  onDuty: "在岗",
  offDuty: "未上岗",
  goOnDuty: "上岗",
  goOffDuty: "离岗",
  search: "查找 {words}",
  reply: "/r {text}",
  sayInternal: "内部讨论（企业看不到）",
  sayOutward: "写给企业的回复",
  send: "发送",
  sendOutward: "发给企业",
  urgent: "急",
  unread: "{count}条未读",
  titled: "({count}) {title}",
  justNow: "刚刚",
  minutes: "{count}分钟",
  hours: "{count}小时",
  days: "{count}天",
  since: "已{age}",
  openThread: "打开对话：{title}",
  today: "{clock}",
  yesterday: "昨天 {clock}",
  thisYear: "{month}月{day}日 {clock}",
  otherYear: "{year}年{month}月{day}日 {clock}",
  saving: "正在保存…",
  saved: "已保存",
  notSaved: "没有保存成功，请检查网络后重试。",
  sameForRest: "其余同分（{stars}★）",
  askedOnce: "好的，到时只提醒您一次。",
  pickedTime: "{year}年{month}月{day}日{clock}",
};

export const fill = (template, values) =>
  template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

const two = (number) => String(number).padStart(2, "0");

export const clockWords = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;

export function momentWords(at, now = new Date()) {
  const day = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const ago = Math.round((day(now) - day(at)) / 86_400_000);
  const values = {
    year: at.getFullYear(),
    month: at.getMonth() + 1,
    day: at.getDate(),
    clock: clockWords(at),
  };
  if (ago === 0) return fill(WORDS.today, values);
  if (ago === 1) return fill(WORDS.yesterday, values);
  const sameYear = at.getFullYear() === now.getFullYear();
  return fill(sameYear ? WORDS.thisYear : WORDS.otherYear, values);
}

export function ageWords(since, now = new Date()) {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 1) return WORDS.justNow;
  const [template, count] =
    minutes < 60
      ? [WORDS.minutes, minutes]
      : minutes < 48 * 60
        ? [WORDS.hours, Math.floor(minutes / 60)]
        : [WORDS.days, Math.floor(minutes / 1440)];
  return fill(WORDS.since, { age: fill(template, { count }) });
}
