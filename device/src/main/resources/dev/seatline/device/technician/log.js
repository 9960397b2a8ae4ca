// The live end of the log. Every entry is put in as text, one item each: whatever it says, it stays one entry.

import { ask } from "./ask.js";
import { onTab, tab } from "./tabs.js";
import { clock, count, moment, t } from "./words.js";

const PATH = "/api/v1/log";
const EVERY_MILLIS = 2_000;
const MOST = 2_000;
const AT_THE_END = 40;

const node = (id) => document.getElementById(id);
const list = node("log-list");
const area = node("log-area");
const level = node("log-level");
const filter = node("log-filter");

let begun = null;
let newest = 0;
let paused = false;
let follow = true;
let problem = "";
let asking = null;
// answers to what was asked before the level was changed are of no use
let round = 0;

const part = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const when = (millis) => {
  const today = moment(Date.now()).slice(0, 10);
  const whole = moment(millis);
  return whole.startsWith(today) ? clock(millis) : `${whole.slice(5, 10)} ${clock(millis)}`;
};

const wanted = (item) => item.dataset.gap !== undefined || item.dataset.text.includes(filter.value.trim().toLowerCase());

const item = (line) => {
  const made = document.createElement("li");
  made.dataset.level = line.level;
  made.dataset.text = `${line.level} ${line.from} ${line.text}`.toLowerCase();
  const at = part("time", "", when(Date.parse(line.at)));
  at.dateTime = line.at;
  made.append(at, " ", part("b", "", line.level), " ", part("i", "", line.from), " ", part("span", "", line.text));
  made.hidden = !wanted(made);
  return made;
};

const gap = (n) => {
  const made = part("li", "", t("log_gap", { n: count(n) }));
  made.dataset.gap = String(n);
  return made;
};

const tell = () => {
  const all = [...list.children].filter((one) => one.dataset.gap === undefined);
  const shown = all.filter((one) => !one.hidden).length;
  const words = shown === 0 ? t("log_none") : t("log_count", { shown: count(shown), n: count(all.length) });
  const line = problem || (paused ? `${t("log_paused")} ${words}` : words);
  if (node("log-said").textContent !== line) {
    node("log-said").textContent = line;
  }
  node("log-said").classList.toggle("bad", problem !== "");
  for (const one of list.querySelectorAll("[data-gap]")) {
    one.textContent = t("log_gap", { n: count(Number(one.dataset.gap)) });
  }
  node("log-pause").setAttribute("aria-pressed", String(paused));
  node("log-follow").setAttribute("aria-pressed", String(follow));
};

const toEnd = () => {
  if (follow) {
    area.scrollTop = area.scrollHeight;
  }
};

const clear = () => {
  list.replaceChildren();
  newest = 0;
};

const add = (tail) => {
  if (tail.begun !== begun) {
    // another run of the program: its numbers begin anew
    const first = begun === null;
    begun = tail.begun;
    if (!first) {
      clear();
      return false;
    }
  }
  const lost = tail.oldest - newest - 1;
  if (newest > 0 && lost > 0) {
    list.append(gap(lost));
  }
  list.append(...tail.lines.map(item));
  newest = tail.newest;
  while (list.children.length > MOST) {
    list.firstChild.remove();
  }
  return true;
};

const look = async () => {
  clearTimeout(asking);
  const mine = round;
  const answer = await ask("GET", `${PATH}?after=${newest}&level=${level.value}`);
  if (mine !== round) {
    return;
  }
  problem = answer.problem;
  const again = answer.ok && !add(answer.body);
  tell();
  toEnd();
  later(again ? 0 : EVERY_MILLIS);
};

const later = (millis) => {
  clearTimeout(asking);
  if (tab() === "system" && !paused) {
    asking = setTimeout(look, millis);
  }
};

/** Brings the log to life. */
export const giveLog = () => {
  level.addEventListener("change", () => {
    round++;
    clear();
    look();
  });
  filter.addEventListener("input", () => {
    for (const one of list.children) {
      one.hidden = !wanted(one);
    }
    tell();
    toEnd();
  });
  node("log-pause").addEventListener("click", () => {
    paused = !paused;
    tell();
    later(0);
  });
  node("log-follow").addEventListener("click", () => {
    follow = !follow;
    tell();
    toEnd();
  });
  // whoever turns back wants to read
  for (const kind of ["wheel", "touchmove", "keydown"]) {
    area.addEventListener(kind, () => requestAnimationFrame(() => {
      follow = follow && area.scrollHeight - area.scrollTop - area.clientHeight < AT_THE_END;
      tell();
    }), { passive: true });
  }
  onTab((name) => {
    if (name === "system" && !paused) {
      round++;
      look();
    } else {
      clearTimeout(asking);
    }
  });
  new MutationObserver(tell).observe(document.documentElement, { attributes: true, attributeFilter: ["data-language"] });
  tell();
};
