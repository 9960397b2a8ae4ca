// The section "system": the machine, and the file for whoever helps from afar. The log has a module of its own.

import { ask } from "./ask.js";
import { giveLog } from "./log.js";
import { onMaySend } from "./session.js";
import { onTab, tab } from "./tabs.js";
import { addWords, count, language, span, t } from "./words.js";
import * as words from "./system-words.js";

addWords(words);

const PATH = "/api/v1/system";
const DIAGNOSTICS = "/api/v1/diagnostics";
const EVERY_MILLIS = 5_000;

const node = (id) => document.getElementById(id);

let found = null;
// a sentence of the console
let problem = "";
let asking = null;

const put = (target, text) => {
  if (target.textContent !== text) {
    target.textContent = text;
  }
};

/** Bytes with three digits or so: disks are sold in thousands, and memory is told in them here too. */
const size = (bytes) => {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** step;
  const digits = value < 10 && step > 0 ? 1 : 0;
  return `${new Intl.NumberFormat(language() === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: digits }).format(value)} ${units[step]}`;
};

const freeOf = (free, whole) =>
  free === undefined || whole === undefined ? undefined : t("system_free", { free: size(free), whole: size(whole) });

const power = (told) => {
  if (told === undefined) {
    return undefined;
  }
  const state = told.low ? "Low" : told.slowed ? "Slowed" : told.wasLow ? "WasLow" : told.wasSlowed ? "WasSlowed" : "Fine";
  return t(`system_power${state}`);
};

const clock = () => {
  const what = t(`system_clock${found.clock}`);
  return found.facts.timeService === undefined ? what : t("system_by", { what, by: found.facts.timeService });
};

/** What is told: the name of the line and its text, undefined when it is not known. */
const lines = () => {
  const facts = found.facts;
  return [
    ["temperature", facts.temperature === undefined ? undefined : `${facts.temperature.toFixed(1)} °C`],
    ["power", power(facts.power)],
    ["memory", freeOf(facts.memoryFree, facts.memory)],
    ["disk", freeOf(facts.diskFree, facts.disk)],
    ["clock", clock()],
    ["ownMemory", facts.ownMemory === undefined ? undefined : size(facts.ownMemory)],
    ["load", facts.load === undefined ? undefined
      : t("system_loadOf", { load: facts.load.map((one) => one.toFixed(2)).join(" · "), n: count(facts.processors) })],
    ["up", facts.upSeconds === undefined ? undefined : span(facts.upSeconds * 1000)],
    ["consoleUp", span(found.uptimeSeconds * 1000)],
    ["model", facts.model],
    ["system", facts.system],
    ["kernel", facts.kernel],
    ["host", facts.host],
    ["addresses", facts.addresses.join("  ") || undefined],
    ["software", found.software],
    ["versions", Object.entries(facts.versions).map(([name, version]) => `${name} ${version}`).join(" · ") || undefined],
  ];
};

const line = ([name, value]) => {
  const verdict = found.verdicts[name];
  const row = document.createElement("div");
  row.dataset.fact = name;
  const title = document.createElement("dt");
  title.textContent = t(`system_${name}`);
  const told = document.createElement("dd");
  const text = document.createElement("span");
  text.textContent = value ?? t("system_unknown");
  text.classList.toggle("quiet", value === undefined);
  told.append(text);
  if (verdict !== undefined) {
    row.dataset.verdict = verdict;
    const mark = document.createElement("b");
    mark.className = "system-mark";
    mark.textContent = t(`system_${verdict}`);
    told.append(mark);
    if (verdict !== "OK") {
      const advice = document.createElement("p");
      advice.textContent = t(`system_do_${name}_${verdict}`);
      told.append(advice);
    }
  }
  row.append(title, told);
  return row;
};

const show = () => {
  const box = node("system-verdict");
  box.hidden = found === null && problem === "";
  if (problem !== "") {
    box.classList.remove("fine");
    put(box, problem);
  }
  if (found === null) {
    return;
  }
  const wrong = Object.values(found.verdicts).filter((one) => one !== "OK");
  if (problem === "") {
    box.classList.toggle("fine", wrong.length === 0);
    box.classList.toggle("bad", wrong.includes("BAD"));
    put(box, wrong.length === 0 ? t("system_fine") : t("system_look", { n: count(wrong.length) }));
  }
  node("system-facts").replaceChildren(...lines().map(line));
};

const look = async () => {
  clearTimeout(asking);
  const answer = await ask("GET", PATH);
  if (answer.ok) {
    found = answer.body;
  }
  problem = answer.problem;
  show();
  if (tab() === "system") {
    clearTimeout(asking);
    asking = setTimeout(look, EVERY_MILLIS);
  }
};

/** Brings the section to life. */
export const giveSystem = () => {
  const fetched = node("diagnostics-fetch");
  onMaySend((may) => {
    if (may) {
      fetched.setAttribute("href", DIAGNOSTICS);
      fetched.removeAttribute("aria-disabled");
    } else {
      fetched.removeAttribute("href");
      fetched.setAttribute("aria-disabled", "true");
    }
  });
  onTab((name) => {
    if (name === "system") {
      look();
    } else {
      clearTimeout(asking);
    }
  });
  new MutationObserver(show).observe(document.documentElement, { attributes: true, attributeFilter: ["data-language"] });
  giveLog();
};
