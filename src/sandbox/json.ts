/** JSON helpers for answers whose numbers are bigints and for bodies nobody may trust. */

export type JsonObject = Record<string, unknown>;

/** True for a JSON object; false for arrays and null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member `key` of a JSON object, undefined for anything that is no object or lacks it as its own. */
export function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The member at the end of `path`, such as `dig(body, "amount", "value")`. */
export function dig(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => member(at, key), value);
}

/** `value` when it is a string, else undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** JSON.parse without an exception. */
export function parseJson(source: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(source) as unknown };
  } catch {
    return { ok: false };
  }
}

/**
 * JSON text in which a bigint is a plain number, as Stripe prints amounts. Going through a JavaScript number could change
 * the digits, so this writes them as they are.
 */
export function encodeJson(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map((v) => encodeJson(v ?? null)).join(",")}]`;
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${members.map(([k, v]) => `${JSON.stringify(k)}:${encodeJson(v)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/**
 * The text of the top-level member `key` exactly as it stands in `source`, spaces and escapes included; undefined when
 * there is none. A signature is over bytes, and parsing and printing again would change them.
 */
export function rawMember(source: string, key: string): string | undefined {
  const wanted = JSON.stringify(key);
  let depth = 0;
  let name: string | undefined;
  let valueStart = -1;
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (char === '"') {
      const end = stringEnd(source, i);
      if (depth === 1 && valueStart === -1) name = source.slice(i, end);
      i = end - 1;
    } else if (char === "{" || char === "[") depth += 1;
    else if (char === ":" && depth === 1 && name === wanted && valueStart === -1)
      valueStart = i + 1;
    else if (char === "}" || char === "]" || char === ",") {
      if (valueStart !== -1 && depth === 1) return source.slice(valueStart, i).trim();
      if (char !== ",") depth -= 1;
    }
  }
  return undefined;
}

/** The index after the closing quote of the string that opens at `start`. */
function stringEnd(source: string, start: number): number {
  let i = start + 1;
  while (i < source.length && source[i] !== '"') i += source[i] === "\\" ? 2 : 1;
  return i + 1;
}
