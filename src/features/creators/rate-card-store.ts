import { In, IsNull } from "typeorm";
import { newId } from "../../kernel/ids";
import type { Tx } from "../../platform/db/sql";
import { CreatorRateRow, CreatorRow } from "./creator-row";
import type { Rate } from "./rate-card";

/** Prices in force of these creators, in the order of the card. */
export async function ratesInForce(
  tx: Tx,
  creatorIds: readonly string[],
): Promise<CreatorRateRow[]> {
  return await tx.find(CreatorRateRow, {
    where: { creatorId: In([...creatorIds]), replacedAt: IsNull() },
    order: { platform: "ASC", kind: "ASC", currency: "ASC" },
  });
}

/** @returns false when somebody else changed the card since `version`. */
export async function countCardChange(
  tx: Tx,
  creatorId: string,
  version: number,
): Promise<boolean> {
  const { affected } = await tx.update(
    CreatorRow,
    { id: creatorId, rateCardVersion: version },
    { rateCardVersion: () => "rate_card_version + 1" },
  );
  return affected === 1;
}

export async function replaceRates(
  tx: Tx,
  creatorId: string,
  { ended, begun }: { ended: readonly CreatorRateRow[]; begun: readonly Rate[] },
): Promise<void> {
  if (ended.length > 0) {
    await tx.update(
      CreatorRateRow,
      { id: In(ended.map(({ id }) => id)), replacedAt: IsNull() },
      { replacedAt: () => "now()" },
    );
  }
  if (begun.length > 0) {
    await tx.insert(
      CreatorRateRow,
      begun.map((rate) => ({ ...rate, id: newId(), creatorId })),
    );
  }
}
