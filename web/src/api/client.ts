/**
 * One door to the API. The session travels as a cookie that scripts cannot read; the server accepts it for changes only
 * when the browser says that the request comes from our own pages, which it does for every same-origin fetch.
 */
import type { AnswerOf, OperationKey, RequestOf } from "./contract";
import { ConnectionProblem, toProblem } from "./problem";
import { noteServerTime } from "./server-time";

export interface CallOptions {
  /** Sent as Idempotency-Key; see {@link useWrite} for how long one lives. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Between 0 and 1, while a file is on its way. */
  onProgress?: ((share: number) => void) | undefined;
}

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: File;
}

/** Optional when the operation needs nothing. */
export type Arguments<K extends OperationKey> =
  Record<never, never> extends RequestOf<K>
    ? [request?: RequestOf<K>, options?: CallOptions]
    : [request: RequestOf<K>, options?: CallOptions];

function addressOf(key: string, { params = {}, query = {} }: Parts): string {
  const path = key
    .slice(key.indexOf(" ") + 1)
    .replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const each of values) {
      if (each !== undefined && each !== null && each !== "") search.append(name, String(each));
    }
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

function headersOf(options: CallOptions, isJson: boolean): Record<string, string> {
  return {
    Accept: "application/json",
    "Accept-Language": document.documentElement.lang || "en",
    ...(isJson ? { "Content-Type": "application/json" } : {}),
    ...(options.idempotencyKey === undefined ? {} : { "Idempotency-Key": options.idempotencyKey }),
  };
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw toProblem(await response.text());
  if (response.status === 204) return undefined;
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return isJson ? await response.json() : await response.blob();
}

/** fetch does not tell how much of an upload has left. */
function upload(address: string, file: File, options: CallOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file);
    request.open("POST", address);
    for (const [name, value] of Object.entries(headersOf(options, false))) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      const isDone = request.status >= 200 && request.status < 300;
      if (isDone) resolve(JSON.parse(request.responseText));
      else reject(toProblem(request.responseText));
    };
    request.onerror = () => reject(new ConnectionProblem());
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    options.signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

/**
 * Calls one operation, named by its address as in the OpenAPI document.
 * @throws ApiProblem with the server's words, ConnectionProblem when there is no trustworthy answer.
 */
export async function call<K extends OperationKey>(
  key: K,
  ...[request, options = {}]: Arguments<K>
): Promise<AnswerOf<K>> {
  const parts = (request ?? {}) as Parts;
  const address = addressOf(key, parts);
  if (parts.file) return (await upload(address, parts.file, options)) as AnswerOf<K>;
  const hasBody = parts.body !== undefined;
  let response: Response;
  try {
    response = await fetch(address, {
      method: key.slice(0, key.indexOf(" ")),
      headers: headersOf(options, hasBody),
      ...(hasBody ? { body: JSON.stringify(parts.body) } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ConnectionProblem();
  }
  noteServerTime(response.headers.get("Date"));
  return (await answerOf(response)) as AnswerOf<K>;
}

/**
 * Address of something the browser loads by itself, such as a picture.
 * @public
 */
export function addressFor<K extends OperationKey>(key: K, request: RequestOf<K>): string {
  return addressOf(key, request as Parts);
}
