// What needs a person now, and in which order. Pure: the hub's time is an argument.

import { shownSinceMs, staffed } from "./states.js";

/** From this ring on a call waits too long: the three-ring rule of the regulations. */
export const LATE_RING = 3;

/** A request for a break that nobody has answered for this long. */
export const BREAK_ANSWER_MS = 3 * 60_000;

/** Longest time not ready, unless the hub says otherwise. */
export const NOT_READY_LIMIT_MS = 15 * 60_000;

/** Reasons a leader knows of already: however long they last, they call nobody. */
const QUIET_REASONS = new Set(["COACHING", "SYSTEM_DOWN", "STUDY", "FORCED_BY_LEADER", "TRAINING", "MEETING"]);

/** All calls for attention, most urgent first. */
export const CALLS = [
  "HAND_UNANSWERED",
  "HAND",
  "RINGING",
  "UNDERSTAFFED",
  "FAULT",
  "UNKNOWN",
  "OFFLINE",
  "UNATTENDED",
  "REPLACEMENT",
  "NOT_COME",
  "SAME_AGENT",
  "BREAK_OVER",
  "AWAY_OVER",
  "NOT_READY_OVER",
  "BREAK_WAITING",
  "LOST",
];

const RANK = new Map(CALLS.map((call, place) => [call, place]));

/**
 * The calls for attention of one seat, most urgent first; empty when it can be left alone.
 *
 * @param limits `{notReadyMs, atTwoSeats}`: 0 for no limit, and the ids of the agents who are signed in at two seats
 */
export function callsOf(seat, nowMs, limits) {
  const sinceMs = shownSinceMs(seat);
  const lastedMs = nowMs === null || sinceMs === null ? 0 : nowMs - sinceMs;
  const calls = [];
  if (seat.raised) {
    calls.push("HAND");
  }
  if (seat.state === "RINGING" && seat.rings >= LATE_RING) {
    calls.push("RINGING");
  }
  if (seat.faultReported) {
    calls.push("FAULT");
  }
  if (staffed(seat) && (seat.state === "UNKNOWN" || seat.state === "OFFLINE" || seat.state === "UNATTENDED")) {
    calls.push(seat.state);
  }
  if (seat.state !== "OFFLINE" && limits.atTwoSeats.has(seat.agent)) {
    calls.push("SAME_AGENT");
  }
  if (seat.state === "BREAK" && seat.breakMinutes !== null && lastedMs > seat.breakMinutes * 60_000) {
    calls.push("BREAK_OVER");
  }
  if (
    seat.state === "NOT_READY" &&
    limits.notReadyMs > 0 &&
    lastedMs > limits.notReadyMs &&
    !QUIET_REASONS.has(seat.reason)
  ) {
    calls.push("NOT_READY_OVER");
  }
  if (seat.state === "BREAK_REQUESTED" && lastedMs > BREAK_ANSWER_MS) {
    calls.push("BREAK_WAITING");
  }
  if (seat.lost > 0) {
    calls.push("LOST");
  }
  return calls;
}

/** Since when a seat waits for somebody: a hand since it went up, what a rule found since then, all else since its state began. */
export function waitingSinceMs({ seat, calls, verdict }) {
  if (verdict !== undefined) {
    return Date.parse(verdict.at);
  }
  return calls[0] === "HAND" && seat.raisedSinceMs !== null ? seat.raisedSinceMs : shownSinceMs(seat);
}

/** Orders two entries `{seat, calls}` for the strip: the more urgent call first, then whoever has waited longest. */
export function moreUrgent(a, b) {
  return (
    RANK.get(a.calls[0]) - RANK.get(b.calls[0]) ||
    (waitingSinceMs(a) ?? 0) - (waitingSinceMs(b) ?? 0) ||
    (a.seat.seat < b.seat.seat ? -1 : 1)
  );
}
