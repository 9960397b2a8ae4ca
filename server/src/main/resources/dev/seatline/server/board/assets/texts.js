// Every word of the pages, in Simplified Chinese and English, and the words for the codes of the hub. Pure.

export const LANGUAGES = ["zh-CN", "en"];

const CHINESE = {
  "app.title": "席位看板",
  "language.switch": "English",
  "language.label": "切换到英文",
  "theme.dark": "深色",
  "theme.light": "浅色",
  "theme.label": "切换深浅色",
  "sign.out": "退出",
  "clock.speed": "演示 {n} 倍速",
  "link.connecting": "正在连接",
  "link.live": "实时",
  "link.retrying": "正在重连",
  "stale.title": "连接中断",
  "stale.age": "您看到的是 {age}前的情况，不代表现在。正在自动重连，无需刷新。",
  "stale.never": "连不上服务器，正在自动重试，无需刷新。",
  "age.seconds": "{n} 秒",
  "age.minutes": "{n} 分钟",
  "age.hours": "{n} 小时",
  "forbidden.title": "您的账号不能查看看板",
  "forbidden.do": "请退出后换有权限的账号登录，或请管理员开通。",
  "attention.title": "需要处理",
  "attention.none": "一切正常，没有要处理的席位",
  "attention.more": "还有 {n} 席，见下方闪动的席位",
  "counts.title": "各状态席位数，点选可筛选",
  "teams.title": "班组",
  "teams.all": "全部",
  "teams.none": "未分组",
  "filter.clear": "清除筛选",
  "seats.title": "席位",
  "seats.total": "共 {n} 席 · 在岗 {m} 人",
  "empty.floor": "这里还没有席位",
  "empty.floor.do": "第一步：在中心机的配置文件里登记席位终端（consoles 一节：终端、席位、班组）。终端接上网，席位就会自动出现在这里，不用刷新。",
  "empty.floor.demo": "只想看看效果？在命令行运行 ./seatline demo",
  "empty.filter": "没有符合筛选条件的席位",
  "day": "天",
  "hour": "时",

  "state.SIGNED_OUT": "未签入",
  "state.READY": "示闲",
  "state.RINGING": "振铃",
  "state.TALKING": "通话",
  "state.WRAP_UP": "整理",
  "state.NOT_READY": "示忙",
  "state.BREAK_REQUESTED": "预休息",
  "state.BREAK": "小休",
  "state.UNATTENDED": "离席",
  "state.UNKNOWN": "未知",
  "state.OFFLINE": "离线",

  "short.SIGNED_OUT": "未签入",
  "short.READY": "示闲",
  "short.RINGING": "振铃",
  "short.TALKING": "通话",
  "short.WRAP_UP": "整理",
  "short.NOT_READY": "示忙",
  "short.BREAK_REQUESTED": "预休息",
  "short.BREAK": "小休",
  "short.UNATTENDED": "离席",
  "short.UNKNOWN": "未知",
  "short.OFFLINE": "离线",

  "reason.WARM_UP": "刚签入",
  "reason.NO_ANSWER": "漏接",
  "reason.LINK_LOST": "断线",
  "reason.FORCED_BY_LEADER": "班长置忙",
  "reason.SHIFT_END": "下班",
  "reason.OTHER": "其他",
  "reason.MEAL": "用餐",
  "reason.TOILET": "洗手间",
  "reason.COACHING": "辅导",
  "reason.SYSTEM_DOWN": "系统故障",
  "reason.STUDY": "学习",
  "reason.TRAINING": "培训",
  "reason.MEETING": "开会",
  "reason.HAND_OVER": "交接班",
  "reason.ON_HOLD": "保持",
  "reason.UNKNOWN_CARD": "卡未登记",
  "reason.REST": "休息",
  "reason.HEALTH": "健康",
  "reason.part": "{part}不响应",
  "reason.check": "部件检测中",
  "part.hook": "叉簧",
  "part.reader": "读卡器",
  "part.lamp": "指示灯",
  "part.button": "按键",
  "part.ring": "振铃检测",
  "part.digits": "数码管",
  "part.buzzer": "蜂鸣器",
  "part.clock": "时钟",
  "part.journal": "存储卡",

  "call.HAND": "举手",
  "call.RINGING": "响铃 {n} 声",
  "call.FAULT": "报故障",
  "call.UNKNOWN": "部件异常",
  "call.OFFLINE": "终端离线",
  "call.UNATTENDED": "人不在席",
  "call.SAME_AGENT": "同一工牌在两个席位",
  "call.BREAK_OVER": "小休超时",
  "call.NOT_READY_OVER": "示忙超时",
  "call.BREAK_WAITING": "小休待批",
  "call.LOST": "缺记录 {n} 条",
  "call.announce": "{seat} {name}：{call}",

  "chip.rings": "{n} 声",
  "chip.pending": "挂机后{what}",
  "chip.relief": "接班 {who}",
  "chip.left": "剩 {n} 分",
  "chip.over": "超 {n} 分",
  "chip.backlog": "待传 {n}",
  "chip.lost": "缺 {n}",
  "chip.never": "从未上线",
  "chip.offline": "断线",

  "detail.close": "关闭",
  "detail.nobody": "无人签入",
  "detail.state": "状态",
  "detail.lasted": "已持续",
  "detail.reason": "原因",
  "detail.agent": "座席员",
  "detail.team": "班组",
  "detail.rings": "响铃",
  "detail.headset": "耳机",
  "detail.headset.RESTING": "已挂好",
  "detail.headset.LIFTED": "已取下",
  "detail.headset.UNKNOWN": "不明",
  "detail.link": "终端连接",
  "detail.link.ONLINE": "在线",
  "detail.link.OFFLINE": "离线",
  "detail.link.NEVER_SEEN": "从未上线",
  "detail.clock": "终端时钟",
  "detail.clock.trusted": "已校准",
  "detail.clock.untrusted": "未校准，时间由中心机推算",
  "detail.pending": "挂机后",
  "detail.break": "批准小休",
  "detail.break.minutes": "{n} 分钟",
  "detail.relief": "等待接班",
  "detail.backlog": "已记在终端、还没传到",
  "detail.facts": "{n} 条",
  "detail.lost": "无法找回的记录",
  "detail.calls": "需要处理",

  "sign.title": "登录",
  "sign.user": "用户名",
  "sign.password": "密码",
  "sign.do": "登录",
  "sign.doing": "正在登录…",
  "sign.user.missing": "请输入用户名",
  "sign.password.missing": "请输入密码",
  "sign.wrong": "用户名或密码不对，请重新输入",
  "sign.toomany": "输错次数太多，请 {age}后再试",
  "sign.unreachable": "连不上服务器，请检查网络后再试",
  "sign.failed": "登录没有成功，请稍后再试。服务器返回：{detail}",
  "sign.key": "这个链接已失效，请用账号登录，或向管理员要新的链接",
  "sign.show": "显示密码",
  "sign.change.title": "请先设置新密码",
  "sign.change.why": "首次登录或密码被重置后，必须换成您自己的密码。",
  "sign.old": "当前密码",
  "sign.new": "新密码（至少 12 位）",
  "sign.repeat": "再输一次新密码",
  "sign.change.do": "保存并进入",
  "sign.change.short": "新密码至少 12 位，现在是 {n} 位",
  "sign.change.same": "新密码不能和当前密码相同",
  "sign.change.differ": "两次输入不一致",
  "sign.change.wrong": "当前密码不对",
  "sign.lead": "每个席位，一目了然",
};

