// One seat as a tile of the board.

import { element, icon, setAttribute, setIcon, setText } from "./dom.js";

/** More marks than this, or more characters of time than that, leave no room for words in the marks. */
const MANY_CHIPS = 2;
const LONG_TIME = 6;
/** Time with more characters leaves a dense tile room for one mark only. */
const SHORT_TIME = 4;

export class Tile {
  #icon = icon("SIGNED_OUT");
  #word = element("b", "tile-word");
  #seat = element("span", "tile-seat");
  #time = element("span", "tile-time");
  #chips = element("span", "tile-chips");
  #name = element("span", "tile-name");
  #reason = element("span", "tile-reason");
  #head = element("div", "tile-head", this.#icon, this.#word, this.#seat);
  #foot = element("div", "tile-foot", this.#name, this.#reason);
  #chipsShown = "";
  #view = null;
  #dense = false;

  /** The element to put on the page. */
  root = element("div", "tile", this.#head, element("div", "tile-mid", this.#time, this.#chips), this.#foot);

  constructor(seat) {
    this.root.dataset.seat = seat;
    this.root.setAttribute("role", "listitem");
    this.root.tabIndex = -1;
    this.#seat.textContent = seat;
  }

  /** Its place in the list for who hears it: of bands out of sight a browser tells nothing. */
  number(place, ofAll) {
    setAttribute(this.root, "aria-posinset", String(place));
    setAttribute(this.root, "aria-setsize", String(ofAll));
  }

  /** Shows what `tileOf` says. */
  show(view) {
    this.#view = view;
    setAttribute(this.root, "data-state", view.state);
    setAttribute(this.root, "data-look", view.state);
    setAttribute(this.root, "data-team", view.team);
    setAttribute(this.root, "data-attention", String(view.calls.length > 0));
    this.root.classList.toggle("calling", view.calls.length > 0);
    setAttribute(this.root, "data-calls", view.calls.join(" "));
    setIcon(this.#icon, view.state);
    setText(this.#word, this.#dense ? view.shortWord : view.word);
    setText(this.#time, view.time);
    setText(this.#name, view.name);
    setText(this.#reason, view.reason);
    this.#showChips();
  }

  /** The marks that fit beside the time, most urgent first; the detail sheet tells all of them in full. */
  #showChips() {
    const { time, chips: all } = this.#view;
    const besideSign = all.length > 1 && (all[0].kind === "hand" || all[0].kind === "fault");
    const short = this.#dense || besideSign || all.length > MANY_CHIPS || time.length > LONG_TIME;
    const room = !this.#dense ? all.length : time.length > SHORT_TIME ? 1 : 2;
    const chips = all.slice(0, room);
    const wordsOf = (chip) => (short ? chip.shortText : chip.text);
    const key = chips.map((chip) => `${chip.kind}=${wordsOf(chip)}`).join("|");
    if (key === this.#chipsShown) {
      return;
    }
    this.#chipsShown = key;
    this.#chips.replaceChildren(
      ...chips.map((chip) => {
        const made = element("span", "chip");
        made.dataset.chip = chip.kind;
        const words = wordsOf(chip);
        made.append(...(chip.icon === null ? [] : [icon(chip.icon)]), ...(words === "" ? [] : [element("span", "chip-words", words)]));
        return made;
      }),
    );
  }

  /** In a dense floor the seat stands beside the name and the reason beside the state. */
  arrange(dense) {
    if (dense === this.#dense) {
      return;
    }
    this.#dense = dense;
    if (dense) {
      this.#foot.prepend(this.#seat);
      this.#head.append(this.#reason);
    } else {
      this.#head.append(this.#seat);
      this.#foot.append(this.#reason);
    }
    if (this.#view !== null) {
      this.show(this.#view);
    }
  }
}
