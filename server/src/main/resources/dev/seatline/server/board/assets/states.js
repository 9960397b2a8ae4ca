// The states a seat can show, in the order in which the board counts them, and the clean-up of what the hub sends.
// Pure: no DOM, no clock, no network.

export const STATES = [
  "READY",
  "RINGING",
  "TALKING",
  "WRAP_UP",
  "NOT_READY",
  "BREAK_REQUESTED",
  "BREAK",
  "UNATTENDED",
  "UNKNOWN",
  "OFFLINE",
  "SIGNED_OUT",
];

const KNOWN = new Set(STATES);

/** A number of at least 0, whatever was sent. */
function count(value) {
  return Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}

/** The moment of an RFC 3339 text in milliseconds, or null. */
function moment(text) {
  const at = typeof text === "string" ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : at;
}

function textOrNull(value) {
  return typeof value === "string" && value !== "" ? value : null;
}

/**
 * A seat as the board works with it: times as milliseconds, absent fields filled in, a state of a newer hub shown as
 * UNKNOWN with its own name as the reason. Returns null for something that is no seat.
 */
export function seatFromWire(raw) {
  if (raw === null || typeof raw !== "object" || !textOrNull(raw.seat)) {
    return null;
  }
  const known = KNOWN.has(raw.state);
  return {
    seat: raw.seat,
    team: typeof raw.team === "string" ? raw.team : "",
    state: known ? raw.state : "UNKNOWN",
    reason: known ? textOrNull(raw.reason) : textOrNull(raw.state),
    agent: textOrNull(raw.agent),
    agentName: textOrNull(raw.agentName),
    sinceMs: moment(raw.since),
    rings: count(raw.rings),
    headset: raw.headset === "RESTING" || raw.headset === "LIFTED" ? raw.headset : "UNKNOWN",
    link: raw.link === "ONLINE" || raw.link === "NEVER_SEEN" ? raw.link : "OFFLINE",
    linkSinceMs: moment(raw.linkSince),
    clockTrusted: raw.clock !== "UNTRUSTED",
    raised: raw.raised === true,
    raisedSinceMs: moment(raw.raisedSince),
    relief: textOrNull(raw.relief),
    pending: textOrNull(raw.pending),
    breakMinutes: Number.isFinite(raw.breakMinutes) ? raw.breakMinutes : null,
    faultReported: raw.faultReported === true,
    backlog: count(raw.backlog),
    lost: count(raw.lost),
  };
}

/** When the shown state began, in milliseconds: for a dead link when it died, for a seat never heard of null. */
export function shownSinceMs(seat) {
  if (seat.link === "NEVER_SEEN") {
    return null;
  }
  return seat.state === "OFFLINE" ? (seat.linkSinceMs ?? seat.sinceMs) : seat.sinceMs;
}

/** Whether somebody is signed in here, as far as is known; for a seat whose link is down, as last known. */
export function staffed(seat) {
  return seat.agent !== null;
}

/** Whether somebody is known to be signed in here now: a lost link proves nobody's presence. */
function present(seat) {
  return staffed(seat) && seat.state !== "OFFLINE";
}

/** The ids of the agents who are signed in at more than one seat at once, which no person can be. */
export function agentsAtTwoSeats(seats) {
  const once = new Set();
  const twice = new Set();
  for (const { agent } of seats.filter(present)) {
    (once.has(agent) ? twice : once).add(agent);
  }
  return twice;
}

/** How many people are known to be at work now: two seats are not two people. */
export function peopleAtWork(seats) {
  return new Set(seats.filter(present).map((seat) => seat.agent)).size;
}
