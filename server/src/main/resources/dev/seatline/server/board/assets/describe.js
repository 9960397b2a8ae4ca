// A seat in words: what a tile, a card of the strip and the detail sheet say. Pure: language and time are arguments.

import { callsOf, waitingSinceMs } from "./attention.js";
import { duration, minutesLeft } from "./hub-time.js";
import { shownSinceMs } from "./states.js";
import { knows, pendingText, reasonText, text } from "./texts.js";

/**
 * What a tile shows.
 *
 * @param context `{language, nowMs, limits, backlogVisible}`; `nowMs` may be null before the hub has spoken
 * @returns `{state, word, shortWord, reason, time, name, seat, team, calls, chips}`, where chips are
 *   `{kind, icon, text, shortText}`; the short ones are for tiles that are very small
 */
export function tileOf(seat, context) {
  const { language, nowMs } = context;
  return {
    state: seat.state,
    word: text(language, `state.${seat.state}`),
    shortWord: text(language, `short.${seat.state}`),
    reason: seat.reason === null ? "" : reasonText(language, seat.reason),
    time: timeInState(seat, language, nowMs),
    name: nameOf(seat),
    seat: seat.seat,
    team: seat.team,
    calls: callsOf(seat, nowMs, context.limits),
    chips: chipsOf(seat, context),
  };
}

/** The name of who is signed in, the id where the name is not known, empty for nobody. */
export function nameOf(seat) {
  return seat.agentName ?? seat.agent ?? "";
}

/** How long the seat has shown its state. */
export function timeInState(seat, language, nowMs) {
  const sinceMs = shownSinceMs(seat);
  return nowMs === null || sinceMs === null ? "–" : duration(nowMs - sinceMs, text(language, "day"), text(language, "hour"));
}

/** How long a seat of the strip has waited for somebody. */
export function timeWaiting(entry, language, nowMs) {
  const sinceMs = waitingSinceMs(entry);
  return nowMs === null || sinceMs === null ? "–" : duration(nowMs - sinceMs, text(language, "day"), text(language, "hour"));
}

/** One call for attention in words. */
export function callText(call, seat, language) {
  return text(language, `call.${call}`, { n: call === "RINGING" ? seat.rings : seat.lost });
}

function chipsOf(seat, { language, nowMs, backlogVisible }) {
  const say = (key, values) => text(language, key, values);
  const chips = [];
  const add = (kind, icon, words, shortText) => chips.push({ kind, icon, text: words, shortText });
  if (seat.raised) {
    add("hand", "HAND", "", "");
  }
  if (seat.faultReported) {
    add("fault", "FAULT", "", "");
  }
  if (seat.rings > 0) {
    add("rings", null, say("chip.rings", { n: seat.rings }), String(seat.rings));
  }
  if (seat.state === "BREAK" && seat.breakMinutes !== null && nowMs !== null && seat.sinceMs !== null) {
    const left = minutesLeft(seat.breakMinutes, seat.sinceMs, nowMs);
    const over = nowMs - seat.sinceMs > seat.breakMinutes * 60_000;
    if (over) {
      add("over", null, say("chip.over", { n: 1 - left }), `+${1 - left}`);
    } else {
      add("left", null, say("chip.left", { n: left }), `−${left}`);
    }
  }
  if (seat.relief !== null) {
    add("relief", null, say("chip.relief", { who: seat.relief }), "⇄");
  }
  if (seat.pending !== null) {
    add("pending", null, say("chip.pending", { what: pendingText(language, seat.pending) }), "→");
  }
  if (seat.link === "NEVER_SEEN") {
    add("link", "OFFLINE", say("chip.never"), "");
  } else if (seat.link === "OFFLINE" && seat.state !== "OFFLINE") {
    add("link", "OFFLINE", say("chip.offline"), "");
  }
  if (seat.lost > 0) {
    add("lost", "LOST", say("chip.lost", { n: seat.lost }), "");
  }
  if (seat.backlog > 0 && backlogVisible) {
    add("backlog", "BACKLOG", say("chip.backlog", { n: seat.backlog }), "");
  }
  if (!seat.clockTrusted) {
    add("clock", "CLOCK", "", "");
  }
  return chips;
}

/** Everything known about a seat as lines `[label, value]`, for the detail sheet. */
export function detailsOf(seat, context) {
  const { language, nowMs, limits } = context;
  const say = (key, values) => text(language, key, values);
  const lines = [];
  const add = (key, value) => lines.push([say(key), value]);
  const calls = callsOf(seat, nowMs, limits);
  if (calls.length > 0) {
    add("detail.calls", calls.map((call) => callText(call, seat, language)).join(" · "));
  }
  add("detail.state", say(`state.${seat.state}`));
  add("detail.lasted", timeInState(seat, language, nowMs));
  if (seat.reason !== null) {
    add("detail.reason", reasonText(language, seat.reason) + codeInBrackets(seat.reason));
  }
  add("detail.agent", seat.agent === null ? say("detail.nobody") : `${nameOf(seat)} (${seat.agent})`);
  if (seat.relief !== null) {
    add("detail.relief", seat.relief);
  }
  add("detail.team", seat.team === "" ? say("teams.none") : seat.team);
  if (seat.rings > 0) {
    add("detail.rings", say("chip.rings", { n: seat.rings }));
  }
  if (seat.breakMinutes !== null) {
    add("detail.break", say("detail.break.minutes", { n: seat.breakMinutes }));
  }
  if (seat.pending !== null) {
    add("detail.pending", pendingText(language, seat.pending));
  }
  add("detail.headset", say(`detail.headset.${seat.headset}`));
  add("detail.link", say(`detail.link.${seat.link}`));
  add("detail.clock", say(seat.clockTrusted ? "detail.clock.trusted" : "detail.clock.untrusted"));
  add("detail.backlog", say("detail.facts", { n: seat.backlog }));
  if (seat.lost > 0) {
    add("detail.lost", say("detail.facts", { n: seat.lost }));
  }
  return lines;
}

function codeInBrackets(code) {
  return knows(`reason.${code}`) ? "" : ` (${code})`;
}
