// Every word of the page, in both languages. Keys are the same in both; a missing key shows itself.

import * as entrance from "./sign-in-words.js";

const zh = {
  title: "席位终端",
  tabs: "页面各部分",
  tab_seat: "席位",
  tab_config: "配置",
  tab_backup: "备份",
  needsPin: "未设技术员 PIN 码：只能查看。请在终端上运行 console-pin 设定后登录，才能更改和下载。",
  refused: "终端拒绝了请求（{status}）",
  language: "语言",
  theme: "明暗",
  auto: "自动",
  light: "浅色",
  dark: "深色",
  skip: "跳到检查结果",
  noscript: "本页需要启用 JavaScript。数据也可由 /api/v1/console 读取。",
  connecting: "正在连接终端程序…",
  lost: "终端程序无应答，自 {since} 起（{span}）",
  lostMore: "下面显示的是中断前的内容，可能已过时。正在重试，恢复后自动更新；请确认终端程序正在运行。",
  console: "终端外观",
  consoleLook: "终端当前的样子",
  play: "模拟操作",
  playNote: "本终端没有实物硬件。点击图上的部件，或用下面的按键。点击图上的读卡器：刷已输入的卡号，未输入则刷卡 A。",
  onlyDrawn: "此图与实物同步，只供查看。",
  state: "席位状态",
  since: "已持续",
  findings: "检查结果",
  allWell: "未发现问题",
  allWellMore: "各部件有应答，已连接中心，记录正常。",
  look: "{n} 项需要处理",
  lamp: "指示灯",
  digits: "数码管",
  buzzer: "蜂鸣器",
  dark_: "熄灭",
  button: "按钮",
  reader: "读卡器",
  hook: "耳机与叉簧",
  bell: "电话铃",
  buttonHow: "单击＝短按，双击＝双按，按住 1 秒＝长按，按住 3 秒＝超长按。键盘：回车或空格。",
  press_short: "短按",
  press_double: "双按",
  press_long: "长按 1 秒",
  press_very_long: "超长按 3 秒",
  does_short: "示闲 ⇄ 示忙",
  does_double: "申请小休",
  does_long: "举手 / 放下",
  does_very_long: "报席位故障",
  card: "卡",
  cardStranger: "陌生卡",
  cardField: "其他卡号",
  cardHint: "刷后不再显示",
  tap: "刷卡",
  lift: "摘下耳机",
  rest: "挂回耳机",
  ring: "响铃",
  ringHow: "按现场铃声节奏响铃",
  times: "{n} 声",
  hush: "停止",
  sent_badge: "已刷卡",
  sent_button: "已按：{what}",
  sent_lift: "耳机已摘下",
  sent_rest: "耳机已挂回",
  sent_ring: "响铃 {n} 声",
  sent_hush: "铃声已停",
  sent_fail: "{part}：设为故障",
  sent_repair: "{part}：已修复",
  notSent: "未成功：{why}",
  notSensed: "{part}无应答，什么也没有感知到；可在“部件”中修复",
  unreachable: "终端程序无应答",
  person: "人员",
  agent: "座席员",
  agentId: "工号",
  nobody: "无人签入",
  unknownCard: "陌生卡（代码 {code}…）",
  relief: "等待接班",
  pending: "通话后生效",
  hand: "举手",
  fault: "报障",
  yes: "是",
  no: "否",
  line: "话务",
  headset: "耳机",
  call: "通话",
  link: "与中心的连接",
  now: "现在",
  from: "开始于",
  why: "说明",
  online: "在线",
  offline: "离线",
  journal: "本机记录",
  recorded: "已记录",
  confirmed: "中心已确认",
  waiting: "待确认",
  oldest: "保留自",
  journalId: "记录编号",
  recording: "写入",
  writes: "正常",
  full: "磁盘已满",
  time: "时钟与设置",
  wall: "终端时间",
  trust: "可信",
  trusted: "已校时",
  untrusted: "未校时",
  settings: "设置版本",
  noSettings: "尚未收到",
  program: "本终端",
  site: "场所",
  seat: "席位",
  device: "终端",
  software: "程序版本",
  uptime: "已运行",
  boot: "启动编号",
  parts: "部件",
  part: "部件",
  health: "状况",
  detail: "说明",
  ok: "正常",
  bad: "无应答",
  inputs: "输入实时",
  in_how: "按一下按钮、拿起耳机、刷一次卡、让电话响铃：对应的一行应立即变化。",
  in_level: "电平",
  in_high: "高",
  in_low: "低",
  in_believed: "判定",
  in_last: "最近一次",
  in_never: "还没有",
  in_ago: "{span}前",
  in_edges: "跳变",
  in_bounces: "末次抖动",
  in_counted: "合计",
  in_button_worked: "按下",
  in_button_idle: "松开",
  in_hook_worked: "拿起",
  in_hook_idle: "挂好",
  in_card: "卡 {card}",
  "in_n_badge-reader": "{n} 张",
  in_n_button: "{n} 次变化",
  in_n_hook: "{n} 次变化",
  in_n_bell: "{n} 声",
  in_rejected: "{n} 次读坏",
  in_bell: "铃声（最近 60 秒）",
  in_quiet: "没有铃声。",
  in_bursts: "{n} 段，其中 {rings} 段计为铃声（高条）；矮条为干扰或太短。",
  makeFail: "设为故障",
  repair: "修复",
  f_part: "{part} 无应答：{detail}",
  f_part_do: "检查接线与供电；修好后会自动恢复。此期间席位显示“未知”，不计入考核。",
  f_own: "{part}有问题：{detail}",
  f_own_do: "席位照常工作。详情见终端程序的日志。",
  f_link: "与中心断开，已 {span}：{detail}",
  f_link_do: "席位照常工作，记录保存在本机。检查网线与交换机、中心地址、终端密钥。",
  f_full: "本机记录写不进去：磁盘已满",
  f_full_do: "现在不接受刷卡和按键。请腾出磁盘空间，腾出后自动恢复。",
  f_clock: "时钟未校时",
  f_clock_do: "记录照常，时间标为待修正。检查时间服务器（timedatectl）。",
  f_settings: "尚未收到中心的设置",
  f_settings_do: "还不认识任何工卡。连接中心后会自动下发；若已在线，请在中心为本席位发布设置。",
  f_backlog: "已在线，但仍有 {n} 条待确认",
  f_backlog_do: "积压较多时属正常，应逐渐减少；若一直不减，请查看中心日志。",
  f_card: "刷了陌生卡（代码 {code}…）",
  f_card_do: "这张卡未登记或属于别的场所。在中心登记后再刷。",
  f_fault: "座席员报告了席位故障",
  f_fault_do: "请询问座席员；班长在此席位刷卡即表示已知悉。",
};

