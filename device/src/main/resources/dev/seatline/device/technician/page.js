// The page as a whole: language, brightness, and the newest view to whoever shows it.

import { clock, language, span, speak, t, word } from "./words.js";
import { listen, silentSince } from "./live.js";
import { draw } from "./drawing.js";
import { giveHands } from "./hands.js";
import { tell, tick } from "./details.js";
import { showInputs, tickInputs } from "./inputs.js";
import { giveCheck, showCheck } from "./check.js";
import { giveConfig, showConfig } from "./config.js";
import * as session from "./session.js";
import { giveBackup } from "./backup.js";
import { giveSystem } from "./system.js";
import "./tabs.js";

const root = document.documentElement;
const played = root.dataset.played === "yes";
let view = null;

const keep = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a browser that keeps nothing still shows everything
  }
};

const show = () => {
  if (view) {
    draw(view);
    tell(view, played);
    showInputs(view);
    showCheck(view);
    document.title = `${view.seat} · ${word(view.shown)} · ${t("title")}`;
  }
};

const showLost = () => {
  const since = silentSince();
  const bar = document.getElementById("lost");
  bar.hidden = since === null && view !== null;
  bar.classList.toggle("waiting", since === null);
  document.body.classList.toggle("stale", since !== null);
  document.getElementById("lost-word").textContent =
    since === null ? t("connecting") : t("lost", { since: clock(since), span: span(Date.now() - since) });
  document.getElementById("lost-more").textContent = since === null ? "" : t("lostMore");
};

const pressed = () => {
  for (const choice of document.querySelectorAll("[data-choose]")) {
    choice.setAttribute("aria-pressed", String(root.dataset[choice.dataset.choose] === choice.value));
  }
};

for (const choice of document.querySelectorAll("[data-choose]")) {
  choice.addEventListener("click", () => {
    root.dataset[choice.dataset.choose] = choice.value;
    keep(`seatline.${choice.dataset.choose}`, choice.value);
    root.lang = language() === "zh" ? "zh-CN" : "en";
    pressed();
    speak();
    show();
    showLost();
    session.showPresent();
    showConfig();
  });
}

for (const part of document.querySelectorAll(played ? "[data-only=looked]" : "[data-only=played]")) {
  part.remove();
}
speak();
pressed();
showLost();
if (played) {
  giveHands(() => view);
}
listen((newest) => {
  if (view && newest.software !== view.software) {
    location.reload(); // the console was updated, and its page with it
    return;
  }
  view = newest;
  show();
  showLost();
}, showLost, session);
session.askSession();
giveCheck();
giveConfig();
giveBackup();
giveSystem();
setInterval(() => {
  if (silentSince() !== null) {
    showLost();
  } else if (view) {
    tick(view);
    tickInputs(view);
  }
}, 1_000);
