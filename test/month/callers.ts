/** People and machines that speak HTTP. An answer nobody expected ends the month with all of its text. */
import { randomUUID } from "node:crypto";

// Answers are read field by field, as any client in another language would.
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

const textMax = 800;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface Reply {
  status: number;
  text: string;
  body: Json;
}

async function reply(
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: object | string | FormData,
): Promise<Reply> {
  const isJson = typeof body === "object" && !(body instanceof FormData);
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: { ...(isJson ? { "content-type": "application/json" } : {}), ...headers },
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as string) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: parse(text) };
}

/** One request. @returns the body of a good answer. @throws Error with the whole of any other. */
export async function send(
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: object | string | FormData,
): Promise<Json> {
  const { status, text, body: answer } = await reply(method, url, headers, body);
  if (status >= 400) {
    const said = text.slice(0, textMax);
    throw new Error(
      `${method} ${url} answered ${status}: ${said}\n${JSON.stringify(body)?.slice(0, textMax)}`,
    );
  }
  return answer;
}

export interface Caller {
  get(path: string): Promise<Json>;
  post(path: string, body?: object): Promise<Json>;
  put(path: string, body: object): Promise<Json>;
  patch(path: string, body: object): Promise<Json>;
  /** For what may be refused. */
  try(method: string, path: string, body?: object): Promise<Reply>;
  upload(path: string, file: Buffer, name: string, type: string): Promise<Json>;
  tryUpload(path: string, file: Buffer, name: string, type: string): Promise<Reply>;
  /** All pages of a list. */
  all(path: string): Promise<Json[]>;
}

function formOf(file: Buffer, name: string, type: string): FormData {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(file)], { type }), name);
  return form;
}

export function createCaller(url: string, token: string): Caller {
  const auth = { authorization: `Bearer ${token}` };
  const write = () => ({ ...auth, "idempotency-key": randomUUID() });
  const get = (path: string) => send("GET", `${url}${path}`, auth);
  return {
    get,
    post: (path, body) => send("POST", `${url}${path}`, write(), body),
    put: (path, body) => send("PUT", `${url}${path}`, write(), body),
    patch: (path, body) => send("PATCH", `${url}${path}`, write(), body),
    try: (method, path, body) => reply(method, `${url}${path}`, write(), body),
    upload: (path, file, name, type) =>
      send("POST", `${url}${path}`, write(), formOf(file, name, type)),
    tryUpload: (path, file, name, type) =>
      reply("POST", `${url}${path}`, write(), formOf(file, name, type)),
    async all(path) {
      const items: Json[] = [];
      const joint = path.includes("?") ? "&" : "?";
      for (let cursor: string | null = ""; cursor !== null; ) {
        const from: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page: Json = await get(`${path}${joint}limit=100${from}`);
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      return items;
    },
  };
}

/** Logs in. */
export async function logIn(url: string, email: string, password: string): Promise<string> {
  return (await send("POST", `${url}/v1/auth/sessions`, {}, { email, password })).token;
}

/** Does `work` for each item, a few at a time. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < items.length; n = next++) await work(items[n] as T, n);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
