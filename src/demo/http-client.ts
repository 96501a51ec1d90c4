/** A person at the API: logs in and sends requests, each change under an Idempotency-Key of its own. */
import { setTimeout as delay } from "node:timers/promises";
import { monotonicMs } from "../kernel/clock";
import { newId } from "../kernel/ids";

/**
 * Answers are read as plain JSON, as a program does that knows the API only by its documentation. A member that is not
 * there reads as undefined, like in any script.
 */
export type Json = ReturnType<typeof JSON.parse>;

export interface Person {
  get(path: string): Promise<Json>;
  /** All pages of a list. */
  all(path: string): Promise<Json[]>;
  post(path: string, body?: object): Promise<Json>;
  patch(path: string, body: object): Promise<Json>;
  put(path: string, body: object): Promise<Json>;
  /** Sends a picture as a browser's form would. */
  upload(path: string, bytes: Buffer, fileName: string): Promise<Json>;
  /** A request that is expected to be refused. @returns the problem's code. */
  refused(path: string, body?: object): Promise<string>;
}

export class UnexpectedAnswer extends Error {
  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path} answered ${status}: ${body.slice(0, 500)}`);
    this.name = "UnexpectedAnswer";
  }
}

async function read(response: Response): Promise<Json> {
  const text = await response.text();
  return text === "" ? undefined : JSON.parse(text);
}

/** Sends JSON and gives back JSON. @throws UnexpectedAnswer for anything but success. */
export async function call(
  method: string,
  url: string,
  body?: object,
  headers: Record<string, string> = {},
) {
  const response = await fetch(url, {
    method,
    headers: { ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) {
    throw new UnexpectedAnswer(
      method,
      new URL(url).pathname,
      response.status,
      await response.text(),
    );
  }
  return await read(response);
}

/** Submits a plain HTML form, as a press of a button on a payment page would. */
export async function submitForm(url: string, fields: Record<string, string>): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  if (response.status >= 400) {
    throw new UnexpectedAnswer("POST", url, response.status, await response.text());
  }
  await response.arrayBuffer();
}

export function personAt(base: string, token: string): Person {
  const auth = { Authorization: `Bearer ${token}` };
  const keyed = () => ({ ...auth, "Idempotency-Key": newId() });
  return {
    get: (path) => call("GET", base + path, undefined, auth),
    async all(path) {
      const items: Json[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const from = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page: Json = await call("GET", `${base}${path}?limit=100${from}`, undefined, auth);
        items.push(...(page.items as Json[]));
        cursor = page.nextCursor as string | null;
      }
      return items;
    },
    post: (path, body) => call("POST", base + path, body, keyed()),
    patch: (path, body) => call("PATCH", base + path, body, keyed()),
    put: (path, body) => call("PUT", base + path, body, keyed()),
    async upload(path, bytes, fileName) {
      const form = new FormData();
      form.append("file", new Blob([new Uint8Array(bytes)]), fileName);
      const response = await fetch(base + path, { method: "POST", headers: keyed(), body: form });
      if (!response.ok)
        throw new UnexpectedAnswer("POST", path, response.status, await response.text());
      return await read(response);
    },
    async refused(path, body) {
      try {
        await call("POST", base + path, body, keyed());
      } catch (error) {
        const code = /"code":"(\w+)"/.exec(String(error))?.[1];
        if (error instanceof UnexpectedAnswer && code) return code;
        throw error;
      }
      throw new Error(`POST ${path} should have been refused`);
    },
  };
}

export async function logIn(base: string, email: string, password: string): Promise<Person> {
  const session = await call("POST", `${base}/v1/auth/sessions`, { email, password });
  return personAt(base, session.token as string);
}

const waitMaxMs = 30_000;
const pollMs = 60;

/** Asks until `look` gives something. @throws Error naming what was waited for, after 30 s. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = monotonicMs() + waitMaxMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (monotonicMs() > deadline) throw new Error(`Waited too long for: ${what}`);
    await delay(pollMs);
  }
}
