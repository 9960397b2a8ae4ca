// The hub's time, which may run faster than the browser's (a demo runs 30 times as fast), and how times are written.
// Pure: the browser's monotonic milliseconds are an argument.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far a beat may lie behind our own reckoning, in real milliseconds, before we believe it. */
const TOLERATED_DELAY = 2 * SECOND;

/** Minutes east of Greenwich that an RFC 3339 text names; 0 for `Z` or none. */
export function offsetMinutes(text) {
  const found = /([+-])(\d\d):?(\d\d)$/.exec(text);
  return found ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
}

/** Reckons the hub's time from what it told last and the real time gone by since. */
export class HubTime {
  #anchorMs = null;
  #realMs = 0;
  speed = 1;
  offsetMinutes = 0;

  /** Takes the hub's word without question: for a snapshot. */
  set(nowText, speed, realMs) {
    const now = Date.parse(nowText);
    if (Number.isNaN(now)) {
      return;
    }
    this.#anchorMs = now;
    this.#realMs = realMs;
    this.speed = Number.isFinite(speed) && speed > 0 ? speed : 1;
    this.offsetMinutes = offsetMinutes(nowText);
  }

  /**
   * Takes a beat. Beats can only arrive late, so one ahead of our reckoning is the better witness, and one a little
   * behind is a slow network, not a clock that went back.
   */
  beat(nowText, realMs) {
    const told = Date.parse(nowText);
    if (Number.isNaN(told) || this.#anchorMs === null) {
      return;
    }
    const behind = this.now(realMs) - told;
    if (behind < 0 || behind > TOLERATED_DELAY * this.speed) {
      this.set(nowText, this.speed, realMs);
    }
  }

  /** The hub's time in milliseconds, or null before the first word of the hub. */
  now(realMs) {
    return this.#anchorMs === null ? null : this.#anchorMs + (realMs - this.#realMs) * this.speed;
  }
}

function two(number) {
  return String(number).padStart(2, "0");
}

/** A stretch of time: `7:05`, `1:07:05`, and from a day on `2d 3h`, in the given letters. Never negative. */
export function duration(milliseconds, dayLetter, hourLetter) {
  const ms = Math.max(0, milliseconds);
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = Math.floor((ms % MINUTE) / SECOND);
  if (ms >= DAY) {
    return `${Math.floor(ms / DAY)}${dayLetter} ${hours % 24}${hourLetter}`;
  }
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** The time of day at the site, `14:03:27`. */
export function timeOfDay(nowMs, offset) {
  const local = new Date(nowMs + offset * MINUTE);
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
}

/** The day at the site in the words of a language, with the day of the week. */
export function dayOf(nowMs, offset, locale) {
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "long", day: "numeric", weekday: "short" }).format(
    new Date(nowMs + offset * MINUTE),
  );
}

/** Whole minutes left of an agreed break: positive while it lasts, 0 or less when it is over. */
export function minutesLeft(breakMinutes, sinceMs, nowMs) {
  return Math.ceil((breakMinutes * MINUTE - (nowMs - sinceMs)) / MINUTE);
}
