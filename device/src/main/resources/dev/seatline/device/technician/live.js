// The live stream: the newest view, and since when there is none.

const SILENT_TOO_LONG = 25_000; // the console speaks at least every 10 s
const AGAIN_AFTER = 2_000;
const SPEED_NEEDS = 4_000;

let source = null;
let heard = 0;
let lostSince = null;
let anchor = null;
let speed = 1;

/** The console's wall clock now, in milliseconds, carried on between two messages. */
export const consoleNow = () => (anchor ? anchor.wall + (performance.now() - anchor.at) * speed : Date.now());

/** The console's uptime now, in milliseconds. */
export const consoleUptime = () => (anchor ? anchor.uptime + (performance.now() - anchor.at) * speed : 0);

/** When the console fell silent, by the browser's clock; null while it answers. */
export const silentSince = () => lostSince;

// a demonstration runs faster than the clock on the wall; the uptime tells how fast
let slow = null;
const hear = (view) => {
  const at = performance.now();
  const uptime = view.uptimeSeconds * 1000;
  if (!slow || uptime < slow.uptime || view.boot !== slow.boot) {
    slow = { at, uptime, boot: view.boot };
    speed = 1;
  } else if (at - slow.at >= SPEED_NEEDS) {
    const measured = (uptime - slow.uptime) / (at - slow.at);
    speed = measured > 1.6 ? measured : 1;
    slow = { at, uptime, boot: view.boot };
  }
  anchor = { wall: Date.parse(view.wall), uptime, at };
};

/**
 * @param onView takes each newest view
 * @param onChange is told when the console falls silent or speaks again
 * @param session what is to be done with who is here, with the end of the session, and with a refusal
 */
export const listen = (onView, onChange, session) => {
  const lose = (since) => {
    if (lostSince === null) {
      lostSince = since;
      onChange();
    }
  };
  const open = () => {
    source?.close();
    heard = Date.now();
    const mine = new EventSource("/api/v1/stream");
    source = mine;
    mine.addEventListener("console", (event) => {
      const view = JSON.parse(event.data);
      heard = Date.now();
      hear(view);
      if (lostSince !== null) {
        lostSince = null;
        onChange();
      }
      onView(view);
    });
    mine.addEventListener("present", (event) => session.hearPresent(JSON.parse(event.data)));
    mine.addEventListener("ended", (event) => {
      mine.close();
      session.hearEnded(JSON.parse(event.data));
    });
    mine.addEventListener("error", () => {
      lose(Date.now());
      // a refusal ends an EventSource for good, so a new one is needed
      if (mine.readyState === EventSource.CLOSED && mine === source) {
        session.askSession();
        setTimeout(open, AGAIN_AFTER);
      }
    });
  };
  setInterval(() => {
    if (Date.now() - heard > SILENT_TOO_LONG) {
      lose(heard);
      open();
    }
  }, 1_000);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && open());
  open();
};
