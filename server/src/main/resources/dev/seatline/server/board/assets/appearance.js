// Language and colours of a page: chosen by the reader, else as the browser prefers. Loaded first, so that a page is
// painted once. `?lang=en` and `?theme=dark` start a wall screen as wished without being remembered.

import { LANGUAGES, languageFor, text } from "./texts.js";

const LANGUAGE_KEY = "seatline.language";
const THEME_KEY = "seatline.theme";

const page = document.documentElement;
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
const wished = new URLSearchParams(location.search);
const listeners = [];

let chosenLanguage = wished.get("lang") ?? remembered(LANGUAGE_KEY);
let chosenTheme = wished.get("theme") ?? remembered(THEME_KEY);

/** Storage may be forbidden by the browser; then nothing is remembered. */
function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the choice holds until the page is left
  }
}

/** A choice on the page outlasts the wish in its address. */
function forgetWish(name) {
  const parameters = new URLSearchParams(location.search);
  if (parameters.has(name)) {
    parameters.delete(name);
    const query = parameters.toString();
    history.replaceState(null, "", location.pathname + (query === "" ? "" : `?${query}`));
  }
}

/** The language spoken now. */
export function language() {
  return page.lang;
}

/** The text of a key in the language spoken now. */
export function say(key, values) {
  return text(page.lang, key, values);
}

/** Calls `listener` after every change of language. */
export function onLanguage(listener) {
  listeners.push(listener);
}

/** Fills every element that names its text: `data-text`, `data-label` for names read aloud, `data-hint` for hints. */
export function fillTexts(root) {
  root.querySelectorAll("[data-text]").forEach((element) => {
    element.textContent = say(element.dataset.text);
  });
  root.querySelectorAll("[data-label]").forEach((element) => {
    element.setAttribute("aria-label", say(element.dataset.label));
  });
  root.querySelectorAll("[data-hint]").forEach((element) => {
    element.title = say(element.dataset.hint);
  });
}

function applyTheme() {
  const dark = chosenTheme === "dark" || (chosenTheme !== "light" && prefersDark.matches);
  page.dataset.theme = dark ? "dark" : "light";
}

function applyLanguage() {
  page.lang = languageFor(chosenLanguage, navigator.languages ?? [navigator.language]);
}

/** Makes the two switches of a page work. */
export function connectSwitches() {
  const languageSwitch = document.querySelector("[data-testid=language-switch]");
  const themeSwitch = document.querySelector("[data-testid=theme-switch]");
  const label = () => {
    themeSwitch.querySelector("span").textContent = say(page.dataset.theme === "dark" ? "theme.light" : "theme.dark");
  };
  languageSwitch.addEventListener("click", () => {
    chosenLanguage = LANGUAGES.find((one) => one !== page.lang);
    remember(LANGUAGE_KEY, chosenLanguage);
    forgetWish("lang");
    applyLanguage();
    label();
    listeners.forEach((listener) => listener());
  });
  themeSwitch.addEventListener("click", () => {
    chosenTheme = page.dataset.theme === "dark" ? "light" : "dark";
    remember(THEME_KEY, chosenTheme);
    forgetWish("theme");
    applyTheme();
    label();
  });
  prefersDark.addEventListener("change", () => {
    applyTheme();
    label();
  });
  label();
}

applyTheme();
applyLanguage();
