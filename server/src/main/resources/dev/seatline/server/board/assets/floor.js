// The floor as a list: order, filters and their form in the address, counts, and how tiles fill a screen.
// Pure: no DOM, no clock, no network.

import { STATES } from "./states.js";

const BY_NUMBER = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Orders seats by their number: S2 before S10, always the same. */
export function bySeatNumber(a, b) {
  return BY_NUMBER.compare(a.seat, b.seat) || (a.seat < b.seat ? -1 : a.seat > b.seat ? 1 : 0);
}

/** The teams of the seats, in order; the empty name (no team) last. */
export function teamsOf(seats) {
  const names = [...new Set(seats.map((seat) => seat.team))];
  return names.sort((a, b) => (a === "") - (b === "") || BY_NUMBER.compare(a, b));
}

/** The filter in an address such as `?team=A&team=B&state=BREAK`; unknown states are left out. */
export function filterFromQuery(query) {
  const parameters = new URLSearchParams(query);
  return {
    teams: new Set(parameters.getAll("team")),
    states: new Set(parameters.getAll("state").filter((state) => STATES.includes(state))),
  };
}

/** The address of a filter: what is not ours in the old query stays as it is. */
export function queryOfFilter(filter, oldQuery) {
  const parameters = new URLSearchParams(oldQuery);
  parameters.delete("team");
  parameters.delete("state");
  filter.teams.forEach((team) => parameters.append("team", team));
  STATES.filter((state) => filter.states.has(state)).forEach((state) => parameters.append("state", state));
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** Whether a seat is of a chosen team; no team chosen means all. */
export function inTeams(filter, seat) {
  return filter.teams.size === 0 || filter.teams.has(seat.team);
}

/** Whether a seat passes the whole filter. */
export function passes(filter, seat) {
  return inTeams(filter, seat) && (filter.states.size === 0 || filter.states.has(seat.state));
}

/** How many of the seats show each state. */
export function countsOf(seats) {
  const counts = new Map(STATES.map((state) => [state, 0]));
  seats.forEach((seat) => counts.set(seat.state, counts.get(seat.state) + 1));
  return counts;
}

/** The tile at unit 1, in CSS pixels, and the smallest unit at which its text can still be read. */
const SHAPES = [
  { density: "roomy", width: 228, height: 118, gap: 8, smallest: 0.66, largest: 2.6 },
  { density: "dense", width: 100, height: 70, gap: 5, smallest: 0.86, largest: 1.4 },
];

/**
 * How to lay out tiles in a space: the density and the number of columns that give the largest text without scrolling,
 * or the densest readable layout, which then scrolls.
 *
 * @returns `{density, gap, columns, unit, rowHeight, scrolls}`, lengths in CSS pixels
 */
export function fit(tiles, width, height) {
  const fitting = SHAPES.map((shape) => bestColumns(shape, Math.max(1, tiles), width, height)).find(
    (layout) => !layout.scrolls,
  );
  return fitting ?? scrolling(SHAPES[1], width);
}

function bestColumns(shape, tiles, width, height) {
  const { gap } = shape;
  let best = null;
  for (let columns = 1; columns <= tiles; columns++) {
    const rows = Math.ceil(tiles / columns);
    const tileWidth = (width - gap * (columns - 1)) / columns;
    const rowHeight = (height - gap * (rows - 1)) / rows;
    const unit = Math.min(tileWidth / shape.width, rowHeight / shape.height, shape.largest);
    if (best === null || unit > best.unit + 0.001) {
      best = { density: shape.density, gap, columns, unit, rowHeight, scrolls: unit < shape.smallest };
    }
  }
  return best;
}

function scrolling(shape, width) {
  const { gap } = shape;
  const columns = Math.max(1, Math.floor((width + gap) / (shape.width + gap)));
  const unit = Math.min((width - gap * (columns - 1)) / columns / shape.width, shape.largest);
  return { density: shape.density, gap, columns, unit, rowHeight: unit * shape.height, scrolls: true };
}
