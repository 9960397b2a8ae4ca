// The hub's API as the pages use it. Knows no page.

/** An answer of the hub that is not a yes: its status, what it said, and after how many seconds to try again. */
export class Refused extends Error {
  constructor(status, detail, retryAfter) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** A hub that does not answer at all within this time counts as away. */
const PATIENCE_MS = 10_000;

async function ask(method, path, { body, csrf } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (csrf !== undefined) {
    headers["X-CSRF-Token"] = csrf;
  }
  const answer = await fetch(`/api/v1/${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const content = await answer.json().catch(() => null);
  if (!answer.ok) {
    const wait = Number(answer.headers.get("Retry-After"));
    throw new Refused(answer.status, content?.detail ?? `HTTP ${answer.status}`, Number.isFinite(wait) ? wait : 0);
  }
  return content;
}

/** The present session `{user, role, csrf, mustChange}`. */
export const session = () => ask("GET", "session");

export const signIn = (user, password) => ask("POST", "session", { body: { user, password } });

/** Signs in by the key of a link. */
export const signInByKey = (token) => ask("POST", "session", { body: { token } });

export const signOut = (csrf) => ask("DELETE", "session", { csrf });

export const changePassword = (oldPassword, newPassword, csrf) =>
  ask("POST", "session/password", { body: { old: oldPassword, new: newPassword }, csrf });

/** All seats at this moment. */
export const seats = () => ask("GET", "seats");

/** What the rules found and is open now, of some kinds. */
export const openVerdicts = (kinds) => ask("GET", `verdicts?open=true&limit=1000&kind=${kinds.join(",")}`);

/** Goes to the sign-in page and comes back here afterwards. */
export function goToSignIn(why) {
  const parameters = new URLSearchParams();
  const here = location.pathname + location.search;
  if (here !== "/") {
    parameters.set("next", here);
  }
  if (why) {
    parameters.set("why", why);
  }
  const query = parameters.toString();
  location.replace(query === "" ? "/sign-in" : `/sign-in?${query}`);
}

/** Where to go after signing in: a path of this site and nothing else. */
export function pathAfterSignIn(query) {
  const next = new URLSearchParams(query).get("next");
  return next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/";
}