const en = {
  title: "Seat console",
  tabs: "Parts of this page",
  tab_seat: "Seat",
  tab_config: "Configuration",
  tab_backup: "Backup",
  needsPin: "No technician PIN is set: this page only shows. Set one on the console with console-pin and sign in to change and download.",
  refused: "The console refused the request ({status})",
  language: "Language",
  theme: "Brightness",
  auto: "Auto",
  light: "Light",
  dark: "Dark",
  skip: "Skip to the findings",
  noscript: "This page needs JavaScript. The same data can be read at /api/v1/console.",
  connecting: "Connecting to the console program…",
  lost: "No answer from the console program since {since} ({span})",
  lostMore: "What is shown below is from before and may be old. Trying again; the page comes back by itself. Check that the console program is running.",
  console: "The console",
  consoleLook: "What the console shows now",
  play: "Play the seat",
  playNote: "This console has no hardware. Touch the parts in the drawing, or use these controls. The drawn reader takes the number typed below, else card A.",
  onlyDrawn: "The drawing follows the real console; it is for looking only.",
  state: "State of the seat",
  since: "for",
  findings: "Findings",
  allWell: "Nothing is wrong",
  allWellMore: "All parts answer, the hub is connected, facts are being recorded.",
  look: "{n} to look at",
  lamp: "Lamp",
  digits: "Digits",
  buzzer: "Buzzer",
  dark_: "dark",
  button: "Button",
  reader: "Badge reader",
  hook: "Headset and hook",
  bell: "Bell",
  buttonHow: "Click = short, double-click = double, hold 1 s = long, hold 3 s = very long. Keyboard: Enter or Space.",
  press_short: "Short",
  press_double: "Double",
  press_long: "Long 1 s",
  press_very_long: "Very long 3 s",
  does_short: "ready ⇄ not ready",
  does_double: "ask for a break",
  does_long: "raise / lower hand",
  does_very_long: "report a fault",
  card: "Card",
  cardStranger: "Stranger",
  cardField: "Another card number",
  cardHint: "not shown again",
  tap: "Tap",
  lift: "Lift the headset",
  rest: "Hang it up",
  ring: "Ring",
  ringHow: "at the cadence of the site",
  times: "{n}×",
  hush: "Stop",
  sent_badge: "Badge held to the reader",
  sent_button: "Pressed: {what}",
  sent_lift: "Headset lifted",
  sent_rest: "Headset hung up",
  sent_ring: "Ringing {n}×",
  sent_hush: "Bell stopped",
  sent_fail: "{part}: made to fail",
  sent_repair: "{part}: repaired",
  notSent: "Not done: {why}",
  notSensed: "{part} does not answer, so nothing was sensed; repair it under Parts",
  unreachable: "the console program does not answer",
  person: "Person",
  agent: "Agent",
  agentId: "Id",
  nobody: "nobody is signed in",
  unknownCard: "unknown card (code {code}…)",
  relief: "Relief waiting",
  pending: "After the call",
  hand: "Hand raised",
  fault: "Fault reported",
  yes: "yes",
  no: "no",
  line: "Line",
  headset: "Headset",
  call: "Call",
  link: "Link to the hub",
  now: "Now",
  from: "Since",
  why: "Detail",
  online: "online",
  offline: "offline",
  journal: "Journal",
  recorded: "Recorded",
  confirmed: "Confirmed by hub",
  waiting: "Waiting",
  oldest: "Kept from",
  journalId: "Journal id",
  recording: "Writing",
  writes: "works",
  full: "disk is full",
  time: "Clock and settings",
  wall: "Time",
  trust: "Trust",
  trusted: "synchronised",
  untrusted: "not synchronised",
  settings: "Settings version",
  noSettings: "none yet",
  program: "This console",
  site: "Site",
  seat: "Seat",
  device: "Console",
  software: "Software",
  uptime: "Up for",
  boot: "Boot",
  parts: "Parts",
  part: "Part",
  health: "Health",
  detail: "Detail",
  ok: "ok",
  bad: "no answer",
  inputs: "Inputs, live",
  in_how: "Press the button, lift the headset, hold a card to the reader, let the telephone ring: its row must change at once.",
  in_level: "Level",
  in_high: "high",
  in_low: "low",
  in_believed: "Believed",
  in_last: "Last",
  in_never: "never yet",
  in_ago: "{span} ago",
  in_edges: "Edges",
  in_bounces: "Bounces of the last",
  in_counted: "In all",
  in_button_worked: "pressed",
  in_button_idle: "released",
  in_hook_worked: "lifted",
  in_hook_idle: "hung up",
  in_card: "card {card}",
  "in_n_badge-reader": "{n} cards",
  in_n_button: "{n} changes",
  in_n_hook: "{n} changes",
  in_n_bell: "{n} rings",
  in_rejected: "{n} damaged",
  in_bell: "Bell, the last 60 s:",
  in_quiet: "no ringing.",
  in_bursts: "{n} bursts, {rings} of them rings (tall bars); low bars are noise, or too short.",
  makeFail: "Let it fail",
  repair: "Repair",
  f_part: "{part} does not answer: {detail}",
  f_part_do: "Check its wires and power; it comes back by itself. Until then the seat shows “unknown”, which counts against nobody.",
  f_own: "{part}: {detail}",
  f_own_do: "The seat works on. The console's log says more.",
  f_link: "No link to the hub for {span}: {detail}",
  f_link_do: "The seat works on and keeps its facts here. Check cable and switch, the hub's address, this console's secret.",
  f_full: "Facts cannot be written: the disk is full",
  f_full_do: "Badges and presses are refused now. Free some space; it goes on by itself.",
  f_clock: "The clock is not synchronised",
  f_clock_do: "Facts are recorded and their times marked for repair. Check the time server (timedatectl).",
  f_settings: "No settings from the hub yet",
  f_settings_do: "No badge is known yet. Settings come with the link; if it is there, publish settings for this seat at the hub.",
  f_backlog: "Online, but {n} facts wait to be confirmed",
  f_backlog_do: "Normal after a long time offline, and it should shrink; if it does not, read the hub's log.",
  f_card: "An unknown card was tapped (code {code}…)",
  f_card_do: "It is not registered, or belongs to another site. Register it at the hub and tap again.",
  f_fault: "The agent reported a fault of the seat",
  f_fault_do: "Ask the agent; a leader's badge on this seat says that it was seen.",
};

