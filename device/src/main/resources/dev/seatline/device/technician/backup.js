// The section "backup": making one, watching it, fetching it; and when the last one was.

import { ask } from "./ask.js";
import { onMaySend } from "./session.js";
import { onTab, tab } from "./tabs.js";
import { addWords, count, moment, t } from "./words.js";
import * as words from "./backup-words.js";

addWords(words);

const PATH = "/api/v1/backup";
const WORKING_MILLIS = 500;
const IDLE_MILLIS = 10_000;

const node = (id) => document.getElementById(id);
const first = node("backup-first");
const second = node("backup-second");
const open = node("backup-open");

let found = null;
let may = false;
let sending = false;
// a key of the words, or a sentence of the console
let problem = null;
let asking = null;

const put = (target, text) => {
  // a screen reader says again what is written again
  if (target.textContent !== text) {
    target.textContent = text;
  }
};

const showLast = () => {
  const line = node("backup-last");
  line.hidden = found === null;
  if (found === null) {
    return;
  }
  line.classList.toggle("fine", !found.due);
  const never = found.last === undefined;
  const slots = never ? {} : { at: moment(Date.parse(found.last)), days: count(found.days) };
  put(node("backup-last-what"), t(never ? "backup_never" : found.due ? "backup_old" : found.days > 0 ? "backup_fresh" : "backup_today", slots));
  put(node("backup-last-more"), never ? t("backup_neverMore") : found.due ? t("backup_oldMore") : "");
};

const show = () => {
  showLast();
  const state = found?.state ?? "idle";
  const working = state === "working";
  for (const input of [first, second]) {
    input.disabled = !may || working || open.checked;
  }
  open.disabled = !may || working;
  node("backup-make").disabled = !may || working || sending;
  node("backup-reveal").disabled = !may || open.checked;
  node("backup-form").hidden = state === "ready";
  node("backup-open-means").hidden = !open.checked;
  node("backup-working").hidden = !working;
  if (working) {
    const percent = Math.floor((100 * found.done) / Math.max(1, found.of));
    put(node("backup-stage"), t(`backup_${found.stage}`, { percent }));
    node("backup-bar").value = percent;
  }
  node("backup-ready").hidden = state !== "ready";
  if (state === "ready") {
    put(node("backup-name"), found.name);
    put(node("backup-size"), t("backup_size", { size: count(Math.ceil(found.size / 1000)), facts: count(found.facts) }));
    node("backup-discard").disabled = !may;
  }
  for (const file of document.querySelectorAll(".backup-file")) {
    put(file, found?.name ?? `seatline-console-${found?.seat ?? "S01"}-….zip.gpg`);
  }
  const told = problem ?? (state === "failed" ? { key: "backup_failed", slots: { why: found.why } } : null);
  node("backup-problem").hidden = told === null;
  put(node("backup-problem"), told === null ? "" : told.key ? t(told.key, told.slots) : told.text);
};

const later = () => {
  clearTimeout(asking);
  if (tab() === "backup") {
    asking = setTimeout(look, found?.state === "working" ? WORKING_MILLIS : IDLE_MILLIS);
  }
};

const look = async () => {
  const answer = await ask("GET", PATH);
  if (answer.ok) {
    found = answer.body;
  }
  show();
  later();
};

const shaped = (text) =>
  [...text].length >= 12 && [...text].length <= 128 && text.trim() === text && new Set(text).size >= 6;

const fault = () => {
  if (open.checked) {
    return null;
  }
  if (!shaped(first.value)) {
    return { key: "backup_shape" };
  }
  return first.value === second.value ? null : { key: "backup_differ" };
};

const make = async () => {
  problem = fault();
  if (problem !== null || sending) {
    show();
    if (problem) {
      (problem.key === "backup_differ" ? second : first).select();
    }
    return;
  }
  sending = true;
  show();
  const answer = await ask("POST", PATH, { passphrase: open.checked ? "" : first.value, open: open.checked });
  sending = false;
  if (answer.ok) {
    found = answer.body;
    first.value = "";
    second.value = "";
    open.checked = false;
  } else {
    problem = { text: answer.problem };
  }
  show();
  later();
};

/** Brings the section to life. */
export const giveBackup = () => {
  node("backup-form").addEventListener("submit", (event) => {
    event.preventDefault();
    make();
  });
  open.addEventListener("change", () => {
    problem = null;
    show();
  });
  node("backup-reveal").addEventListener("click", () => {
    const hidden = first.type === "password";
    first.type = hidden ? "text" : "password";
    second.type = first.type;
    node("backup-reveal").setAttribute("aria-pressed", String(hidden));
  });
  node("backup-discard").addEventListener("click", async () => {
    const answer = await ask("DELETE", PATH, {});
    problem = answer.ok ? null : { text: answer.problem };
    await look();
    if (may) {
      first.focus();
    }
  });
  // the browser writes it to its disk by itself; how it went is seen by the date of the last backup
  node("backup-fetch").addEventListener("click", () => setTimeout(look, 2_000));
  onMaySend((now) => {
    may = now;
    show();
  });
  onTab((name) => {
    if (name === "backup") {
      look();
    } else {
      clearTimeout(asking);
    }
  });
  new MutationObserver(show).observe(document.documentElement, { attributes: true, attributeFilter: ["data-language"] });
  show();
};
