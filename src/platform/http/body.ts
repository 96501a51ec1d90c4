/**
 * Reading a request body without trusting it: type, size, encoding, syntax, depth and characters are checked before any
 * schema sees the value.
 */
import express, { type Request, type RequestHandler } from "express";
import { AppError, type FieldProblem } from "../../kernel/errors";

export const jsonBodyBytesMax = 256 * 1024;
const jsonDepthMax = 32;

/** Keeps the bytes; compressed bodies are refused because they could unpack to any size. */
export const readBytes: RequestHandler = express.raw({
  type: () => true,
  limit: jsonBodyBytesMax,
  inflate: false,
});

function isJson(contentType: string | undefined): boolean {
  if (!contentType) return false;
  const [type, ...parameters] = contentType.toLowerCase().split(";");
  if (type?.trim() !== "application/json") return false;
  return parameters.every((p) => !p.includes("charset") || /charset="?utf-8"?$/.test(p.trim()));
}

/** Nesting is measured on the text, before a parser or a recursive check could run out of stack. */
function exceedsDepth(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      depth++;
      if (depth > jsonDepthMax) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** The JSON value of a body, or undefined when there is none. @throws AppError 400, 413 or 415. */
export function parseJsonBody(request: Request): unknown {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
  if (!isJson(request.headers["content-type"])) throw new AppError(415, "content_type_unsupported");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError(400, "body_encoding_invalid");
  }
  if (exceedsDepth(text)) throw new AppError(400, "body_too_deep", { max: jsonDepthMax });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError(400, "body_malformed");
  }
}

const pointerSegmentMax = 100;

/** A name that is longer than any of ours is cut, so that an answer cannot be made longer than its question. */
function escapePointer(segment: string): string {
  return segment.slice(0, pointerSegmentMax).replaceAll("~", "~0").replaceAll("/", "~1");
}

function isStorable(text: string): boolean {
  // With the u flag a proper pair is one code point, so only half a pair is a surrogate.
  return !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);
}

/**
 * Pointers to the strings Postgres could not store or that could not come back unchanged: with U+0000 or half a
 * surrogate pair, in values and in keys. One after the other, so that the caller can stop after the first few.
 */
export function* unstorableStrings(value: unknown, pointer: string): Generator<string> {
  if (typeof value === "string") {
    if (!isStorable(value)) yield pointer;
    return;
  }
  if (value === null || typeof value !== "object") return;
  for (const [key, item] of Object.entries(value)) {
    if (!isStorable(key)) yield pointer;
    else yield* unstorableStrings(item, `${pointer}/${escapePointer(key)}`);
  }
}

export function pointerOf(root: string, path: readonly PropertyKey[]): string {
  return [root, ...path.map((segment) => escapePointer(String(segment)))].join("/");
}

/** 422 with one entry a field. */
export class ValidationError extends AppError {
  constructor(problems: readonly FieldProblem[]) {
    super(422, "validation_failed", {}, { errors: problems });
    this.name = "ValidationError";
  }
}
