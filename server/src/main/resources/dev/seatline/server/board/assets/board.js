// The wallboard: start reading here. Words of the hub change the seats held here; once per frame, what changed is
// shown. Times go on by themselves, by the hub's clock.

import { goToSignIn, openVerdicts, session, signInByKey, signOut } from "./api.js";
import { connectSwitches, fillTexts, language, onLanguage, say } from "./appearance.js";
import { callsOf, moreUrgent, NOT_READY_LIMIT_MS } from "./attention.js";
import { AttentionStrip } from "./attention-strip.js";
import { detailsOf, tileOf } from "./describe.js";
import { byTestId, element, setAttribute, setHidden, setText } from "./dom.js";
import { FilterBar } from "./filter-bar.js";
import { callsLeft, Findings, SHOWN_KINDS, toldIn } from "./findings.js";
import { bySeatNumber, countsOf, filterFromQuery, inTeams, passes, queryOfFilter, teamsOf } from "./floor.js";
import { dayOf, HubTime, timeOfDay } from "./hub-time.js";
import { LiveFloor } from "./live-floor.js";
import { SeatGrid } from "./seat-grid.js";
import { agentsAtTwoSeats, peopleAtWork, seatFromWire } from "./states.js";
import { ageText } from "./texts.js";

/** A silence of the hub after which the picture is called old; shorter when the line is known to be cut. */
const STALE_SECONDS = 12;
const STALE_SECONDS_WHEN_CUT = 6;
/** Facts on their way for less than this are no backlog worth a word. */
const BACKLOG_PATIENCE_MS = 3000;
/** Half of the time between two flashes of what calls. */
const BEAT_MS = 550;
/** On a floor with more seats than this times go on every five seconds only: seconds that nobody can follow are no use. */
const MANY_SEATS = 300;
const SECONDS_OF_MANY_MS = 5000;
/** A few times go on in each frame, so that no frame is late: for all seats within about two fifths of a period. */
const FRAMES_OF_A_SECOND = 24;
/** On such a floor something changes in every frame: counts and strip follow ten times a second. */
const OVERVIEW_OF_MANY_MS = 100;

const hubTime = new HubTime();
const seats = new Map();
const findings = new Findings();
const backlogSince = new Map();
const changed = new Set();
/** Seats whose times have still to go on since the second began. */
const aged = new Set();
const limits = { notReadyMs: NOT_READY_LIMIT_MS, atTwoSeats: new Set() };

let filter = filterFromQuery(location.search);
let ordered = [];
let loaded = false;
let rearranged = false;
let frameAsked = false;
/** Whether counts and strip have to be shown anew, and when they were shown last. */
let overviewDue = true;
let overviewMs = -Infinity;
/** When the times of all seats went on last. */
let agedMs = -Infinity;
let frozenMs = null;
let opened = null;
/** The verdict whose reasons are read. */
let explained = null;
let csrf = "";
/** The key of the link this page was opened with. Only in memory: a wall screen comes back by it, a reload does not. */
let key = null;

const board = document.body;
const grid = new SeatGrid(byTestId("seats"), openDetail);
const strip = new AttentionStrip(openDetail, explain);
const bar = new FilterBar(changeFilter);
const live = new LiveFloor({
  snapshot: takeSnapshot,
  seat: takeSeat,
  verdict: takeVerdict,
  beat: (body) => hubTime.beat(body.now, performance.now()),
  connected: (yes) => showConnection(yes ? "live" : "retrying"),
  refused,
});

// ---- what the hub says ----

function takeSnapshot(body) {
  if (!Array.isArray(body.seats)) {
    return;
  }
  hubTime.set(body.now, body.speed, performance.now());
  if (Number.isFinite(body.limits?.notReadySeconds)) {
    limits.notReadyMs = body.limits.notReadySeconds * 1000;
  }
  setText(byTestId("site-name"), body.site?.name ?? body.site?.id ?? "Seatline");
  seats.clear();
  backlogSince.clear();
  // a page out of sight draws no frame for hours: what changed meanwhile may be seats that are gone now
  changed.clear();
  aged.clear();
  for (const raw of body.seats) {
    const seat = seatFromWire(raw);
    if (seat !== null) {
      seats.set(seat.seat, seat);
      backlogSince.set(seat.seat, seat.backlog > 0 ? -Infinity : null);
      changed.add(seat.seat);
    }
  }
  setAttribute(byTestId("floor"), "data-forbidden", "false");
  loaded = true;
  rearranged = true;
  takeFindings();
  askFrame();
}