// words for values that the console sends; an unknown value is shown as it came
const values = {
  zh: {
    SIGNED_OUT: "未签入", READY: "示闲", RINGING: "振铃", TALKING: "通话", WRAP_UP: "整理", NOT_READY: "示忙",
    BREAK_REQUESTED: "预休息", BREAK: "小休", UNATTENDED: "离席", UNKNOWN: "未知", OFFLINE: "离线",
    WARM_UP: "签入后未示闲", NO_ANSWER: "久叫不应", LINK_LOST: "连接中断", FORCED_BY_LEADER: "班长置忙", SHIFT_END: "下班",
    OTHER: "其他", STUDY: "学习", HAND_OVER: "交接", REST: "小休", MEAL: "用餐", HEALTH: "健康需要", TOILET: "如厕",
    COACHING: "辅导", SYSTEM_DOWN: "系统故障", UNKNOWN_CARD: "陌生卡", ON_HOLD: "保持",
    "headset:RESTING": "挂好", "headset:LIFTED": "已摘下", "headset:UNKNOWN": "未知",
    "call:quiet": "无来电", "call:ringing": "振铃，第 {n} 声", "call:in-call": "通话中", "call:on-hold": "保持中", "call:unknown": "未知",
    "declared:ready": "示闲", "declared:not-ready": "示忙", "declared:break-requested": "预休息", "declared:rest-break": "小休",
    "declared:wrap-up": "整理", "declared:study": "学习", "declared:hand-over": "交接",
    "colour:OFF": "熄灭", "colour:GREEN": "绿", "colour:BLUE": "蓝", "colour:RED": "红", "colour:AMBER": "黄",
    "pattern:STEADY": "常亮", "pattern:SLOW_BLINK": "慢闪", "pattern:FAST_BLINK": "快闪", "pattern:DOUBLE_BLINK": "双闪",
    gap: "每 5 秒暗一下＝未送达",
    "buzzer:SILENT": "静音", "buzzer:CHIRP": "短鸣＝已接受", "buzzer:ERROR": "错误音＝未接受", "buzzer:REMINDER": "提醒音",
    "part:badge-reader": "读卡器", "part:button": "按钮", "part:hook": "叉簧开关", "part:bell": "振铃输入", "part:lamp": "指示灯",
    "part:digits": "数码管", "part:buzzer": "蜂鸣器", "part:journal": "本机记录", "part:clock": "时钟", "part:queue": "输入队列", "part:check": "部件检测",
    "detail:played on the bench": "模拟部件", "detail:made to fail on the bench": "被设为故障（模拟）",
  },
  en: {
    SIGNED_OUT: "Signed out", READY: "Ready", RINGING: "Ringing", TALKING: "Talking", WRAP_UP: "Wrap-up", NOT_READY: "Not ready",
    BREAK_REQUESTED: "Break requested", BREAK: "Break", UNATTENDED: "Unattended", UNKNOWN: "Unknown", OFFLINE: "Offline",
    WARM_UP: "signed in, not yet ready", NO_ANSWER: "rang out unanswered", LINK_LOST: "link lost", FORCED_BY_LEADER: "set by a leader",
    SHIFT_END: "end of shift", OTHER: "other", STUDY: "study", HAND_OVER: "hand over", REST: "short rest", MEAL: "meal",
    HEALTH: "health", TOILET: "toilet", COACHING: "coaching", SYSTEM_DOWN: "system down", UNKNOWN_CARD: "unknown card", ON_HOLD: "on hold",
    "headset:RESTING": "resting", "headset:LIFTED": "lifted", "headset:UNKNOWN": "unknown",
    "call:quiet": "quiet", "call:ringing": "ringing, ring {n}", "call:in-call": "in a call", "call:on-hold": "on hold", "call:unknown": "unknown",
    "declared:ready": "ready", "declared:not-ready": "not ready", "declared:break-requested": "break requested", "declared:rest-break": "break",
    "declared:wrap-up": "wrap-up", "declared:study": "study", "declared:hand-over": "hand over",
    "colour:OFF": "off", "colour:GREEN": "green", "colour:BLUE": "blue", "colour:RED": "red", "colour:AMBER": "amber",
    "pattern:STEADY": "steady", "pattern:SLOW_BLINK": "slow blink", "pattern:FAST_BLINK": "fast blink", "pattern:DOUBLE_BLINK": "double blink",
    gap: "dark every 5 s = not delivered",
    "buzzer:SILENT": "silent", "buzzer:CHIRP": "chirp = accepted", "buzzer:ERROR": "error = refused", "buzzer:REMINDER": "reminder",
    "part:badge-reader": "Badge reader", "part:button": "Button", "part:hook": "Hook switch", "part:bell": "Bell input", "part:lamp": "Lamp",
    "part:digits": "Digits", "part:buzzer": "Buzzer", "part:journal": "Journal", "part:clock": "Clock", "part:queue": "Input queue", "part:check": "Check of the parts",
  },
};

