/**
 * Idempotency-Key: the same key with the same request gives the stored answer, with another request 422, while the first
 * is still running 409. For a `single` operation the stored answer commits together with the effect, so there is no
 * moment in which one exists without the other.
 */
import { createHmac } from "node:crypto";
import { AppError, ConflictError, InvalidError } from "../../kernel/errors";
import { exec, maybeOne, one, type Tx } from "../db/sql";
import type { UnitOfWork } from "../db/unit-of-work";

export interface StoredAnswer {
  status: number;
  body: unknown;
}

export interface IdempotentRequest {
  /** Who asks; keys of different callers never meet. */
  principal: string;
  operationId: string;
  key: string;
  /** Keyed digest of the request, so that a password in a body cannot be guessed from the table. */
  fingerprint: string;
}

interface KeyRow {
  fingerprint: string;
  status: number | null;
  /** The answer's own text, kept as one JSON string: jsonb sorts names, and a replay gives the same bytes. */
  body: string | null;
  is_locked: boolean;
}

const keyPattern = /^[\x21-\x7e]{1,255}$/;
const stepsLeaseSeconds = 60;

/** @throws InvalidError when the header is not 1 to 255 visible ASCII characters. */
export function checkKey(key: string | undefined): string | undefined {
  if (key !== undefined && !keyPattern.test(key)) throw new InvalidError("idempotency_key_invalid");
  return key;
}

export function keyRequired(): AppError {
  return new AppError(400, "idempotency_key_required");
}

export function fingerprintOf(secret: string, parts: readonly string[]): string {
  return createHmac("sha256", secret).update(parts.join("\u0000")).digest("hex");
}

function replay(row: KeyRow, request: IdempotentRequest): StoredAnswer | undefined {
  if (row.fingerprint !== request.fingerprint) throw new InvalidError("idempotency_key_reused");
  if (row.status === null) return undefined;
  const body: unknown = row.body === null ? undefined : JSON.parse(row.body);
  return { status: row.status, body };
}

function textToKeep({ body }: StoredAnswer): string | null {
  return body === undefined ? null : JSON.stringify(JSON.stringify(body));
}

const selectKey = `
  SELECT fingerprint, status, body, coalesce(locked_until > now(), false) AS is_locked
  FROM idempotency_keys WHERE principal = $1 AND operation_id = $2 AND key = $3`;

function identityOf({ principal, operationId, key }: IdempotentRequest): string[] {
  return [principal, operationId, key];
}

/** Runs `effect` once, inside the caller's transaction. */
export async function onceInTransaction(
  tx: Tx,
  request: IdempotentRequest,
  effect: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { isReplay: boolean }> {
  const identity = identityOf(request);
  const { locked } = await one<{ locked: boolean }>(
    tx,
    "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked",
    [identity.join("\u0001")],
  );
  if (!locked) throw new ConflictError("idempotency_in_progress");
  const known = await maybeOne<KeyRow>(tx, selectKey, identity);
  const stored = known && replay(known, request);
  if (stored) return { ...stored, isReplay: true };
  const answer = await effect();
  await exec(
    tx,
    `INSERT INTO idempotency_keys (principal, operation_id, key, fingerprint, status, body)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [...identity, request.fingerprint, answer.status, textToKeep(answer)],
  );
  return { ...answer, isReplay: false };
}

async function claim(tx: Tx, request: IdempotentRequest): Promise<StoredAnswer | undefined> {
  const identity = identityOf(request);
  const inserted = await exec(
    tx,
    `INSERT INTO idempotency_keys (principal, operation_id, key, fingerprint, locked_until)
     VALUES ($1, $2, $3, $4, now() + make_interval(secs => ${stepsLeaseSeconds}))
     ON CONFLICT DO NOTHING`,
    [...identity, request.fingerprint],
  );
  if (inserted === 1) return undefined;
  const row = await one<KeyRow>(tx, `${selectKey} FOR UPDATE`, identity);
  const stored = replay(row, request);
  if (stored) return stored;
  if (row.is_locked) throw new ConflictError("idempotency_in_progress");
  await exec(
    tx,
    `UPDATE idempotency_keys SET locked_until = now() + make_interval(secs => ${stepsLeaseSeconds})
     WHERE principal = $1 AND operation_id = $2 AND key = $3`,
    identity,
  );
  return undefined;
}

/**
 * For work in several transactions with an outside call between them. After a crash the key's lease runs out and the
 * next try runs `effect` again, which therefore has to find and finish what the first began.
 */
export async function onceInSteps(
  unitOfWork: UnitOfWork,
  request: IdempotentRequest,
  effect: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { isReplay: boolean }> {
  const stored = await unitOfWork.run((tx) => claim(tx, request));
  if (stored) return { ...stored, isReplay: true };
  const identity = identityOf(request);
  try {
    const answer = await effect();
    await unitOfWork.run((tx) =>
      exec(
        tx,
        `UPDATE idempotency_keys SET status = $4, body = $5, locked_until = NULL
         WHERE principal = $1 AND operation_id = $2 AND key = $3`,
        [...identity, answer.status, textToKeep(answer)],
      ),
    );
    return { ...answer, isReplay: false };
  } catch (error) {
    await unitOfWork.run((tx) =>
      exec(
        tx,
        `UPDATE idempotency_keys SET locked_until = NULL
         WHERE principal = $1 AND operation_id = $2 AND key = $3`,
        identity,
      ),
    );
    throw error;
  }
}

/** Answers are kept this long; an older key is free again. */
const keepDays = 30;

export async function purgeIdempotencyKeys(tx: Tx): Promise<number> {
  return await exec(
    tx,
    `DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(days => ${keepDays})`,
  );
}
