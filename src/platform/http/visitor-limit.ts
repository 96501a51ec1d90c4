/**
 * How often one visitor may write. The count stands in a table, so that all hosts share it, and in the transaction of the
 * request, so that what was refused for another reason is not counted.
 */
import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { AppError } from "../../kernel/errors";
import { exec, one, type Tx } from "../db/sql";

/** Halves of an IPv6 address that a provider gives to one household have four groups. */
const networkGroups = 4;

/** The part of an address that one visitor cannot change at will: all of IPv4, the first half of IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const [head = "", tail] = plain.toLowerCase().split("::");
  const groupsOf = (part: string | undefined) => (part ? part.split(":") : []);
  const first = groupsOf(head);
  const last = groupsOf(tail);
  const zeros = Array.from({ length: Math.max(8 - first.length - last.length, 0) }, () => "0");
  return [...first, ...zeros, ...last]
    .slice(0, networkGroups)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

export interface Visit {
  operationId: string;
  /** Undefined when nobody is logged in. */
  userId: string | undefined;
  address: string;
}

export interface VisitorLimit {
  /** Keys the digests of addresses. */
  secret: string;
  perHourMax: number;
}

/** @throws AppError 429 `too_many_requests` above the limit; the hour begins anew on the hour. */
export async function countVisit(
  tx: Tx,
  { secret, perHourMax }: VisitorLimit,
  { operationId, userId, address }: Visit,
): Promise<void> {
  const visitor = createHmac("sha256", secret).update(networkOf(address)).digest("hex");
  const { count, left } = await one<{ count: number; left: number }>(
    tx,
    `INSERT INTO visitor_counts (sender, operation_id, hour_at, requests_count)
     VALUES ($1, $2, date_trunc('hour', now()), 1)
     ON CONFLICT (sender, operation_id, hour_at) DO UPDATE SET requests_count = visitor_counts.requests_count + 1
     RETURNING requests_count AS count,
               ceil(extract(epoch FROM hour_at + interval '1 hour' - now()))::int AS left`,
    [userId ?? visitor, operationId],
  );
  if (count <= perHourMax) return;
  throw new AppError(429, "too_many_requests", {}, { retryAfterSeconds: left });
}

export async function purgeVisitorCounts(tx: Tx): Promise<number> {
  return await exec(tx, "DELETE FROM visitor_counts WHERE hour_at < now() - interval '1 day'");
}