const books = { zh: { ...zh, ...entrance.zh }, en: { ...en, ...entrance.en } };

/** Adds the words of a part of the page, before anything is spoken. */
export const addWords = (words) => {
  Object.assign(books.zh, words.zh);
  Object.assign(books.en, words.en);
};

export const language = () => document.documentElement.dataset.language;

const filled = (text, slots) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in slots ? slots[name] : whole));

export const t = (key, slots = {}) => filled(books[language()][key] ?? key, slots);

/** The word for a value of the console. `family` tells apart what is spelt alike. */
export const word = (value, family = "", slots = {}) => {
  const book = values[language()];
  return filled(book[family ? `${family}:${value}` : value] ?? String(value), slots);
};

export const reasonWord = (reason) =>
  reason.startsWith("PART_") ? `${word(reason.slice(5), "part")} · ${t("bad")}` : word(reason);

/** Puts the words into everything that is marked with data-t (text) or data-label (name for a screen reader). */
export const speak = (root = document) => {
  for (const node of root.querySelectorAll("[data-t]")) {
    node.textContent = t(node.dataset.t);
  }
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
  }
  for (const node of root.querySelectorAll("[data-hint]")) {
    node.setAttribute("placeholder", t(node.dataset.hint));
  }
};

const locale = () => (language() === "zh" ? "zh-CN" : "en-GB");

