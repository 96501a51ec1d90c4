/** What a definite refusal of a whole batch means. Pure. */

export interface RefusalBody {
  name: string;
  details?: { field?: string | undefined; issue?: string | undefined }[] | undefined;
}

export type Refusal =
  /** These items are wrong; without them the rest may be sent as a new batch. */
  | { kind: "bad_items"; indexes: number[] }
  /** Something about our account: the same batch is sent again once a person has mended it. */
  | { kind: "held" }
  /** Too fast, or our log-in failed: the same batch is sent again soon. */
  | { kind: "later" };

const laterStatuses: ReadonlySet<number> = new Set([401, 408, 409, 425, 429]);

/** Positions named as `items[3].receiver` or `/items/3/receiver` in the refusal's details. */
function namedItems({ details }: RefusalBody): number[] {
  const indexes = new Set<number>();
  for (const { field } of details ?? []) {
    const match = /items(?:\[(\d+)\]|\/(\d+))/.exec(field ?? "");
    const index = match?.[1] ?? match?.[2];
    if (index !== undefined) indexes.add(Number.parseInt(index, 10));
  }
  return [...indexes].sort((a, b) => a - b);
}

/** `itemsCount` is what the batch has; a refusal that names a position beyond it cannot be acted on. */
export function readRefusal(httpStatus: number, body: RefusalBody, itemsCount: number): Refusal {
  if (laterStatuses.has(httpStatus)) return { kind: "later" };
  const indexes = httpStatus === 400 ? namedItems(body) : [];
  const isSound = indexes.length > 0 && indexes.every((index) => index < itemsCount);
  return isSound ? { kind: "bad_items", indexes } : { kind: "held" };
}