/** Reads what is open anew: from a snapshot on the stream tells only what comes. What it told meanwhile counts. */
async function takeFindings() {
  findings.clear();
  try {
    (await openVerdicts(SHOWN_KINDS)).verdicts.forEach((verdict) => findings.take(verdict));
  } catch {
    // the seats say the most urgent by themselves, and the next snapshot tries again
  }
  askFrame();
}

function takeVerdict(verdict) {
  findings.take(verdict);
  askFrame();
}

function takeSeat(raw) {
  const seat = seatFromWire(raw);
  if (seat === null || !loaded) {
    return;
  }
  const before = seats.get(seat.seat);
  seats.set(seat.seat, seat);
  backlogSince.set(seat.seat, seat.backlog > 0 ? (backlogSince.get(seat.seat) ?? performance.now()) : null);
  changed.add(seat.seat);
  if (before === undefined || passes(filter, before) !== passes(filter, seat) || before.team !== seat.team) {
    rearranged = true;
  }
  askFrame();
}

// ---- what is shown ----

/** Something has changed. */
function askFrame() {
  overviewDue = true;
  nextFrame();
}

function nextFrame() {
  if (!frameAsked) {
    frameAsked = true;
    requestAnimationFrame(() => {
      frameAsked = false;
      render();
    });
  }
}

function nowMs() {
  return frozenMs ?? hubTime.now(performance.now());
}

function render() {
  if (!loaded) {
    return;
  }
  if (rearranged) {
    rearranged = false;
    ordered = [...seats.values()].sort(bySeatNumber).map((seat) => seat.seat);
    grid.arrange(visibleSeats());
    visibleSeats().forEach((seat) => changed.add(seat.seat));
  }
  const overview = overviewDue && performance.now() - overviewMs >= (many() ? OVERVIEW_OF_MANY_MS : 0);
  if (overview) {
    // the other seat of the two learns of it with the next tick at the latest
    limits.atTwoSeats = agentsAtTwoSeats([...seats.values()]);
  }
  const context = { language: language(), nowMs: nowMs(), limits, say };
  changed.forEach((id) => {
    showSeat(id, context);
    aged.delete(id);
  });
  changed.clear();
  showTimes(context);
  if (overview) {
    showOverview(context);
    overviewDue = false;
    overviewMs = performance.now();
  }
  if (overviewDue || aged.size > 0) {
    nextFrame();
  }
}

function many() {
  return seats.size > MANY_SEATS;
}

/** Lets the times of some seats go on; the others follow in the next frames. */
function showTimes(context) {
  const seconds = many() ? SECONDS_OF_MANY_MS / 1000 : 1;
  let left = Math.ceil(seats.size / (seconds * FRAMES_OF_A_SECOND));
  for (const id of aged) {
    if (left-- === 0) {
      return;
    }
    aged.delete(id);
    showSeat(id, context);
  }
}

function inOrder() {
  return ordered.map((id) => seats.get(id));
}

function visibleSeats() {
  return inOrder().filter((seat) => passes(filter, seat));
}

function showSeat(id, context) {
  const seat = seats.get(id);
  const since = backlogSince.get(id);
  const backlogVisible = since !== null && performance.now() - since > BACKLOG_PATIENCE_MS;
  grid.show(id, tileOf(seat, { ...context, backlogVisible }));
}

function showOverview(context) {
  const all = inOrder();
  const ours = all.filter((seat) => inTeams(filter, seat));
  bar.show(countsOf(ours), teamsOf(all), filter, say);
  setText(byTestId("total"), say("seats.total", { n: ours.length, m: peopleAtWork(ours) }));
  const found = findings.entries(context.nowMs).filter((entry) => inTeams(filter, entry.seat));
  const calling = ours
    .map((seat) => ({ seat, calls: callsLeft(seat.seat, callsOf(seat, context.nowMs, limits), found) }))
    .filter((entry) => entry.calls.length > 0)
    .concat(found)
    .sort(moreUrgent);
  strip.show(calling, context);
  setHidden(byTestId("attention-none"), calling.length > 0 || all.length === 0);
  showEmpty(all.length);
  showDetail(context);
  showWhy();
}

