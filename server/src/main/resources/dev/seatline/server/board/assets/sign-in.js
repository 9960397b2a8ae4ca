// The sign-in page: name and password, and a new password where the hub demands one. Every problem stands beside the
// field that caused it, in the language spoken now.

import { changePassword, pathAfterSignIn, Refused, session, signIn } from "./api.js";
import { connectSwitches, fillTexts, language, onLanguage, say } from "./appearance.js";
import { byTestId } from "./dom.js";
import { ageText } from "./texts.js";

const SHORTEST_PASSWORD = 12;

const signForm = byTestId("sign-in-form");
const changeForm = byTestId("change-form");
const why = new URLSearchParams(location.search).get("why");

/** What is wrong with a field, as a function that says it, so that a change of language changes it too. */
const problems = new Map();
let csrf = "";

function problem(field, words) {
  problems.set(field, words);
  showProblems();
  field.focus();
  field.select();
}

function clearProblems() {
  problems.clear();
  showProblems();
}

function showProblems() {
  for (const field of document.querySelectorAll("input[aria-describedby]")) {
    const words = problems.get(field);
    document.getElementById(field.getAttribute("aria-describedby")).textContent = words ? words() : "";
    field.setAttribute("aria-invalid", String(words !== undefined));
  }
}

/** Why the hub refused, in words. `wrong` are the words for a 401. */
function refusal(failure, wrong) {
  if (!(failure instanceof Refused)) {
    return () => say("sign.unreachable");
  }
  if (failure.status === 401) {
    return () => say(wrong);
  }
  if (failure.status === 429) {
    return () => say("sign.toomany", { age: ageText(language(), Math.max(1, failure.retryAfter)) });
  }
  return () => say("sign.failed", { detail: failure.message });
}

function goOn() {
  location.replace(pathAfterSignIn(location.search));
}

function enter(mine, password) {
  csrf = mine.csrf;
  if (!mine.mustChange) {
    goOn();
    return;
  }
  clearProblems();
  byTestId("sign-in-notice").hidden = true;
  signForm.hidden = true;
  changeForm.hidden = false;
  changeForm.elements.user.value = mine.user;
  changeForm.elements.old.value = password;
  (password === "" ? changeForm.elements.old : changeForm.elements.new).focus();
}

/** Sends a form once, however often Enter is pressed. */
async function once(form, work) {
  const button = form.querySelector("button");
  if (button.disabled) {
    return;
  }
  clearProblems();
  button.disabled = true;
  button.dataset.text = "sign.doing";
  fillTexts(form);
  try {
    await work();
  } finally {
    button.disabled = false;
    button.dataset.text = form === signForm ? "sign.do" : "sign.change.do";
    fillTexts(form);
  }
}

signForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const { user, password } = signForm.elements;
  if (user.value.trim() === "") {
    clearProblems();
    problem(user, () => say("sign.user.missing"));
  } else if (password.value === "") {
    clearProblems();
    problem(password, () => say("sign.password.missing"));
  } else {
    once(signForm, async () => {
      try {
        enter(await signIn(user.value.trim(), password.value), password.value);
      } catch (failure) {
        problem(password, refusal(failure, "sign.wrong"));
      }
    });
  }
});

changeForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const { old, new: wished, repeat } = changeForm.elements;
  const length = [...wished.value].length;
  clearProblems();
  if (old.value === "") {
    problem(old, () => say("sign.password.missing"));
  } else if (length < SHORTEST_PASSWORD) {
    problem(wished, () => say("sign.change.short", { n: length }));
  } else if (wished.value === old.value) {
    problem(wished, () => say("sign.change.same"));
  } else if (repeat.value !== wished.value) {
    problem(repeat, () => say("sign.change.differ"));
  } else {
    once(changeForm, async () => {
      try {
        await changePassword(old.value, wished.value, csrf);
        goOn();
      } catch (failure) {
        const field = failure instanceof Refused && failure.status === 401 ? old : wished;
        problem(field, refusal(failure, "sign.change.wrong"));
      }
    });
  }
});

for (const box of document.querySelectorAll("input[data-show]")) {
  box.addEventListener("change", () => {
    box.dataset.show.split(" ").forEach((id) => {
      document.getElementById(id).type = box.checked ? "text" : "password";
    });
  });
}

function speakLanguage() {
  document.title = `${say("sign.title")} · Seatline`;
  fillTexts(document);
  showProblems();
  const notice = byTestId("sign-in-notice");
  notice.hidden = why !== "key" || signForm.hidden;
  notice.textContent = say("sign.key");
}

speakLanguage();
onLanguage(speakLanguage);
connectSwitches();

// whoever is signed in already goes on, or is asked for the new password
if (why !== "key") {
  session().then((mine) => enter(mine, ""), () => null);
}