const ENGLISH = {
  "app.title": "Floor board",
  "language.switch": "中文",
  "language.label": "Switch to Chinese",
  "theme.dark": "Dark",
  "theme.light": "Light",
  "theme.label": "Switch between dark and light",
  "sign.out": "Sign out",
  "clock.speed": "Demo {n} × speed",
  "link.connecting": "Connecting",
  "link.live": "Live",
  "link.retrying": "Reconnecting",
  "stale.title": "Connection lost",
  "stale.age": "What you see is {age} old, not the present. Reconnecting by itself; no need to reload.",
  "stale.never": "The hub cannot be reached. Trying again by itself; no need to reload.",
  "age.seconds": "{n} s",
  "age.minutes": "{n} min",
  "age.hours": "{n} h",
  "forbidden.title": "Your account may not see the board",
  "forbidden.do": "Sign out and use another account, or ask an administrator for access.",
  "attention.title": "Needs you now",
  "attention.none": "All well: no seat needs anybody",
  "attention.more": "{n} more: see the moving seats below",
  "counts.title": "Seats per state; choose one to filter",
  "teams.title": "Teams",
  "teams.all": "All",
  "teams.none": "No team",
  "filter.clear": "Clear filter",
  "seats.title": "Seats",
  "seats.total": "{n} seats · {m} people in",
  "empty.floor": "No seats yet",
  "empty.floor.do": "First step: name the consoles in the hub's configuration (section consoles: console, seat, team). A seat appears here by itself once its console is connected; no need to reload.",
  "empty.floor.demo": "Only want to see it at work? Run ./seatline demo",
  "empty.filter": "No seat passes the filter",
  "day": "d",
  "hour": "h",

  "state.SIGNED_OUT": "Signed out",
  "state.READY": "Ready",
  "state.RINGING": "Ringing",
  "state.TALKING": "Talking",
  "state.WRAP_UP": "Wrap-up",
  "state.NOT_READY": "Not ready",
  "state.BREAK_REQUESTED": "Asks break",
  "state.BREAK": "Break",
  "state.UNATTENDED": "Unattended",
  "state.UNKNOWN": "Unknown",
  "state.OFFLINE": "Offline",

  "short.SIGNED_OUT": "Out",
  "short.READY": "Ready",
  "short.RINGING": "Rings",
  "short.TALKING": "Talks",
  "short.WRAP_UP": "Wrap",
  "short.NOT_READY": "Busy",
  "short.BREAK_REQUESTED": "Asks",
  "short.BREAK": "Break",
  "short.UNATTENDED": "Away",
  "short.UNKNOWN": "Unkn.",
  "short.OFFLINE": "Offline",

  "reason.WARM_UP": "Signed in",
  "reason.NO_ANSWER": "No answer",
  "reason.LINK_LOST": "Link lost",
  "reason.FORCED_BY_LEADER": "By leader",
  "reason.SHIFT_END": "Shift end",
  "reason.OTHER": "Other",
  "reason.MEAL": "Meal",
  "reason.TOILET": "Washroom",
  "reason.COACHING": "Coaching",
  "reason.SYSTEM_DOWN": "System down",
  "reason.STUDY": "Study",
  "reason.TRAINING": "Training",
  "reason.MEETING": "Meeting",
  "reason.HAND_OVER": "Hand-over",
  "reason.ON_HOLD": "On hold",
  "reason.UNKNOWN_CARD": "Unknown card",
  "reason.REST": "Rest",
  "reason.HEALTH": "Health",
  "reason.part": "{part} silent",
  "reason.check": "parts being checked",
  "part.hook": "Hook",
  "part.reader": "Reader",
  "part.lamp": "Lamp",
  "part.button": "Button",
  "part.ring": "Ring input",
  "part.digits": "Digits",
  "part.buzzer": "Buzzer",
  "part.clock": "Clock",
  "part.journal": "Storage",

  "call.HAND": "Hand up",
  "call.RINGING": "Ring {n}",
  "call.FAULT": "Fault",
  "call.UNKNOWN": "Part fails",
  "call.OFFLINE": "Offline",
  "call.UNATTENDED": "Nobody there",
  "call.SAME_AGENT": "Same badge at two seats",
  "call.BREAK_OVER": "Break over",
  "call.NOT_READY_OVER": "Not ready long",
  "call.BREAK_WAITING": "Break asked",
  "call.LOST": "{n} facts lost",
  "call.announce": "{seat} {name}: {call}",

  "chip.rings": "Ring {n}",
  "chip.pending": "→ {what}",
  "chip.relief": "Relief {who}",
  "chip.left": "{n}m left",
  "chip.over": "{n}m over",
  "chip.backlog": "{n} due",
  "chip.lost": "{n} lost",
  "chip.never": "Never seen",
  "chip.offline": "No link",

  "detail.close": "Close",
  "detail.nobody": "Nobody signed in",
  "detail.state": "State",
  "detail.lasted": "For",
  "detail.reason": "Reason",
  "detail.agent": "Agent",
  "detail.team": "Team",
  "detail.rings": "Rings",
  "detail.headset": "Headset",
  "detail.headset.RESTING": "On its rest",
  "detail.headset.LIFTED": "Lifted",
  "detail.headset.UNKNOWN": "Unknown",
  "detail.link": "Console link",
  "detail.link.ONLINE": "Online",
  "detail.link.OFFLINE": "Offline",
  "detail.link.NEVER_SEEN": "Never seen",
  "detail.clock": "Console clock",
  "detail.clock.trusted": "Trusted",
  "detail.clock.untrusted": "Not trusted; the hub works the times out",
  "detail.pending": "After the call",
  "detail.break": "Break granted",
  "detail.break.minutes": "{n} minutes",
  "detail.relief": "Relief waiting",
  "detail.backlog": "Recorded there, not yet here",
  "detail.facts": "{n} facts",
  "detail.lost": "Lost for ever",
  "detail.calls": "Needs you now",

  "sign.title": "Sign in",
  "sign.user": "Name",
  "sign.password": "Password",
  "sign.do": "Sign in",
  "sign.doing": "Signing in…",
  "sign.user.missing": "Enter your name",
  "sign.password.missing": "Enter your password",
  "sign.wrong": "Name or password is wrong. Please try again",
  "sign.toomany": "Too many wrong tries. Try again in {age}",
  "sign.unreachable": "The hub cannot be reached. Check the network and try again",
  "sign.failed": "Signing in did not work. Try again later. The hub said: {detail}",
  "sign.key": "This link is no longer valid. Sign in with your account, or ask for a new link",
  "sign.show": "Show password",
  "sign.change.title": "Choose a new password first",
  "sign.change.why": "After the first sign-in or a reset the password has to be your own.",
  "sign.old": "Present password",
  "sign.new": "New password (12 characters or more)",
  "sign.repeat": "New password once more",
  "sign.change.do": "Save and go on",
  "sign.change.short": "The new password needs at least 12 characters; it has {n}",
  "sign.change.same": "The new password must differ from the present one",
  "sign.change.differ": "The two do not match",
  "sign.change.wrong": "The present password is wrong",
  "sign.lead": "Every seat at a glance",
};

