// The section "check": something tried for a moment, and the guided check of every part, with its report.

import { ask } from "./ask.js";
import { onMaySend } from "./session.js";
import { onTab, tab } from "./tabs.js";
import { addWords, count, language, moment, span, t, word } from "./words.js";
import * as words from "./check-words.js";

addWords(words);

const PATH = "/api/v1/check";
const RUNNING_MILLIS = 400;
const IDLE_MILLIS = 3_000;
const TRIED_MILLIS = 700;

const node = (id) => document.getElementById(id);

let found = null;
let parts = [];
let may = false;
let problem = "";
let tried = false;
let asking = null;
let drawn = "";

const put = (target, text) => {
  // a screen reader says again what is written again
  if (target.textContent !== text) {
    target.textContent = text;
  }
};

const made = (name, text = "", attributes = {}) => {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
};

const step = () => found?.steps.find((one) => one.id === found.step);
// a card is masked and no word
const seen = (one) => one.seen.map((said) => (/^[A-Z_]+$/.test(said) ? t(`check_w_${said}`) : said)).join(" · ");

const more = (one) => [
  seen(one),
  one.bounces > 0 ? t("check_bounces", { n: count(one.bounces) }) : "",
  one.instead.length > 0 ? t("check_instead", { parts: one.instead.map((part) => word(part, "part")).join(", ") }) : "",
].filter(Boolean).join(" · ");

const showSteps = () => {
  const key = JSON.stringify([found?.steps, found?.step, found?.state, may, language()]);
  if (key === drawn) {
    return;
  }
  drawn = key;
  const again = found?.state === "running" && may;
  const list = node("check-steps");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.again : null;
  list.replaceChildren(...(found?.steps ?? []).map((one) => {
    const item = made("li", "", { "data-step": one.id, "data-result": one.result });
    if (one.id === found.step) {
      item.setAttribute("aria-current", "step");
    }
    item.append(made("strong", t(`check_n_${one.id}`)), made("span", t(`check_result_${one.result}`), { class: "result" }));
    if (more(one)) {
      item.append(made("small", more(one)));
    }
    if (again && one.result !== "waiting") {
      const button = made("button", t("check_again"), { type: "button", "data-again": one.id });
      button.setAttribute("aria-label", `${t("check_again")}: ${t(`check_n_${one.id}`)}`);
      item.append(button);
    }
    return item;
  }));
  if (focused) {
    list.querySelector(`[data-again="${focused}"]`)?.focus();
  }
};

const showCurrent = () => {
  const one = step();
  node("check-running").hidden = found?.state !== "running" || !one;
  if (!one) {
    return;
  }
  const broken = parts.find((part) => part.part === one.part && !part.ok);
  put(node("check-progress"), t("check_progress", { n: found.steps.indexOf(one) + 1, of: found.steps.length }));
  put(node("check-name"), t(`check_n_${one.id}`));
  put(node("check-do"), t(`check_do_${one.id}`));
  const trouble = broken
    ? t("check_broken", { detail: broken.detail })
    : one.instead.length > 0 ? t("check_instead", { parts: one.instead.map((part) => word(part, "part")).join(", ") }) : "";
  node("check-trouble").hidden = trouble === "";
  put(node("check-trouble"), trouble);
  put(node("check-seen"), one.shows ? t("check_moment") : one.seen.length > 0 ? t("check_saw", { words: seen(one) }) : "");
  node("check-works").hidden = !one.shows;
  put(node("check-fails"), t(one.shows ? "check_fails" : "check_dead"));
  node("check-repeat").hidden = !one.shows;
  for (const id of ["check-works", "check-fails", "check-skip", "check-repeat", "check-end"]) {
    node(id).disabled = !may;
  }
  put(node("check-left"), t("check_left", { span: span(found.left * 1000) }));
};

