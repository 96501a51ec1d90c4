/**
 * Who did something, as people read it. The tables keep a signature as text, such as `user:<id>`; whoever reads an answer
 * wants a name. A view only says {@link signer}; the names of all signatures in an answer are then read by one query, however
 * deep in it they stand.
 */
import type { z } from "zod";
import type { Tx } from "../db/sql";
import type { signerSchema } from "./schemas";

export type Signer = z.infer<typeof signerSchema>;

/** Looks people up by their signatures, all at once; what it does not know is no person. */
export type FindSigners = (tx: Tx, signatures: readonly string[]) => Promise<Map<string, Signer>>;

/** Reads as the signature itself until it has a name. */
class Signature implements Signer {
  readonly #text: string;
  id: string | null = null;
  name: string;

  constructor(text: string) {
    this.#text = text;
    this.name = text;
  }

  get text(): string {
    return this.#text;
  }
}

/** A signature of the tables, or the bare id of a user, as an answer shows it. */
export function signer(text: string): Signer;
export function signer(text: string | null): Signer | null;
export function signer(text: string | null): Signer | null {
  return text === null ? null : new Signature(text);
}

/** Somebody of ours whom the reader is not told by name. */
export const unnamedSigner = (): Signer => ({ id: null, name: "staff" });

function collect(value: unknown, found: Signature[]): void {
  if (value instanceof Signature) found.push(value);
  else if (Array.isArray(value)) for (const one of value) collect(one, found);
  else if (value !== null && typeof value === "object") {
    for (const one of Object.values(value)) collect(one, found);
  }
}

/** Gives every signature in an answer its name. */
export async function nameSigners(tx: Tx, answer: unknown, find: FindSigners): Promise<void> {
  const found: Signature[] = [];
  collect(answer, found);
  if (found.length === 0) return;
  const people = await find(tx, [...new Set(found.map(({ text }) => text))]);
  for (const signature of found) Object.assign(signature, people.get(signature.text));
}
