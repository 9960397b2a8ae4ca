// What a technician wants to know in one minute: the findings first, then everything behind them.

import { clock, count, moment, reasonWord, span, t, word } from "./words.js";
import { consoleNow, consoleUptime } from "./live.js";
import { breakPart } from "./hands.js";

const OWN_PARTS = ["journal", "clock", "queue"];
const BACKLOG_WORTH_A_WORD = 200;

const node = (id) => document.getElementById(id);
const put = (id, text) => {
  const target = node(id);
  if (target.textContent !== String(text)) {
    target.textContent = text;
  }
};
const since = (instant) => consoleNow() - Date.parse(instant);
const detailWord = (detail) => {
  const known = word(detail, "detail");
  return known.startsWith("detail:") ? detail : known;
};

const findings = (view) => {
  const found = [];
  const add = (grave, what, advice) => found.push({ grave, what, advice });
  if (!view.recording) {
    add(true, t("f_full"), t("f_full_do"));
  }
  for (const part of view.parts.filter((one) => !one.ok)) {
    if (OWN_PARTS.includes(part.part)) {
      // the program's own parts have findings of their own, unless something else is wrong with them
      if (part.part === "journal" ? view.recording : part.part === "queue" || view.clock === "TRUSTED") {
        add(true, t("f_own", { part: word(part.part, "part"), detail: part.detail }), t("f_own_do"));
      }
      continue;
    }
    add(true, t("f_part", { part: word(part.part, "part"), detail: detailWord(part.detail) }), t("f_part_do"));
  }
  if (!view.online) {
    add(true, t("f_link", { span: span(since(view.linkSince)), detail: view.linkDetail }), t("f_link_do"));
  }
  if (view.settings === 0) {
    add(true, t("f_settings"), t("f_settings_do"));
  }
  if (view.clock !== "TRUSTED") {
    add(false, t("f_clock"), t("f_clock_do"));
  }
  if (view.online && view.last - view.confirmed > BACKLOG_WORTH_A_WORD) {
    add(false, t("f_backlog", { n: count(view.last - view.confirmed) }), t("f_backlog_do"));
  }
  if (view.state.person.kind === "unknown-card") {
    add(false, t("f_card", { code: brief(view.state.person.card) }), t("f_card_do"));
  }
  if (view.state.faultReported) {
    add(false, t("f_fault"), t("f_fault_do"));
  }
  return found;
};

const brief = (code) => String(code).slice(0, 8);

const showFindings = (view) => {
  const found = findings(view);
  const list = node("findings");
  const key = JSON.stringify([found, document.documentElement.lang]);
  if (list.dataset.key === key) {
    return;
  }
  list.dataset.key = key;
  node("verdict").dataset.verdict = found.some((one) => one.grave) ? "bad" : found.length > 0 ? "look" : "well";
  put("verdict-word", found.length === 0 ? t("allWell") : t("look", { n: found.length }));
  put("verdict-more", found.length === 0 ? t("allWellMore") : "");
  list.replaceChildren(...found.map((one) => {
    const item = document.createElement("li");
    item.className = one.grave ? "grave" : "mild";
    const what = document.createElement("strong");
    what.textContent = one.what;
    const advice = document.createElement("span");
    advice.textContent = one.advice;
    item.append(what, advice);
    return item;
  }));
};

const personWord = (view) => {
  const person = view.state.person;
  switch (person.kind) {
    case "agent":
      return view.agentName ?? person.id;
    case "unknown-card":
      return t("unknownCard", { code: brief(person.card) });
    default:
      return t("nobody");
  }
};

const declared = (declaration) =>
  declaration
    ? [word(declaration.kind, "declared"), declaration.reason && word(declaration.reason), declaration.type && word(declaration.type)]
        .filter(Boolean).join(" · ")
    : "–";

const mark = (id, good, text) => {
  put(id, text);
  node(id).dataset.good = String(good);
};

const showParts = (view, played) => {
  const body = node("parts");
  const key = JSON.stringify([view.parts, document.documentElement.lang]);
  if (body.dataset.key === key) {
    return;
  }
  body.dataset.key = key;
  const focused = document.activeElement?.dataset?.part;
  body.replaceChildren(...view.parts.map((part) => {
    const row = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = word(part.part, "part");
    const health = document.createElement("td");
    const verdict = document.createElement("span");
    verdict.className = "verdict-mark";
    verdict.dataset.good = String(part.ok);
    verdict.textContent = t(part.ok ? "ok" : "bad");
    health.append(verdict);
    const detail = document.createElement("td");
    detail.textContent = detailWord(part.detail);
    row.append(name, health, detail);
    if (played) {
      const hand = document.createElement("td");
      if (!OWN_PARTS.includes(part.part)) {
        const toggle = document.createElement("button");
        toggle.type = "button";
        toggle.className = "small";
        toggle.dataset.part = part.part;
        toggle.textContent = t(part.ok ? "makeFail" : "repair");
        toggle.addEventListener("click", () => breakPart(part.part, !part.ok));
        hand.append(toggle);
      }
      row.append(hand);
    }
    return row;
  }));
  if (focused) {
    body.querySelector(`[data-part="${CSS.escape(focused)}"]`)?.focus();
  }
};

/** Whatever goes on by itself between two messages. */
export const tick = (view) => {
  put("shown-for", `${t("since")} ${span(since(view.state.since))}`);
  put("link-from", `${clock(Date.parse(view.linkSince))} · ${span(since(view.linkSince))}`);
  put("wall", moment(consoleNow()));
  put("uptime", span(consoleUptime()));
  showFindings(view);
};

export const tell = (view, played) => {
  const shown = node("shown");
  shown.dataset.state = view.shown;
  node("shape").setAttribute("href", `#shape-${view.shown}`);
  put("shown-word", word(view.shown));
  put("shown-reason", view.reason ? reasonWord(view.reason) : "");
  put("seat-name", view.seat);

  put("agent", personWord(view));
  put("agent-id", view.state.person.id ?? "–");
  put("relief", view.state.person.relief ?? "–");
  put("pending", declared(view.state.pending));
  mark("hand", !view.state.handRaised, t(view.state.handRaised ? "yes" : "no"));
  mark("fault", !view.state.faultReported, t(view.state.faultReported ? "yes" : "no"));

  mark("headset-word", view.state.headset !== "UNKNOWN", word(view.state.headset, "headset"));
  put("call", word(view.state.call.kind, "call", { n: view.state.call.rings ?? "" }));

  mark("online", view.online, t(view.online ? "online" : "offline"));
  put("link-detail", view.linkDetail);

  const waiting = view.last - view.confirmed;
  put("recorded", count(view.last));
  put("confirmed", count(view.confirmed));
  mark("waiting", waiting === 0 || view.online, count(waiting));
  put("oldest", count(view.oldest));
  put("journal-id", view.journal);
  mark("recording", view.recording, t(view.recording ? "writes" : "full"));
  const kept = Math.max(1, view.last - view.oldest + 1);
  node("delivered").style.width = `${Math.round((100 * Math.max(0, kept - waiting)) / kept)}%`;

  mark("trust", view.clock === "TRUSTED", t(view.clock === "TRUSTED" ? "trusted" : "untrusted"));
  mark("settings", view.settings > 0, view.settings > 0 ? String(view.settings) : t("noSettings"));

  put("site", view.site);
  put("seat", view.seat);
  put("device", view.console);
  put("software", view.software);
  put("boot", view.boot);
  showParts(view, played);
  tick(view);
};
