/** Stripe's form encoding: `line_items[0][price_data][currency]=usd`, `expand[]=latest_charge`. */
import { badParam, missingParam } from "./stripe-errors";

export interface ParamTree {
  readonly [key: string]: ParamValue;
}

export type ParamValue = string | ParamTree;

const keysMax = 2_000;
const depthMax = 8;
const metadataKeysMax = 50;
const metadataKeyLengthMax = 40;
const metadataValueLengthMax = 500;

/** Reads a query or a form. Lists become objects with the keys 0, 1, 2, …. */
export function parseParams(source: URLSearchParams): ParamTree {
  const root = emptyTree();
  let count = 0;
  for (const [key, value] of source) {
    count += 1;
    if (count > keysMax) throw badParam(key, "Too many parameters.");
    const [head = "", ...rest] = key.split("[");
    const path = [head, ...rest.map((part) => part.replace(/\]$/, ""))];
    if (path.length > depthMax) throw badParam(key, "Parameters are nested too deeply.");
    put(root, path, value);
  }
  return root;
}

/** Without a prototype, so that a parameter named `__proto__` is a parameter. */
function emptyTree(): Record<string, ParamValue> {
  return Object.create(null) as Record<string, ParamValue>;
}

function put(root: Record<string, ParamValue>, path: readonly string[], value: string): void {
  let at = root;
  for (const [i, part] of path.entries()) {
    const key = part === "" ? String(Object.keys(at).length) : part;
    if (i === path.length - 1) {
      at[key] = value;
      return;
    }
    const next = at[key];
    const child: Record<string, ParamValue> = typeof next === "object" ? next : emptyTree();
    at[key] = child;
    at = child;
  }
}

/** The nested parameters under `key`; empty when there are none. */
export function treeAt(tree: ParamTree, key: string): ParamTree {
  const value = tree[key];
  return typeof value === "object" ? value : emptyTree();
}

/** Members of a list parameter in order. */
export function listAt(tree: ParamTree, key: string): ParamValue[] {
  return Object.values(treeAt(tree, key));
}

/** A text parameter; an empty one counts as absent, as at Stripe. */
export function stringAt(tree: ParamTree, key: string): string | undefined {
  const value = tree[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text parameter. @throws ReplyError with 400 when it is absent. */
export function requiredAt(tree: ParamTree, key: string, name = key): string {
  const value = stringAt(tree, key);
  if (value === undefined) throw missingParam(name);
  return value;
}

/** A whole number of minor units greater than zero. */
export function amountAt(tree: ParamTree, key: string, name = key): bigint {
  const value = requiredAt(tree, key, name);
  if (!/^-?\d{1,15}$/.test(value))
    throw badParam(name, `Invalid integer: ${value}`, "parameter_invalid_integer");
  const amountMinor = BigInt(value);
  if (amountMinor <= 0n) {
    throw badParam(
      name,
      "This value must be greater than or equal to 1.",
      "parameter_invalid_integer",
    );
  }
  return amountMinor;
}

/** @throws ReplyError with 400 for metadata over Stripe's limits. */
export function metadataAt(tree: ParamTree, key: string): Record<string, string> {
  const metadata: Record<string, string> = {};
  const entries = Object.entries(treeAt(tree, key));
  if (entries.length > metadataKeysMax)
    throw badParam(key, `Metadata takes up to ${metadataKeysMax} keys.`);
  for (const [name, value] of entries) {
    const isFit =
      typeof value === "string" &&
      name.length <= metadataKeyLengthMax &&
      value.length <= metadataValueLengthMax;
    if (!isFit)
      throw badParam(`${key}[${name}]`, "Metadata keys take 40 and values 500 characters.");
    if (value !== "") metadata[name] = value;
  }
  return metadata;
}
