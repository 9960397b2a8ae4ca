// One seat as a tile of the board.

import { element, icon, setAttribute, setIcon, setText } from "./dom.js";

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
  #dense = false;

  /** The element to put on the page. */
  root = element("article", "tile", this.#head, element("div", "tile-mid", this.#time, this.#chips), this.#foot);

  constructor(seat) {
    this.root.dataset.seat = seat;
    this.root.setAttribute("role", "listitem");
    this.root.tabIndex = -1;
    this.#seat.textContent = seat;
  }

  /** Shows what `tileOf` says. */
  show(view) {
    setAttribute(this.root, "data-state", view.state);
    setAttribute(this.root, "data-look", view.state);
    setAttribute(this.root, "data-team", view.team);
    setAttribute(this.root, "data-attention", String(view.calls.length > 0));
    setAttribute(this.root, "data-calls", view.calls.join(" "));
    setIcon(this.#icon, view.state);
    setText(this.#word, view.word);
    setText(this.#time, view.time);
    setText(this.#name, view.name);
    setText(this.#reason, view.reason);
    this.#showChips(view.chips);
  }

  #showChips(chips) {
    const key = chips.map((chip) => `${chip.kind}=${chip.text}`).join("|");
    if (key === this.#chipsShown) {
      return;
    }
    this.#chipsShown = key;
    this.#chips.replaceChildren(
      ...chips.map((chip) => {
        const made = element("span", "chip");
        made.dataset.chip = chip.kind;
        made.append(...(chip.icon === null ? [] : [icon(chip.icon)]), chip.text);
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
  }
}
