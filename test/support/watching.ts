/** The watch in tests: looking once, making things older than they are, and reading the breaks of one kind. */
import { asOwner } from "./database";
import type { PayoutWorld } from "./payout-world";

export interface BreakSeen {
  id: string;
  object_id: string;
  amount_minor: string | null;
  currency: string | null;
  owner: string;
  next_action: string;
  details: Record<string, string | number | null>;
  resolved_by: string | null;
}

export function watching(w: PayoutWorld) {
  const { watch } = w.app.composition.services;
  const { watchdog } = w.app.composition;

  /** A round of the job, and one of the timer. */
  async function look(): Promise<void> {
    await watch.look();
    await watchdog.look();
  }

  async function breaksOf(kind: string, objectId: string): Promise<BreakSeen[]> {
    return await w.sql<BreakSeen>(
      `SELECT id, object_id, amount_minor, currency, owner, next_action, details, resolved_by
       FROM breaks WHERE kind = $1 AND object_id = $2 ORDER BY id`,
      [kind, objectId],
    );
  }

  /** Runs SQL as the owner, whatever the triggers of the table say. */
  async function force(table: string, statement: string): Promise<void> {
    await asOwner(
      w.app.database.url,
      `ALTER TABLE ${table} DISABLE TRIGGER USER; ${statement}; ALTER TABLE ${table} ENABLE TRIGGER USER`,
    );
  }

  /** Moves instants of one row into the past. */
  async function age(
    table: string,
    key: string,
    id: string,
    back: string,
    ...columns: string[]
  ): Promise<void> {
    const sets = columns.map((column) => `${column} = now() - interval '${back}'`).join(", ");
    await force(table, `UPDATE ${table} SET ${sets} WHERE ${key} = '${id}'`);
  }

  return { look, breaksOf, force, age };
}

export type Watching = ReturnType<typeof watching>;

/**
 * What every limit promises: what is young is nobody's business; what is old has one break however often somebody looks;
 * and the break is resolved by the watch when the trouble is over.
 */
export async function provesLimit(
  { look, breaksOf }: Watching,
  kind: string,
  objectId: string,
  trouble: { grow(): Promise<void>; heal(): Promise<unknown> },
): Promise<BreakSeen> {
  await look();
  expect(await breaksOf(kind, objectId)).toEqual([]);
  await trouble.grow();
  await look();
  const [opened] = await breaksOf(kind, objectId);
  expect(opened).toMatchObject({ object_id: objectId, resolved_by: null });
  await look();
  expect(await breaksOf(kind, objectId)).toHaveLength(1);
  await trouble.heal();
  await look();
  expect(await breaksOf(kind, objectId)).toEqual([
    expect.objectContaining({ id: opened!.id, resolved_by: expect.stringMatching(/^system:/) }),
  ]);
  return opened!;
}
