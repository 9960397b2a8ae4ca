// Signing in: the PIN, what went wrong with it, and how long to wait.

import { language, span, speak, t } from "./words.js";

const SESSION = "/api/v1/session";
const PATIENCE = 20_000; // a console computes one PIN after the other, slowly on purpose
const ENDINGS = ["IDLE", "TOO_LONG", "PIN_CHANGED", "CROWDED_OUT", "SIGNED_OUT", "LOST"];

const root = document.documentElement;
const node = (id) => document.getElementById(id);
const form = node("form");
const pin = node("pin");
const enter = node("enter");
const accountForm = node("account-form");
const account = node("account");
const password = node("password");

let seat = "";
let pausedUntil = null;
let busy = false;
// what is told, by its words' keys, so that another language can tell it, too
let problem = null;
// under which of the two forms it is told
let byAccount = false;
let note = null;

const put = (target, text) => {
  // a screen reader says again what is written again
  if (target.textContent !== text) {
    target.textContent = text;
  }
};

const tellLine = (id, told) => {
  node(id).hidden = told === null;
  put(node(`${id}-what`), told ? t(told.what, told.slots) : "");
  put(node(`${id}-do`), told ? t(told.advice) : "");
};

const show = () => {
  speak();
  const left = pausedUntil === null ? 0 : Math.max(0, Math.ceil((pausedUntil - Date.now()) / 1000));
  if (pausedUntil !== null && left === 0) {
    pausedUntil = null;
    problem = { what: "e_over", advice: "e_over_do" };
    (byAccount ? password : pin).focus();
  }
  tellLine("problem", byAccount ? null : problem);
  tellLine("account-problem", byAccount ? problem : null);
  tellLine("note", note);
  node("problem").classList.toggle("bad", problem !== null && problem.what !== "e_over");
  enter.disabled = busy || left > 0;
  node("account-problem").classList.toggle("bad", problem !== null && problem.what !== "e_over");
  node("account-enter").disabled = enter.disabled;
  put(node("account-enter"), left > 0 ? t("pauseLeft", { n: span(left * 1000) }) : t(busy ? "entering" : "enter"));
  put(enter, left > 0 ? t("pauseLeft", { n: span(left * 1000) }) : t(busy ? "entering" : "enter"));
  put(node("seat-name"), seat);
  document.title = [seat, t("signIn")].filter(Boolean).join(" · ");
  for (const choice of document.querySelectorAll("[data-choose]")) {
    choice.setAttribute("aria-pressed", String(root.dataset[choice.dataset.choose] === choice.value));
  }
};

const wait = (seconds) => {
  pausedUntil = seconds > 0 ? Date.now() + seconds * 1000 : null;
};

const refused = async (answer) => {
  const pause = Number(answer.headers.get("Retry-After") ?? 0);
  wait(pause);
  if (answer.status === 401 && pause === 0) {
    return { what: byAccount ? "e_wrongAccount" : "e_wrong", advice: "e_wrong_do" };
  }
  switch (answer.status) {
    case 401:
      return { what: byAccount ? "e_wrongAccount" : "e_wrong", advice: "e_wait_do" };
    case 403:
      return { what: "e_notAllowed", advice: "e_notAllowed_do" };
    case 503:
      return { what: "e_noHub", advice: "e_noHub_do" };
    case 429:
      return { what: "e_held", advice: "e_held_do" };
    case 422:
      return byAccount ? { what: "e_accountShape", advice: "e_accountShape_do" } : { what: "e_shape", advice: "e_shape_do" };
    default: {
      const told = await answer.json().catch(() => ({}));
      return { what: "e_other", advice: "e_other_do", slots: { why: told.detail ?? answer.status } };
    }
  }
};

const signIn = async () => {
  // a Chinese keyboard may give digits of double width
  const typed = pin.value.normalize("NFKC").replaceAll(/\s/g, "");
  if (busy || pausedUntil !== null) {
    return;
  }
  byAccount = false;
  if (!/^[0-9]{6,12}$/.test(typed)) {
    problem = { what: "e_shape", advice: "e_shape_do" };
    show();
    pin.select(); // what is typed next takes its place
    return;
  }
  await send({ pin: typed });
};

const signInByAccount = async () => {
  if (busy || pausedUntil !== null) {
    return;
  }
  byAccount = true;
  if (account.value.trim() === "" || password.value === "") {
    problem = { what: "e_accountShape", advice: "e_accountShape_do" };
    show();
    (account.value.trim() === "" ? account : password).focus();
    return;
  }
  await send({ account: account.value.trim(), password: password.value });
};

const send = async (what) => {
  busy = true;
  problem = null;
  show();
  try {
    const answer = await fetch(SESSION, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(what),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.ok) {
      pin.value = "";
      password.value = "";
      location.replace("/");
      return;
    }
    problem = await refused(answer);
    note = null;
    if (answer.status === 409) {
      await ask();
    }
  } catch {
    problem = { what: "e_unreachable", advice: "e_unreachable_do" };
  }
  busy = false;
  pin.value = "";
  password.value = "";
  show();
  (byAccount ? password : pin).focus();
};

/** Why one is here: signed out, no PIN set, or just come. */
const ask = async () => {
  try {
    const answer = await fetch(SESSION, { signal: AbortSignal.timeout(PATIENCE) });
    const found = await answer.json();
    if (!answer.ok) {
      problem = { what: "e_other", advice: "e_other_do", slots: { why: found.detail } };
      return;
    }
    if (found.signedIn) {
      location.replace("/");
      return;
    }
    seat = found.seat;
    form.hidden = found.pin !== "set";
    accountForm.hidden = form.hidden || !found.accounts;
    node("look").hidden = !(found.pin === "absent" && found.mayLook);
    if (found.pin !== "set") {
      note = { what: `n_${found.pin}`, advice: `n_${found.pin}_do` };
      problem = null;
    }
    if (found.pauseSeconds > 0) {
      wait(found.pauseSeconds);
      problem = { what: "e_held", advice: "e_held_do" };
    }
  } catch {
    form.hidden = false;
    problem = { what: "e_unreachable", advice: "e_unreachable_do" };
  }
};

for (const choice of document.querySelectorAll("[data-choose]")) {
  choice.addEventListener("click", () => {
    root.dataset[choice.dataset.choose] = choice.value;
    root.lang = language() === "zh" ? "zh-CN" : "en";
    try {
      localStorage.setItem(`seatline.${choice.dataset.choose}`, choice.value);
    } catch {
      // a browser that keeps nothing still shows everything
    }
    show();
  });
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn();
});
accountForm.addEventListener("submit", (event) => {
  event.preventDefault();
  signInByAccount();
});
node("reveal").addEventListener("click", () => {
  const hidden = pin.type === "password";
  pin.type = hidden ? "text" : "password";
  node("reveal").setAttribute("aria-pressed", String(hidden));
  pin.focus();
});

const ending = location.hash.slice(1);
if (ENDINGS.includes(ending)) {
  note = { what: `n_${ending}`, advice: ending === "SIGNED_OUT" ? "n_close" : "n_again" };
  history.replaceState(null, "", location.pathname);
}
show();
await ask();
show();
if (!form.hidden) {
  pin.focus();
}
setInterval(() => pausedUntil !== null && show(), 250);
addEventListener("pageshow", (event) => event.persisted && ask().then(show));
