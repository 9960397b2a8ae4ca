// The live connection to the hub: one stream, a watchdog over it, and patient new attempts. Knows no page.

import { Refused, seats } from "./api.js";

/** No word of the hub for this long means that what we show may be wrong; it sends a beat every 5 s. */
const SILENCE_MS = 12_000;
/** A stream that never says its first word is dropped after this. */
const OPENING_MS = 10_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * Listens to the floor for as long as the page lives.
 *
 * `listener` has: `snapshot(body)`, `seat(body)`, `verdict(body)`, `beat(body)`, `connected(yes)`, and `refused(status)`, which promises
 * whether to try again.
 */
export class LiveFloor {
  #listener;
  #source = null;
  #lastWordMs = null;
  #openedMs = 0;
  #waitMs = FIRST_WAIT_MS;
  #retry = null;

  constructor(listener) {
    this.#listener = listener;
  }

  start() {
    this.#open();
    setInterval(() => this.#watch(), 1000);
    // after sleep, or when the network is back, nobody wants to wait for the next attempt
    window.addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
  }

  /** Real seconds since the hub's last word, or null when it never spoke. */
  silentSeconds() {
    return this.#lastWordMs === null ? null : (Date.now() - this.#lastWordMs) / 1000;
  }

  #open() {
    this.#retry = null;
    this.#openedMs = Date.now();
    const source = new EventSource("/api/v1/stream");
    this.#source = source;
    const on = (kind) =>
      source.addEventListener(kind, (event) => {
        const body = parsed(event.data);
        if (source === this.#source && body !== null) {
          this.#heard();
          this.#listener[kind](body);
        }
      });
    on("snapshot");
    on("seat");
    on("verdict");
    on("beat");
    source.addEventListener("error", () => source === this.#source && this.#lost());
  }

  #heard() {
    this.#lastWordMs = Date.now();
    this.#waitMs = FIRST_WAIT_MS;
    this.#listener.connected(true);
  }

  #watch() {
    if (this.#source === null) {
      return;
    }
    const now = Date.now();
    const spoke = this.#lastWordMs !== null && this.#lastWordMs >= this.#openedMs;
    if (spoke ? now - this.#lastWordMs > SILENCE_MS : now - this.#openedMs > OPENING_MS) {
      this.#lost();
    }
  }

  #hurry() {
    if (this.#retry !== null) {
      clearTimeout(this.#retry);
      this.#waitMs = FIRST_WAIT_MS;
      this.#attempt();
    } else {
      this.#watch();
    }
  }

  #lost() {
    this.#source.close();
    this.#source = null;
    this.#listener.connected(false);
    this.#wait();
  }

  #wait() {
    // up to a third more, so that many screens do not come back in the same instant
    this.#retry = setTimeout(() => this.#attempt(), this.#waitMs * (1 + Math.random() / 3));
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  /** An EventSource hides the status of its failure, so ask plainly first: 401 and 403 need another answer. */
  async #attempt() {
    this.#retry = null;
    try {
      const body = await seats();
      this.#lastWordMs = Date.now();
      this.#listener.snapshot(body);
    } catch (failure) {
      if (failure instanceof Refused && (failure.status === 401 || failure.status === 403)) {
        if (!(await this.#listener.refused(failure.status))) {
          return;
        }
      }
      this.#wait();
      return;
    }
    if (this.#source === null) {
      this.#open();
    }
  }
}

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
