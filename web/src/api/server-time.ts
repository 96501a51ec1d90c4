/**
 * What time it is for the server. A reader's own clock may be wrong, and in the sandbox days pass when somebody moves the
 * clock; every answer says in its Date header when it was given.
 */

/** Less is the way of the answer and the header's whole seconds. */
const noiseMs = 3_000;

let aheadMs = 0;

/** Takes in the Date header of an answer that no cache has kept. */
export function noteServerTime(header: string | null): void {
  const at = Date.parse(header ?? "");
  if (Number.isNaN(at)) return;
  const ms = at - Date.now();
  if (Math.abs(ms - aheadMs) > noiseMs) aheadMs = Math.abs(ms) > noiseMs ? ms : 0;
}

/** Milliseconds since 1970, as the server would count them now. */
export function serverNowMs(): number {
  return Date.now() + aheadMs;
}
