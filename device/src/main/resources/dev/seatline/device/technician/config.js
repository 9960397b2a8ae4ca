// The section "config": the configuration as text, checked before it is saved, and the way back.

import { ask } from "./ask.js";
import { difference } from "./difference.js";
import { onMaySend } from "./session.js";
import { onTab, tab } from "./tabs.js";
import { addWords, moment, t } from "./words.js";
import * as words from "./config-words.js";

addWords(words);

const CONFIG = "/api/v1/config";
const LONG_SECONDS = 20;
const AROUND = 3;

const node = (id) => document.getElementById(id);
const text = node("config-text");

let found = null;
let may = false;
let busy = false;
// what is said: a key and its slots, or a sentence of the console
let said = null;
let mistakes = [];
let changes = [];
// what waits for a "yes": {question, act}
let question = null;
let shownText = null;

const element = (name, content, className) => {
  const made = document.createElement(name);
  made.textContent = content;
  if (className) {
    made.className = className;
  }
  return made;
};
const button = (word, id, act) => {
  const made = element("button", t(word));
  made.type = "button";
  made.id = id;
  made.disabled = !may || busy;
  made.addEventListener("click", act);
  return made;
};

const say = (key, slots, bad = false) => {
  said = { key, slots, bad };
  show();
};

const showVerdict = () => {
  node("config-mistakes").replaceChildren(...mistakes.map((one, i) => {
    const item = document.createElement("li");
    const jump = button("config_whole", `config-mistake-${i}`, () => goTo(one.line));
    jump.textContent = one.line ? t("config_line", { line: one.line }) : t("config_whole");
    jump.disabled = one.line === 0;
    item.append(jump, element("span", one.text));
    return item;
  }));
  node("config-changes").replaceChildren(...changes.map((one) => element("li", t(`config_${one}`))));
  node("config-confirm").hidden = changes.length === 0;
};

/** Puts the caret to the beginning of a line and marks it. */
const goTo = (line) => {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  text.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(text).lineHeight));
};

const showLines = () => {
  const count = text.value.split("\n").length;
  const gutter = node("config-lines");
  if (gutter.dataset.count !== String(count)) {
    gutter.dataset.count = String(count);
    gutter.textContent = Array.from({ length: count }, (_, i) => i + 1).join("\n");
  }
  gutter.scrollTop = text.scrollTop;
};

const showRefused = () => {
  const refused = found?.refused;
  node("config-refused").hidden = !refused;
  if (refused) {
    node("config-refused-at").textContent = t("config_backAt", { at: moment(Date.parse(refused.at)) });
    node("config-refused-why").textContent = t("config_backWhy") + refused.why;
    node("config-refused-look").disabled = busy || !may;
    node("config-refused-seen").disabled = busy || !may;
  }
};

const showHistory = () => {
  const list = node("config-snapshots");
  const all = found?.snapshots ?? [];
  node("config-none").hidden = found === null || all.length > 0;
  list.replaceChildren(...all.map((one) => {
    const item = document.createElement("li");
    const what = element("div", "");
    what.append(element("b", moment(Date.parse(one.at))), element("span", t(`config_${one.origin}`)));
    if (one.good) {
      what.append(element("span", `✓ ${t("config_good")}`, "mark"));
    }
    if (one.current) {
      what.append(element("span", `● ${t("config_current")}`, "mark"));
    }
    item.append(what);
    if (!one.current) {
      const row = element("div", "", "row");
      const look = button("config_look", "", () => lookAt(one.hash));
      look.dataset.act = "look";
      look.removeAttribute("id");
      const back = button("config_return", "", () =>
        sure("config_returnSure", () => put("POST", `${CONFIG}/return`, { hash: one.hash, base: found.hash, confirmed: true })));
      back.dataset.act = "back";
      back.removeAttribute("id");
      row.append(look, back);
      item.append(row);
    }
    return item;
  }));
};

const showDifference = () => {
  node("config-difference").hidden = shownText === null;
  if (shownText === null) {
    return;
  }
  const lines = difference(found.text, shownText);
  const near = lines.map((one, i) =>
    lines.slice(Math.max(0, i - AROUND), i + AROUND + 1).some((other) => other.kind !== " "));
  const shown = [];
  lines.forEach((one, i) => {
    if (near[i]) {
      const line = element("div", "", { "-": "gone", "+": "come", " ": "same" }[one.kind]);
      if (one.kind !== " ") {
        line.append(element("span", t(one.kind === "-" ? "config_removed" : "config_added"), "unseen"));
      }
      line.append(`${one.kind} ${one.text}`);
      shown.push(line);
    } else if (i > 0 && near[i - 1]) {
      shown.push(element("div", "…", "same"));
    }
  });
  node("config-lines-differ").replaceChildren(...(shown.length ? shown : [element("div", t("config_equal"), "same")]));
};

