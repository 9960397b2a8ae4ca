// The own session on the page: who else is here, signing out, and what follows when it ended.

import { clock, t } from "./words.js";

const SESSION = "/api/v1/session";
const TOUCH_EVERY = 60_000;

const bar = document.getElementById("present");
let own = null;
let present = [];
let heardAt = 0;
let touchedAt = 0;

/** @param why a word of the console, or LOST */
const leave = (why) => location.replace(`/sign-in#${why}`);

const who = (one) =>
  t("hereSince", {
    who: [t(one.number === own ? "me" : "someone"), one.account].filter(Boolean).join(" "),
    from: one.from,
    since: clock(heardAt - one.seconds * 1000),
  });

const known = [];
let told = null;

/** Whether something may be changed: false when nobody is signed in, since no PIN is set; null while not known. */
export const maySend = () => told;

/** Tells now and from now on whether something may be changed. */
export const onMaySend = (tell) => {
  known.push(tell);
  if (told !== null) {
    tell(told);
  }
};

const know = (may) => {
  document.getElementById("needs-pin").hidden = may;
  if (may !== told) {
    told = may;
    known.forEach((tell) => tell(may));
  }
};

/** Writes the line anew, in the language of the page. */
export const showPresent = () => {
  bar.hidden = own === null;
  if (own === null) {
    return;
  }
  const list = document.getElementById("present-list");
  const lines = present.map(who);
  if (list.dataset.key !== JSON.stringify(lines)) {
    list.dataset.key = JSON.stringify(lines);
    list.replaceChildren(...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }));
  }
  bar.classList.toggle("several", present.length > 1);
  document.getElementById("careful").hidden = present.length < 2;
};

export const hearPresent = (newest) => {
  present = newest;
  heardAt = Date.now();
  showPresent();
};

/** The console ended the stream because the session is over. */
export const hearEnded = (why) => leave(why);

/** Asks whether one is still signed in; to ask is a use of the session. */
export const askSession = async () => {
  touchedAt = Date.now();
  try {
    const answer = await fetch(SESSION, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) {
      return;
    }
    const found = await answer.json();
    own = found.signedIn ? found.number : null;
    if (!found.signedIn && !found.mayLook) {
      leave("LOST");
      return;
    }
    know(found.signedIn);
    hearPresent(found.present);
  } catch {
    // the console does not answer: the page says so by itself
  }
};

// whoever touches the page uses his session, also when nothing is sent for it
const touch = () => own !== null && Date.now() - touchedAt > TOUCH_EVERY && askSession();
for (const kind of ["pointerdown", "keydown", "wheel"]) {
  addEventListener(kind, touch, { passive: true });
}

document.getElementById("sign-out").addEventListener("click", async () => {
  try {
    const answer = await fetch(SESSION, { method: "DELETE", signal: AbortSignal.timeout(5_000) });
    if (answer.ok) {
      leave("SIGNED_OUT");
    }
  } catch {
    // still signed in, and the page says that the console does not answer
  }
});