const parted = new Map();
const format = (options) => {
  const key = locale() + JSON.stringify(options);
  if (!parted.has(key)) {
    parted.set(key, new Intl.DateTimeFormat(locale(), options));
  }
  return parted.get(key);
};

export const clock = (millis) =>
  format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }).format(millis);

/** Hours and minutes by which a zone is ahead of Greenwich: "+08:00". */
const offset = (at) => {
  const minutes = -at.getTimezoneOffset();
  const two = (n) => String(n).padStart(2, "0");
  return `${minutes < 0 ? "−" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
};

/** A date as every technician sorts it, with the browser's zone: 2026-11-22 15:38:17 +08:00. */
export const moment = (millis) => {
  const at = new Date(millis);
  const two = (n) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock(millis)} ${offset(at)}`;
};

export const count = (n) => new Intl.NumberFormat(locale()).format(n);

const units = { zh: [" 天 ", " 小时 ", " 分 ", " 秒"], en: [" d ", " h ", " min ", " s"] };

/** A span as its two largest units: "3 min 12 s". */
export const span = (millis) => {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const parts = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const names = units[language()];
  const first = parts.findIndex((n) => n > 0);
  if (first < 0 || first === 3) {
    return `${parts[3]}${names[3]}`;
  }
  return `${parts[first]}${names[first]}${parts[first + 1]}${names[first + 1]}`.trim();
};