const showVerdict = () => {
  const over = found?.state === "ended";
  node("check-ended").hidden = !over;
  if (!over) {
    return;
  }
  const of = (...results) => found.steps.filter((one) => results.includes(one.result)).length;
  const failed = of("fails");
  const open = of("waiting", "skipped");
  const passed = failed + open === 0;
  node("check-ended").dataset.verdict = failed > 0 ? "bad" : passed ? "well" : "look";
  put(node("check-verdict"), passed
    ? t("check_passed")
    : [failed > 0 ? t("check_failed", { n: count(failed) }) : "", open > 0 ? t("check_open", { n: count(open) }) : ""].filter(Boolean).join(" · "));
  put(node("check-why"), `${t(`check_why_${found.why}`)} ${t("check_at", { at: moment(Date.parse(found.ended)) })}`);
  node("check-report").href = `${PATH}/report?language=${language()}`;
};

const showTries = () => {
  const box = node("check-tries");
  const patterns = found?.patterns ?? [];
  const key = JSON.stringify([patterns, language()]);
  if (box.dataset.key !== key) {
    box.dataset.key = key;
    box.replaceChildren(...patterns.map((id) => made("button", t(`check_n_${id}`), { type: "button", "data-try": id })));
  }
  for (const button of box.children) {
    button.disabled = !may || found.state === "running";
    button.setAttribute("aria-pressed", String(found.tried === button.dataset.try));
  }
  node("check-no-tries").hidden = found === null || patterns.length > 0;
  node("check-try-taken").hidden = found === null || found.vacant;
  put(node("check-shown"), found?.tried ? t("check_shown", { what: t(`check_n_${found.tried}`) }) : tried ? t("check_shownOver") : "");
};

const show = () => {
  const running = found?.state === "running";
  showCurrent();
  showVerdict();
  showSteps();
  showTries();
  node("check-list").hidden = (found?.steps ?? []).length === 0;
  node("check-begin").hidden = running;
  put(node("check-begin"), t(found?.state === "ended" ? "check_anew" : "check_begin"));
  node("check-begin").disabled = !may || found === null || !found.vacant;
  node("check-taken").hidden = found === null || found.vacant || running;
  node("check-problem").hidden = problem === "";
  put(node("check-problem"), problem);
};

const later = () => {
  clearTimeout(asking);
  if (tab() === "check") {
    asking = setTimeout(look, found?.state === "running" ? RUNNING_MILLIS : found?.tried ? TRIED_MILLIS : IDLE_MILLIS);
  }
};

const take = (answer) => {
  if (answer.ok) {
    tried = tried || Boolean(answer.body.tried);
    found = answer.body;
  }
  show();
  later();
};

const look = async () => take(await ask("GET", PATH));

const send = async (method, path, body) => {
  const before = found?.step;
  const answer = await ask(method, path, body);
  problem = answer.problem;
  if (answer.ok) {
    take(answer);
  } else {
    await look();
  }
  if (found?.state === "running" && found.step !== before) {
    node("check-do").focus();
  } else if (found?.state === "ended" && before) {
    node("check-verdict").focus();
  }
};

const say = (said, id = found?.step) => send("POST", `${PATH}/step`, { step: id, word: said });

/** Shows the parts' health of a newer view with the step. */
export const showCheck = (view) => {
  parts = view.parts;
  if (tab() === "check") {
    showCurrent();
  }
};

/** Brings the section to life. */
export const giveCheck = () => {
  node("check-begin").addEventListener("click", () => send("POST", PATH, {}));
  node("check-end").addEventListener("click", () => send("DELETE", PATH, {}));
  node("check-works").addEventListener("click", () => say("works"));
  node("check-fails").addEventListener("click", () => say("fails"));
  node("check-skip").addEventListener("click", () => say("skip"));
  node("check-repeat").addEventListener("click", () => say("again"));
  node("check-steps").addEventListener("click", (event) => {
    const id = event.target.closest("[data-again]")?.dataset.again;
    if (id) {
      say("again", id);
    }
  });
  node("check-tries").addEventListener("click", (event) => {
    const id = event.target.closest("[data-try]")?.dataset.try;
    if (id) {
      send("POST", `${PATH}/try`, { show: id });
    }
  });
  onMaySend((now) => {
    may = now;
    show();
  });
  onTab((name) => {
    if (name === "check") {
      look();
    } else {
      clearTimeout(asking);
    }
  });
  new MutationObserver(show).observe(document.documentElement, { attributes: true, attributeFilter: ["data-language"] });
  show();
};
