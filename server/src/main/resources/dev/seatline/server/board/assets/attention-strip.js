// The strip over the seats: who needs a person now, most urgent first. Its height never changes.

import { byTestId, element, icon, setAttribute, setHidden, setIcon, setText } from "./dom.js";
import { nameOf, timeWaiting, callText } from "./describe.js";
import { toldIn } from "./findings.js";

/** No card is narrower than this, in CSS pixels. */
const NARROWEST_CARD = 196;
const PHONE = window.matchMedia("(max-width: 700px)");

export class AttentionStrip {
  #root = byTestId("attention");
  #count = byTestId("attention-count");
  #cards = byTestId("attention-cards");
  #more = byTestId("attention-more");
  #voice = byTestId("announcements");
  #made = [];
  #spoken = new Set();
  #width = 0;
  #open;
  #explain;

  /**
   * @param open called with a seat id when its card is chosen
   * @param explain called with a verdict's id when the card of a finding is chosen
   */
  constructor(open, explain) {
    this.#open = open;
    this.#explain = explain;
  }

  start() {
    // asked in every frame, it would be a layout of the whole page each time
    new ResizeObserver(() => {
      this.#width = this.#root.clientWidth;
    }).observe(this.#root);
    this.#cards.addEventListener("click", (event) => {
      const card = event.target.closest("[data-attention-seat]");
      if (card === null) {
        return;
      }
      if (card.dataset.verdict === "") {
        this.#open(card.dataset.attentionSeat);
      } else {
        this.#explain(card.dataset.verdict);
      }
    });
  }

  /** Shows entries `{seat, calls}`, those of findings with their `verdict`, most urgent first. */
  show(entries, { language, nowMs, say }) {
    setAttribute(this.#root, "data-calls", String(entries.length));
    setText(this.#count, String(entries.length));
    const room = this.#room(entries.length);
    const shown = entries.slice(0, room);
    while (this.#made.length < shown.length) {
      this.#made.push(newCard());
      this.#cards.append(this.#made.at(-1).root);
    }
    while (this.#made.length > shown.length) {
      this.#made.pop().root.remove();
    }
    shown.forEach((entry, place) => {
      const { seat, calls, verdict } = entry;
      const card = this.#made[place];
      setAttribute(card.root, "data-attention-seat", seat.seat);
      setAttribute(card.root, "data-verdict", String(verdict?.id ?? ""));
      setAttribute(card.root, "data-kind", verdict?.kind ?? "");
      setAttribute(card.root, "data-calls", calls.join(" "));
      setIcon(card.icon, calls[0]);
      setText(card.call, wordsOf(entry, language));
      setText(card.seat, seat.seat);
      setText(card.name, nameOf(seat));
      setText(card.time, timeWaiting(entry, language, nowMs));
    });
    setHidden(this.#more, entries.length === shown.length);
    setText(this.#more, say("attention.more", { n: entries.length - shown.length }));
    this.#speak(entries, language, say);
  }

  #room(entries) {
    if (PHONE.matches) {
      return entries;
    }
    const width = this.#width - 150;
    const all = Math.floor(width / NARROWEST_CARD);
    return entries <= all ? entries : Math.max(1, Math.floor((width - 158) / NARROWEST_CARD));
  }

  /** Says each new call once, aloud only where somebody listens to the page. */
  #speak(entries, language, say) {
    const present = new Set();
    const words = [];
    for (const { seat, calls, verdict } of entries) {
      for (const call of calls) {
        const key = `${verdict?.matter ?? seat.seat} ${call}`;
        present.add(key);
        if (!this.#spoken.has(key)) {
          const what = wordsOf({ seat, calls: [call], verdict }, language);
          words.push(say("call.announce", { seat: seat.seat, name: nameOf(seat), call: what }));
        }
      }
    }
    this.#spoken = present;
    if (words.length > 0) {
      setText(this.#voice, words.join("; "));
    }
  }
}

function wordsOf({ seat, calls, verdict }, language) {
  return verdict === undefined
    ? calls.map((call) => callText(call, seat, language)).join(" · ")
    : toldIn(language, verdict).what;
}

function newCard() {
  const sign = icon("HAND");
  sign.classList.add("card-sign");
  const call = element("span", "card-call");
  const seat = element("b", "card-seat");
  const name = element("span", "card-name");
  const time = element("span", "card-time");
  const button = element("button", "", sign, call, element("span", "card-who", seat, name), time);
  button.type = "button";
  const root = element("li", "card", button);
  root.dataset.testid = "attention-card";
  return { root, icon: sign, call, seat, name, time };
}
