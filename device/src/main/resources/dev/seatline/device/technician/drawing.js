// The drawn console: lamp, digits, buzzer, headset and bell, as the console says they are.

import { t, word } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const BUZZ_SHOWN = 1_500; // a chirp is over in a blink; its mark stays long enough to be read

// segments of one digit, 36 × 64 units: a top, b and c right, d bottom, e and f left, g middle
const BARS = {
  a: "6,2 30,2 25,8 11,8",
  b: "32,4 32,30 28,29 27,10",
  c: "32,34 32,60 27,54 28,35",
  d: "11,56 25,56 30,62 6,62",
  e: "4,34 8,35 9,54 4,60",
  f: "4,4 9,10 8,29 4,30",
  g: "9,32 12,29 24,29 27,32 24,35 12,35",
};

const GLYPHS = {
  0: "abcdef", 1: "bc", 2: "abdeg", 3: "abcdg", 4: "bcfg", 5: "acdfg", 6: "acdefg", 7: "abc", 8: "abcdefg", 9: "abcdfg",
  A: "abcefg", B: "cdefg", C: "adef", D: "bcdeg", E: "adefg", F: "aefg", G: "acdef", H: "bcefg", I: "bc", J: "bcde",
  L: "def", N: "ceg", O: "abcdef", P: "abefg", Q: "abcfg", R: "eg", S: "acdfg", T: "defg", U: "bcdef", V: "cde", Y: "bcdfg",
  Z: "abdeg", "-": "g", _: "d", "=": "dg", "°": "abfg", "?": "abeg", " ": "",
};
// what seven segments cannot write: three bars, so that it is seen that something stands there
const STRANGE = "adg";
// small letters that have a shape of their own
const SMALL = { c: "deg", h: "cefg", i: "c", o: "cdeg", u: "cde", l: "ef" };

const segments = (character) => SMALL[character] ?? GLYPHS[character.toUpperCase()] ?? STRANGE;

const build = () => {
  const row = document.getElementById("digits");
  for (let place = 0; place < 4; place++) {
    const digit = document.createElementNS(SVG, "g");
    digit.setAttribute("transform", `translate(${place * 47} 0)`);
    for (const [name, points] of Object.entries(BARS)) {
      const bar = document.createElementNS(SVG, "polygon");
      bar.setAttribute("points", points);
      bar.setAttribute("class", `bar ${name}`);
      digit.append(bar);
    }
    row.append(digit);
  }
};
build();

const node = (id) => document.getElementById(id);
const failed = (view, part) => view.parts.some((one) => one.part === part && !one.ok);

let buzzed = "SILENT";
let buzzTimer = null;

const drawBuzzer = (buzzer) => {
  if (buzzer !== "SILENT") {
    clearTimeout(buzzTimer);
    buzzTimer = null;
    buzzed = buzzer;
  } else if (buzzed !== "SILENT" && buzzTimer === null) {
    buzzTimer = setTimeout(() => {
      buzzTimer = null;
      buzzed = "SILENT";
      showBuzzer();
    }, BUZZ_SHOWN);
  }
  showBuzzer();
};

const showBuzzer = () => {
  node("buzzer").dataset.sound = buzzed;
  node("say-buzzer").textContent = word(buzzed, "buzzer");
};

export const draw = (view) => {
  const { lamp, digits, buzzer } = view.outputs;
  const light = node("lamp");
  // set only when it changes: setting it again would begin the blinking anew
  for (const [name, value] of [["colour", lamp.colour], ["pattern", lamp.pattern], ["gap", String(lamp.offlineGap)]]) {
    if (light.dataset[name] !== value) {
      light.dataset[name] = value;
    }
  }
  const strip = node("strip");
  strip.dataset.pattern = lamp.colour === "OFF" ? "OFF" : lamp.pattern;
  const off = lamp.colour === "OFF";
  node("say-lamp").textContent = [
    word(lamp.colour, "colour"),
    off ? "" : word(lamp.pattern, "pattern"),
    lamp.offlineGap && !off ? word("gap") : "",
  ].filter(Boolean).join(" · ");
  node("say-digits").textContent = digits === "" ? t("dark_") : `“${digits}”`;

  const shown = digits.slice(0, 4).padStart(4, " ");
  [...node("digits").children].forEach((digit, place) => {
    const lit = segments(shown[place]);
    for (const bar of digit.children) {
      bar.classList.toggle("lit", lit.includes(bar.classList[1]));
    }
  });
  drawBuzzer(buzzer);

  const headset = view.state.headset;
  node("stand").dataset.headset = headset;
  node("say-headset").textContent = word(headset, "headset");
  const call = view.state.call;
  node("bell").dataset.ringing = String(call.kind === "ringing");
  node("say-bell").textContent = word(call.kind, "call", { n: call.rings ?? "" });

  for (const mark of document.querySelectorAll("[data-broken]")) {
    mark.classList.toggle("shown", failed(view, mark.dataset.broken));
  }
};