const WORDS = { "zh-CN": CHINESE, en: ENGLISH };

/** The language to speak: the chosen one, else the first of the browser's that is ours, else English. */
export function languageFor(chosen, browserLanguages) {
  const wished = [chosen, ...browserLanguages].filter(Boolean).map((tag) => tag.toLowerCase());
  const first = wished.find((tag) => tag.startsWith("zh") || tag.startsWith("en"));
  return first?.startsWith("zh") ? "zh-CN" : "en";
}

/** The text of a key, with `{name}` filled in. A missing key shows itself. */
export function text(language, key, values = {}) {
  const template = WORDS[language][key] ?? key;
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Whether both languages know a key. */
export function knows(key) {
  return key in CHINESE && key in ENGLISH;
}

/** Every key of a language, for a test that neither lacks one. */
export function keysOf(language) {
  return Object.keys(WORDS[language]);
}

/** A reason code in words; a site's own code shows itself, readably. */
export function reasonText(language, code) {
  if (code === "PART_check") {
    return text(language, "reason.check");
  }
  if (code.startsWith("PART_")) {
    const part = code.slice("PART_".length);
    return text(language, "reason.part", { part: knows(`part.${part}`) ? text(language, `part.${part}`) : part });
  }
  return knows(`reason.${code}`) ? text(language, `reason.${code}`) : code.replaceAll("_", " ");
}

const PENDING_STATES = {
  ready: "state.READY",
  "not-ready": "state.NOT_READY",
  "break-requested": "state.BREAK_REQUESTED",
  break: "state.BREAK",
  "rest-break": "state.BREAK",
  "wrap-up": "state.WRAP_UP",
  study: "reason.STUDY",
  "hand-over": "reason.HAND_OVER",
};

/** A pending declaration, by its kind, in words. */
export function pendingText(language, kind) {
  const key = PENDING_STATES[kind.toLowerCase().replaceAll("_", "-")];
  return key ? text(language, key) : kind;
}

/** A stretch of real time in words, rounded down: `40 s`, `3 min`, `2 h`. */
export function ageText(language, seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 120) {
    return text(language, "age.seconds", { n: whole });
  }
  return whole < 7200
    ? text(language, "age.minutes", { n: Math.floor(whole / 60) })
    : text(language, "age.hours", { n: Math.floor(whole / 3600) });
}