const show = () => {
  const off = !may || busy || found === null;
  text.disabled = off;
  const edited = found !== null && text.value !== found.text;
  node("config-check").disabled = off;
  node("config-save").disabled = off;
  node("config-undo").disabled = off || !edited;
  node("config-reload").disabled = !may || busy;
  node("config-restart").disabled = !may || busy;
  const line = node("config-said");
  line.textContent = said === null ? "" : said.key ? t(said.key, said.slots ?? {}) : said.slots;
  line.classList.toggle("bad", said?.bad ?? false);
  node("config-sure").hidden = question === null;
  node("config-question").textContent = question === null ? "" : t(question.words);
  showVerdict();
  showRefused();
  showHistory();
  showDifference();
  showLines();
};

const sure = (asked, act) => {
  question = { words: asked, act };
  show();
  node("config-no").focus();
};

const load = async () => {
  const answer = await ask("GET", CONFIG);
  if (!answer.ok) {
    say(null, answer.problem, true);
    return false;
  }
  const untouched = found === null || text.value === found.text;
  found = answer.body;
  if (untouched) {
    text.value = found.text;
  }
  show();
  return true;
};

/** Takes what the file holds, whatever was written here. */
const reload = async () => {
  found = null;
  said = null;
  mistakes = [];
  changes = [];
  // nothing may be written meanwhile: it would be lost
  show();
  await load();
};

const judged = (body) => {
  mistakes = body.mistakes;
  changes = body.changes;
  if (mistakes.length > 0) {
    say("config_mistakes", { n: mistakes.length }, true);
  } else if (changes.length > 0) {
    say("config_changes");
  } else {
    say("config_right");
  }
};

const check = async () => {
  const answer = await ask("POST", `${CONFIG}/check`, { text: text.value });
  if (answer.ok) {
    judged(answer.body);
  } else {
    say(null, answer.problem, true);
  }
};

const put = async (method, path, body) => {
  busy = true;
  mistakes = [];
  changes = [];
  say("config_saving");
  const before = performance.now();
  const boot = await bootNow();
  const answer = await ask(method, path, body);
  if (answer.status === 202) {
    await restarted(boot, before);
    return;
  }
  busy = false;
  if (answer.ok) {
    judged(answer.body);
  } else {
    say(null, answer.problem, true);
  }
};

/** Which run of the console answers, or null. */
const bootNow = async () => {
  const answer = await ask("GET", "/api/v1/console", undefined, 3_000);
  return answer.ok ? answer.body.boot : null;
};

/** Waits for the next run, and tells how it went. */
const restarted = async (boot, since) => {
  for (;;) {
    await new Promise((done) => setTimeout(done, 500));
    const seconds = Math.round((performance.now() - since) / 1000);
    const now = await bootNow();
    if (now !== null && now !== boot) {
      break;
    }
    say(seconds > LONG_SECONDS ? "config_long" : "config_restarting", { seconds });
  }
  busy = false;
  found = null;
  said = null;
  await load();
  tellTrial();
};

const tellTrial = () => {
  if (found?.refused) {
    say("config_back", {}, true);
  } else if (found?.trial) {
    say("config_trial");
    setTimeout(async () => {
      if (await load()) {
        said?.key === "config_trial" && (found.trial ? tellTrial() : say("config_proved"));
      }
    }, 5_000);
  } else {
    say("config_again");
  }
};

const lookAt = async (hash) => {
  const answer = await ask("GET", `${CONFIG}/snapshot?hash=${hash}`);
  if (answer.ok) {
    shownText = answer.body.text;
    show();
    node("config-difference").scrollIntoView({ block: "nearest" });
  } else {
    say(null, answer.problem, true);
  }
};

export const giveConfig = () => {
  text.addEventListener("input", () => {
    changes = [];
    show();
  });
  text.addEventListener("scroll", showLines);
  node("config-check").addEventListener("click", check);
  node("config-save").addEventListener("click", () =>
    text.value === found.text
      ? say("config_same")
      : put("POST", `${CONFIG}/save`, { text: text.value, base: found.hash, confirmed: false }));
  node("config-confirm").addEventListener("click", () =>
    put("POST", `${CONFIG}/save`, { text: text.value, base: found.hash, confirmed: true }));
  node("config-undo").addEventListener("click", () => {
    text.value = found.text;
    mistakes = [];
    changes = [];
    said = null;
    show();
  });
  node("config-reload").addEventListener("click", reload);
  node("config-restart").addEventListener("click", () =>
    sure("config_restartSure", () => put("POST", "/api/v1/restart", {})));
  node("config-yes").addEventListener("click", () => {
    const { act } = question;
    question = null;
    show();
    act();
  });
  node("config-no").addEventListener("click", () => {
    question = null;
    show();
  });
  node("config-refused-look").addEventListener("click", () => lookAt(found.refused.hash));
  node("config-refused-seen").addEventListener("click", async () => {
    const answer = await ask("POST", `${CONFIG}/seen`, {});
    if (answer.ok) {
      await load();
    }
  });
  node("config-close").addEventListener("click", () => {
    shownText = null;
    show();
  });
  const open = () => tab() === "config" && may && !busy && load();
  onTab(open);
  onMaySend((now) => {
    may = now;
    show();
    open();
  });
};

/** Writes everything anew, in the language of the page. */
export const showConfig = show;