function showEmpty(floorSize) {
  const empty = byTestId("empty");
  const nothing = visibleSeats().length === 0;
  setHidden(empty, !nothing);
  setHidden(byTestId("seats"), nothing);
  if (!nothing) {
    setAttribute(empty, "data-why", "");
    return;
  }
  const [title, todo, demo] = empty.children;
  setAttribute(empty, "data-why", floorSize === 0 ? "floor" : "filter");
  setText(title, say(floorSize === 0 ? "empty.floor" : "empty.filter"));
  setText(todo, floorSize === 0 ? say("empty.floor.do") : "");
  setText(demo, floorSize === 0 ? say("empty.floor.demo") : "");
  setHidden(byTestId("empty-clear"), floorSize === 0);
}

function showForbidden() {
  const empty = byTestId("empty");
  const [title, todo] = empty.children;
  setAttribute(empty, "data-why", "forbidden");
  setText(title, say("forbidden.title"));
  setText(todo, say("forbidden.do"));
  setAttribute(byTestId("floor"), "data-forbidden", "true");
  setHidden(empty, false);
  showAge();
}

function showConnection(how) {
  setAttribute(board, "data-connection", how);
  setText(byTestId("connection").querySelector("span"), say(`link.${how}`));
  showAge();
}

/** Says how old the picture is as soon as it may be wrong, and takes that back by itself. */
function showAge() {
  const cut = board.dataset.connection !== "live";
  const seconds = live.silentSeconds();
  const old = seconds === null ? performance.now() / 1000 : seconds;
  const forbidden = byTestId("empty").dataset.why === "forbidden";
  const stale = !forbidden && old >= (cut ? STALE_SECONDS_WHEN_CUT : STALE_SECONDS);
  if (!stale) {
    frozenMs = null;
  } else if (frozenMs === null) {
    frozenMs = hubTime.now(performance.now() - old * 1000);
  }
  setAttribute(board, "data-stale", String(stale));
  const banner = byTestId("stale-banner");
  setHidden(banner, !stale);
  if (stale) {
    setText(banner.querySelector("b"), say("stale.title"));
    const words = seconds === null ? say("stale.never") : say("stale.age", { age: ageText(language(), seconds) });
    setText(banner.querySelector("span"), words);
  }
}

/** Times go on, limits pass, the clock ticks: all without a word of the hub. */
function tick() {
  showAge();
  const now = hubTime.now(performance.now());
  if (now !== null) {
    setText(byTestId("clock"), timeOfDay(now, hubTime.offsetMinutes));
    setText(byTestId("clock-day"), dayOf(now, hubTime.offsetMinutes, language()));
    setHidden(byTestId("speed"), hubTime.speed === 1);
    setText(byTestId("speed"), say("clock.speed", { n: hubTime.speed }));
  }
  age();
  askFrame();
  // on the second of the hub's clock, and not more than twice a second however fast that runs
  const toNextSecond = now === null ? 1000 : (1000 - (now % 1000)) / hubTime.speed;
  setTimeout(tick, Math.max(toNextSecond + 5, hubTime.speed > 1 ? 500 : 5));
}

/** Another second has begun: for what calls always, for the others of a large floor every fifth time. */
function age() {
  const all = !many() || performance.now() - agedMs > SECONDS_OF_MANY_MS - 500;
  if (all) {
    agedMs = performance.now();
  }
  seats.forEach((seat, id) => {
    if (all || callsOf(seat, nowMs(), limits).length > 0) {
      aged.add(id);
    }
  });
}

/** What calls flashes together, by one change of the floor: movements of their own would make a layer of each. */
function beat() {
  const next = byTestId("seats").dataset.beat === "on" ? "off" : "on";
  setAttribute(byTestId("seats"), "data-beat", next);
  setAttribute(byTestId("attention"), "data-beat", next);
}

