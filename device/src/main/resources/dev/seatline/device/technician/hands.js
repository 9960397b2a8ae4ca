// Playing the seat: only where the hardware is a bench. What was typed as a card number is never shown again.

import { t, word } from "./words.js";

const LONG = 1_000;
const VERY_LONG = 3_000;
const SECOND_CLICK_WITHIN = 280;

// The sample badges of config/README.md: two agents, a leader, a stranger.
const EXAMPLES = [["A", "04A1B2C3"], ["B", "04D4E5F6"], ["★", "04FFEE01"], ["?", "04000000"]];

const NOT_SENSED = 409;
const PART_OF = { "/bench/badge": "badge-reader", "/bench/button": "button", "/bench/hook": "hook", "/bench/ring": "bell" };

const say = (text, bad = false) => {
  const line = document.getElementById("said");
  line.textContent = text;
  line.classList.toggle("bad", bad);
};

const send = async (path, body, done) => {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    });
    if (answer.ok) {
      say(done);
    } else if (answer.status === NOT_SENSED) {
      say(t("notSensed", { part: word(PART_OF[path], "part") }), true);
    } else {
      const problem = await answer.json();
      say(t("notSent", { why: problem.detail }), true);
    }
  } catch {
    say(t("notSent", { why: t("unreachable") }), true);
  }
};

const badge = (card) => send("/bench/badge", { card }, t("sent_badge"));
const press = (how) =>
  send("/bench/button", { press: how }, t("sent_button", { what: t(`press_${how.replace("-", "_")}`) }));
const hook = (lifted) => send("/bench/hook", { lifted }, t(lifted ? "sent_lift" : "sent_rest"));
const ring = (bursts) =>
  send("/bench/ring", { bursts }, bursts ? t("sent_ring", { n: bursts }) : t("sent_hush"));

export const breakPart = (part, ok) =>
  send("/bench/part", { part, ok }, t(ok ? "sent_repair" : "sent_fail", { part: word(part, "part") }));

/** The drawn button: how long it is held and how soon it is pressed again tells the gesture. */
const feelButton = (button) => {
  let downAt = null;
  let veryLong = null;
  let second = null;

  const release = () => {
    clearTimeout(veryLong);
    downAt = null;
    button.classList.remove("held");
  };
  const down = () => {
    downAt = performance.now();
    button.classList.add("held");
    veryLong = setTimeout(() => {
      release();
      press("very-long");
    }, VERY_LONG);
  };
  const up = () => {
    if (downAt === null) {
      return;
    }
    const held = performance.now() - downAt;
    release();
    if (held >= LONG) {
      press("long");
    } else if (second !== null) {
      clearTimeout(second);
      second = null;
      press("double");
    } else {
      second = setTimeout(() => {
        second = null;
        press("short");
      }, SECOND_CLICK_WITHIN);
    }
  };

  button.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      button.setPointerCapture(event.pointerId);
      down();
    }
  });
  button.addEventListener("pointerup", up);
  button.addEventListener("pointercancel", release);
  button.addEventListener("blur", release);
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!event.repeat && downAt === null) {
        down();
      }
    }
  });
  button.addEventListener("keyup", (event) => (event.key === "Enter" || event.key === " ") && up());
  // assistive technology clicks without pointer and key
  button.addEventListener("click", (event) => event.detail === 0 && event.pointerType === "" && press("short"));
};

/** A drawn part that does one thing: by click, Enter and Space. */
const touch = (part, act) => {
  part.addEventListener("click", act);
  part.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && !event.repeat) {
      event.preventDefault();
      act();
    }
  });
};

const enable = (part) => {
  part.setAttribute("role", "button");
  part.setAttribute("tabindex", "0");
  part.classList.add("touchable");
};

/** @param present gives the newest view, or null before the first */
export const giveHands = (present) => {
  const button = document.getElementById("push");
  const stand = document.getElementById("headset");
  const reader = document.getElementById("reader");
  const field = document.getElementById("card");
  [button, stand, reader].forEach(enable);

  feelButton(button);
  const isLifted = () => present()?.state.headset === "LIFTED";
  touch(stand, () => hook(!isLifted()));
  // the drawn reader takes what is in the field, or the first example
  const tapTyped = () => {
    const number = field.value.trim();
    field.value = "";
    return badge(number === "" ? EXAMPLES[0][1] : number);
  };
  touch(reader, tapTyped);
  document.getElementById("card-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim() === "") {
      field.focus();
    } else {
      tapTyped();
    }
  });

  const cards = document.getElementById("cards");
  for (const [name, number] of EXAMPLES) {
    const card = document.createElement("button");
    card.type = "button";
    card.className = "badge-card";
    card.dataset.card = name;
    const label = document.createElement("span");
    label.dataset.t = name === "?" ? "cardStranger" : "card";
    label.textContent = t(label.dataset.t);
    card.append(label);
    if (name !== "?") {
      const letter = document.createElement("b");
      letter.textContent = name;
      card.append(letter);
    }
    card.addEventListener("click", () => badge(number));
    cards.append(card);
  }
  for (const control of document.querySelectorAll("[data-press]")) {
    control.addEventListener("click", () => press(control.dataset.press));
  }
  for (const control of document.querySelectorAll("[data-ring]")) {
    control.addEventListener("click", () => ring(Number(control.dataset.ring)));
  }
  for (const control of document.querySelectorAll("[data-hook]")) {
    control.addEventListener("click", () => hook(control.dataset.hook === "lift"));
  }
};
