// The grid of all seats: keeps one tile per seat in a stable order, fits them to the screen, walks them by keyboard.
// Where it scrolls, a few rows stand in a band each, which the browser leaves alone while it is far out of sight.

import { element, setAttribute } from "./dom.js";
import { fit } from "./floor.js";
import { Tile } from "./tile.js";

/** Below this width the style sheet shows a list, and nothing has to be fitted. */
const LIST = window.matchMedia("(max-width: 700px)");
/** Between list and wall the page scrolls; its height says nothing. */
const SCROLLING_PAGE = window.matchMedia("(max-width: 1100px)");

/** Rows of a band. */
const ROWS = 3;

export class SeatGrid {
  #root;
  #open;
  #tiles = new Map();
  #shown = [];
  #bands = [];

  /** @param open called with a seat id when its tile is chosen */
  constructor(root, open) {
    this.#root = root;
    this.#open = open;
  }

  start() {
    new ResizeObserver(() => this.#fit()).observe(this.#root);
    this.#root.addEventListener("click", (event) => this.#choose(event));
    this.#root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Shows exactly these seats in this order; tiles of seats that stay are kept. */
  arrange(seats) {
    const ids = seats.map((seat) => seat.seat);
    if (ids.length === this.#shown.length && ids.every((id, place) => id === this.#shown[place])) {
      return;
    }
    const focused = document.activeElement?.dataset?.seat;
    const wanted = new Set(ids);
    for (const [id, tile] of this.#tiles) {
      if (!wanted.has(id)) {
        tile.root.remove();
        this.#tiles.delete(id);
      }
    }
    this.#shown = ids;
    ids.forEach((id, place) => this.#tile(id).number(place + 1, ids.length));
    this.#fit();
    this.#makeReachable(focused !== undefined && wanted.has(focused) ? focused : ids[0]);
  }

  show(id, view) {
    this.#tiles.get(id)?.show(view);
  }

  #tile(id) {
    let tile = this.#tiles.get(id);
    if (tile === undefined) {
      tile = new Tile(id);
      this.#tiles.set(id, tile);
    }
    return tile;
  }

  #fit() {
    const count = this.#shown.length;
    if (count === 0) {
      return;
    }
    const height = SCROLLING_PAGE.matches ? 0 : this.#root.clientHeight;
    const layout = fit(count, this.#root.clientWidth, height);
    const dense = layout.density === "dense" && !LIST.matches;
    setAttribute(this.#root, "data-density", LIST.matches ? "list" : layout.density);
    setAttribute(this.#root, "data-scrolls", String(layout.scrolls));
    this.#root.style.setProperty("--gap", `${layout.gap}px`);
    this.#root.style.setProperty("--columns", String(layout.columns));
    this.#root.style.setProperty("--u", layout.unit.toFixed(3));
    this.#root.style.setProperty("--row", `${layout.rowHeight.toFixed(1)}px`);
    this.#root.style.setProperty("--band", `${(ROWS * (layout.rowHeight + layout.gap) - layout.gap).toFixed(1)}px`);
    this.#fill(layout.scrolls && !LIST.matches ? ROWS * layout.columns : count);
    this.#tiles.forEach((tile) => tile.arrange(dense));
  }

  /** Puts the tiles into bands of so many; what stands right already is not touched. */
  #fill(size) {
    const focused = document.activeElement;
    const bands = Math.ceil(this.#shown.length / size);
    while (this.#bands.length < bands) {
      const band = element("div", "band");
      band.setAttribute("role", "none");
      this.#bands.push(band);
      this.#root.append(band);
    }
    this.#shown.forEach((id, place) => {
      const band = this.#bands[Math.floor(place / size)];
      const tile = this.#tile(id).root;
      const there = band.children[place % size] ?? null;
      if (there !== tile) {
        band.insertBefore(tile, there);
      }
    });
    while (this.#bands.length > bands) {
      this.#bands.pop().remove();
    }
    // who moves to another place loses the keyboard on the way
    if (focused !== document.activeElement && this.#root.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }

  #choose(event) {
    const tile = event.target.closest(".tile");
    if (tile !== null) {
      this.#makeReachable(tile.dataset.seat);
      this.#open(tile.dataset.seat);
    }
  }

  /** One tile is in the order of the tab key; the arrows walk from it. */
  #makeReachable(id) {
    this.#tiles.forEach((tile, key) => {
      tile.root.tabIndex = key === id ? 0 : -1;
    });
  }

  #key(event) {
    const place = this.#shown.indexOf(event.target.dataset.seat);
    if (place < 0) {
      return;
    }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#open(this.#shown[place]);
      return;
    }
    const columns = LIST.matches ? 1 : this.#columns();
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
    const last = this.#shown.length - 1;
    const target = { Home: 0, End: last }[event.key] ?? place + (steps[event.key] ?? 0);
    if (target !== place && target >= 0 && target <= last) {
      event.preventDefault();
      this.#makeReachable(this.#shown[target]);
      this.#tiles.get(this.#shown[target]).root.focus();
    }
  }

  #columns() {
    return Number(this.#root.style.getPropertyValue("--columns"));
  }
}
