// Asking the console for something, or to do something.

import { t } from "./words.js";

const PATIENCE = 15_000;

/**
 * Sends one request. Never throws: what went wrong is in `problem`, a sentence for the page.
 *
 * @param method GET, POST, PUT or DELETE
 * @param body what is sent as JSON, if anything
 * @returns {Promise<{ok: boolean, status: number, body: any, problem: string}>} status 0 when nothing came back
 */
export const ask = async (method, path, body, patience = PATIENCE) => {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    return { ok: false, status: 0, body: null, problem: t("unreachable") };
  }
  let found = null;
  try {
    found = answer.status === 204 ? null : await answer.json();
  } catch {
    // no JSON, or cut off: its status says enough
  }
  if (answer.status === 401) {
    // no session, or one that is over: the page of sign-in says which
    location.assign("/sign-in#LOST");
  }
  const problem = answer.ok ? "" : found?.detail ?? t("refused", { status: answer.status });
  return { ok: answer.ok, status: answer.status, body: found, problem };
};
