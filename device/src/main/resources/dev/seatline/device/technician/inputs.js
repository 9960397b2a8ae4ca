// Every input live: level, what is believed of it, the last edge, bounces; and the bell's bursts drawn.

import { count, span, t, word } from "./words.js";
import { consoleUptime } from "./live.js";

const SHOWN_MILLIS = 60_000;
const WIDTH = 600;
const FRESH_MILLIS = 1_500;

// what is not known is left out of the message
const known = (value) => value !== undefined && value !== null;
const node = (id) => document.getElementById(id);
let rows = new Map();
let key = "";

const put = (target, text) => {
  if (target.textContent !== text) {
    target.textContent = text;
  }
};

const build = (inputs) => {
  const body = node("inputs");
  rows = new Map();
  body.replaceChildren(...inputs.map((input) => {
    const row = document.createElement("tr");
    row.dataset.input = input.part;
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = word(input.part, "part");
    const cells = ["level", "believed", "last", "edges", "bounces", "counted"].map((what) => {
      const cell = document.createElement("td");
      cell.dataset.what = what;
      cell.dataset.head = t(`in_${what}`);
      return cell;
    });
    row.append(name, ...cells);
    rows.set(input.part, { row, cells });
    return row;
  }));
};

const level = (input) => (!known(input.high) ? "–" : t(input.high ? "in_high" : "in_low"));

const believed = (input) => {
  if (input.part === "badge-reader") {
    return input.seen === "" ? "–" : t("in_card", { card: input.seen });
  }
  return !known(input.worked) ? "–" : t(`in_${input.part}_${input.worked ? "worked" : "idle"}`);
};

const counted = (input) => {
  const number = t(`in_n_${input.part}`, { n: count(input.counted) });
  return input.rejected > 0 ? `${number} · ${t("in_rejected", { n: count(input.rejected) })}` : number;
};

const showAges = (inputs) => {
  for (const input of inputs) {
    const { row, cells } = rows.get(input.part);
    const age = !known(input.lastMillis) ? null : Math.max(0, consoleUptime() - input.lastMillis);
    put(cells[2], age === null ? t("in_never") : t("in_ago", { span: span(age) }));
    row.classList.toggle("fresh", age !== null && age < FRESH_MILLIS);
  }
};

const svg = (name, attributes, text = "") => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  made.textContent = text;
  return made;
};

const showBursts = (inputs) => {
  const bell = inputs.find((input) => input.part === "bell");
  node("bursts-box").hidden = !bell;
  if (!bell) {
    return;
  }
  const now = consoleUptime();
  const at = (millis) => WIDTH - ((now - millis) * WIDTH) / SHOWN_MILLIS;
  const recent = bell.bursts.filter((burst) => now - burst.fromMillis < SHOWN_MILLIS);
  const marks = [];
  for (let ago = 10_000; ago < SHOWN_MILLIS; ago += 10_000) {
    const x = at(now - ago);
    marks.push(svg("line", { class: "mark", x1: x, x2: x, y1: 8, y2: 52 }));
    marks.push(svg("text", { class: "mark", x, y: 66 }, `−${ago / 1000} s`));
  }
  node("bursts").replaceChildren(...marks, ...recent.map((burst) =>
    svg("rect", {
      class: burst.rang ? "rang" : "noise",
      x: at(burst.fromMillis),
      width: Math.max(3, (burst.millis * WIDTH) / SHOWN_MILLIS),
      y: burst.rang ? 12 : 28,
      height: burst.rang ? 40 : 24,
    })));
  put(node("bursts-word"), recent.length === 0
    ? t("in_quiet")
    : t("in_bursts", { n: recent.length, rings: recent.filter((burst) => burst.rang).length }));
};

/** Whatever goes on by itself between two messages. */
export const tickInputs = (view) => {
  if (view.inputs.length > 0 && key !== "") {
    showAges(view.inputs);
    showBursts(view.inputs);
  }
};

export const showInputs = (view) => {
  node("inputs-panel").hidden = view.inputs.length === 0;
  const now = JSON.stringify([view.inputs.map((input) => input.part), document.documentElement.lang]);
  if (now !== key) {
    key = now;
    build(view.inputs);
  }
  for (const input of view.inputs) {
    const { row, cells } = rows.get(input.part);
    row.dataset.high = String(input.high);
    row.dataset.worked = String(input.worked);
    put(cells[0], level(input));
    put(cells[1], believed(input));
    put(cells[3], !known(input.high) && input.edges === 0 ? "–" : count(input.edges));
    put(cells[4], !known(input.worked) ? "–" : count(input.bounces));
    put(cells[5], counted(input));
  }
  tickInputs(view);
};
