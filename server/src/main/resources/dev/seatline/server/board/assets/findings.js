// What the rules found and a person should look at now: the newest version of each matter. Pure but for what it keeps;
// the hub's time is an argument.

/** How long a finding that is over is still shown, by the hub's time, where somebody has to do something about it yet. */
const TO_DO_MS = 15 * 60_000;

/** The same for what has ended: long enough to see that it has. */
const OVER_MS = 60_000;

/** Kinds that ask for something even when they are over. */
const TO_DO = new Set(["absence", "replacement-wanted"]);

/** The kinds shown, each with the call it is for the strip, and the calls of its seat that it says better. */
const SHOWN = {
  "hand-unanswered": { call: "HAND_UNANSWERED", instead: ["HAND"] },
  "hand-raised": { call: "HAND", instead: ["HAND"] },
  understaffed: { call: "UNDERSTAFFED", instead: [] },
  "replacement-wanted": { call: "REPLACEMENT", instead: [] },
  absence: { call: "NOT_COME", instead: [] },
  late: { call: "NOT_COME", instead: [] },
  "break-overrun": { call: "BREAK_OVER", instead: ["BREAK_OVER"] },
  "away-overrun": { call: "AWAY_OVER", instead: ["BREAK_OVER"] },
  "busy-overrun": { call: "NOT_READY_OVER", instead: ["NOT_READY_OVER"] },
  "break-queued": { call: "BREAK_WAITING", instead: ["BREAK_WAITING"] },
};

/** For the hub: only these are asked for. */
export const SHOWN_KINDS = Object.keys(SHOWN);

export class Findings {
  #newest = new Map();

  /** Forgets everything: the hub tells it anew. */
  clear() {
    this.#newest.clear();
  }

  /** Takes a verdict of the stream or of a list, in any order: of two on a matter the one with the higher id stands. */
  take(body) {
    if (typeof body?.matter !== "string" || !(body.kind in SHOWN) || !Number.isFinite(Date.parse(body.at))) {
      // another kind may have replaced one that is shown
      if (typeof body?.matter === "string" && this.#newest.get(body.matter)?.id < body.id) {
        this.#newest.delete(body.matter);
      }
      return;
    }
    const known = this.#newest.get(body.matter);
    if (known === undefined || known.id < body.id) {
      this.#newest.set(body.matter, body);
    }
  }

  get(id) {
    return [...this.#newest.values()].find((verdict) => String(verdict.id) === String(id));
  }

  /** Entries `{seat, calls, verdict, instead}` for the strip; what is over for long is forgotten. */
  entries(nowMs) {
    const entries = [];
    for (const [matter, verdict] of this.#newest) {
      const over = verdict.withdrawn || !verdict.provisional;
      const shownMs = TO_DO.has(verdict.kind) ? TO_DO_MS : OVER_MS;
      // what was long ago and is only now known, as of a console that was away, is for the books
      if (over && nowMs !== null && (nowMs - Date.parse(verdict.recordedAt) > shownMs || nowMs - Date.parse(verdict.at) > TO_DO_MS)) {
        this.#newest.delete(matter);
      } else if (!verdict.withdrawn) {
        const { call, instead } = SHOWN[verdict.kind];
        entries.push({ seat: placeOf(verdict), calls: [call], verdict, instead });
      }
    }
    return entries;
  }
}

/** Where and who, as the strip wants it of a seat; what is about a team shows that. */
function placeOf(verdict) {
  return {
    seat: verdict.seat ?? verdict.team,
    team: verdict.team,
    agent: verdict.agent ?? null,
    agentName: verdict.agentName ?? null,
  };
}

/** The calls of a seat that no finding says better. */
export function callsLeft(seat, calls, entries) {
  const said = new Set(entries.filter((entry) => entry.verdict.seat === seat).flatMap((entry) => entry.instead));
  return calls.filter((call) => !said.has(call));
}

/** What a verdict says of itself in a language: `{what, headline, lines}`. */
export function toldIn(language, verdict) {
  return language === "en" ? verdict.why.en : verdict.why.zh;
}