// ---- what the reader does ----

function changeFilter({ state, team, clear }) {
  if (clear) {
    filter = { teams: new Set(), states: new Set() };
  } else if (state !== undefined) {
    toggle(filter.states, state);
  } else if (team === null) {
    filter.teams.clear();
  } else {
    toggle(filter.teams, team);
  }
  history.replaceState(null, "", location.pathname + queryOfFilter(filter, location.search));
  rearranged = true;
  askFrame();
}

function toggle(set, value) {
  if (!set.delete(value)) {
    set.add(value);
  }
}

function openDetail(id) {
  opened = id;
  showDetail({ language: language(), nowMs: nowMs(), limits });
  byTestId("detail").showModal();
}

function showDetail(context) {
  const seat = seats.get(opened);
  if (seat === undefined) {
    return;
  }
  const dialog = byTestId("detail");
  setText(dialog.querySelector("h2"), seat.seat);
  const list = dialog.querySelector("dl");
  const lines = detailsOf(seat, context).flat();
  while (list.children.length > lines.length) {
    list.lastChild.remove();
  }
  lines.forEach((words, place) => {
    const node = list.children[place] ?? list.appendChild(element(place % 2 === 0 ? "dt" : "dd", ""));
    setText(node, words);
  });
}

/** Opens the reasons of a finding: what a person needs to check it by hand. */
function explain(id) {
  explained = findings.get(id) ?? null;
  if (explained !== null) {
    showWhy();
    byTestId("why").showModal();
  }
}

function showWhy() {
  if (explained === null) {
    return;
  }
  const dialog = byTestId("why");
  const { headline, lines } = toldIn(language(), explained);
  setText(dialog.querySelector("h2"), headline);
  const list = dialog.querySelector("ol");
  while (list.children.length > lines.length) {
    list.lastChild.remove();
  }
  lines.forEach((words, place) => setText(list.children[place] ?? list.appendChild(element("li", "")), words));
}

function speakLanguage() {
  document.title = `${say("app.title")} · Seatline`;
  fillTexts(document);
  showConnection(board.dataset.connection);
  seats.forEach((_, id) => changed.add(id));
  askFrame();
}

// ---- the way in ----

/** The key of a link `/#key=…`; taken out of the address bar before anything else can see it. */
function takeKey() {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (location.hash !== "") {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return key;
}

/** The session, or null after the reader was sent to the sign-in page. Waits for a hub that is away. */
async function enter() {
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, 10_000)) {
    try {
      const mine = key === null ? await session() : await signInByKey(key);
      if (mine.mustChange) {
        goToSignIn("change");
        return null;
      }
      return mine;
    } catch (failure) {
      if (failure.status >= 400 && failure.status < 500 && failure.status !== 429) {
        goToSignIn(key === null ? undefined : "key");
        return null;
      }
      showConnection("retrying");
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

/** The hub no longer knows our session, or will not show us the floor. Promises whether to try again. */
async function refused(status) {
  if (status === 403) {
    showForbidden();
    return true;
  }
  if (key === null) {
    goToSignIn();
    return false;
  }
  const mine = await enter();
  if (mine === null) {
    return false;
  }
  csrf = mine.csrf;
  return true;
}

async function start() {
  key = takeKey();
  speakLanguage();
  onLanguage(speakLanguage);
  connectSwitches();
  bar.start();
  strip.start();
  grid.start();
  tick();
  setInterval(beat, BEAT_MS);
  byTestId("detail").addEventListener("close", () => {
    opened = null;
  });
  byTestId("why").addEventListener("close", () => {
    explained = null;
  });
  byTestId("sign-out").addEventListener("click", async () => {
    key = null;
    await signOut(csrf).catch(() => null);
    goToSignIn();
  });
  const mine = await enter();
  if (mine === null) {
    return;
  }
  csrf = mine.csrf;
  const wallScreen = String(mine.role).toLowerCase() === "board";
  setHidden(byTestId("sign-out"), wallScreen);
  if (mine.role === "agent") {
    // the stream would let him in, for what is said of himself
    showForbidden();
    return;
  }
  live.start();
}

start();
