/**
 * The money that was set aside for one creator: what of it still is, what was earned and what is the campaign's again, each
 * with the reference under which the books hold it. Cross-table reads, nothing is written.
 */
import { many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { feeReserved } from "../ledger";
import type { Side } from "./application";
import type { ApplicationRow } from "./application-row";

interface PieceRow {
  id: string;
  feeMinor: string;
  platformFeeMinor: string;
  releasedAt: Date | null;
  endorsementId: string | null;
  replacesId: string | null;
  earnedMinor: string | null;
  earnedPlatformMinor: string | null;
  endorsedAt: Date | null;
  undoneAt: Date | null;
}

type MovementKind = "reserved" | "earned" | "undone" | "released";

interface Movement {
  kind: MovementKind;
  deliverableId: string | null;
  amountMinor: bigint;
  at: Date;
  /** The first of these that is in the books. */
  references: readonly string[];
}

async function piecesOf(tx: Tx, applicationId: string): Promise<PieceRow[]> {
  return await many<PieceRow>(
    tx,
    `SELECT d.id, d.fee_minor AS "feeMinor", d.platform_fee_minor AS "platformFeeMinor",
            d.released_at AS "releasedAt", e.id AS "endorsementId", e.replaces_id AS "replacesId",
            e.fee_minor AS "earnedMinor", e.platform_fee_minor AS "earnedPlatformMinor",
            e.endorsed_at AS "endorsedAt", e.clawed_back_at AS "undoneAt"
     FROM deliverables d LEFT JOIN submissions s ON s.deliverable_id = d.id
     LEFT JOIN endorsements e ON e.submission_id = s.id
     WHERE d.application_id = $1 ORDER BY d.seq, e.id`,
    [applicationId],
  );
}

/** What a side sees of an amount: our fee is the brand's business. */
type Shown = (feeMinor: string | null, platformFeeMinor: string | null) => bigint;

/** What happened to a piece's money after it was set aside. */
function movementsOf(piece: PieceRow, applicationId: string, shown: Shown): Movement[] {
  const { id: deliverableId, releasedAt, endorsementId, endorsedAt, undoneAt, replacesId } = piece;
  const wholeMinor = shown(piece.feeMinor, piece.platformFeeMinor);
  if (!endorsementId || !endorsedAt) {
    const references = [
      `deliverable:${deliverableId}:released`,
      `application:${applicationId}:released`,
    ];
    if (!releasedAt) return [];
    return [
      { kind: "released", deliverableId, amountMinor: wholeMinor, at: releasedAt, references },
    ];
  }
  const earnedMinor = shown(piece.earnedMinor, piece.earnedPlatformMinor);
  const reference = `endorsement:${endorsementId}`;
  const earned = { deliverableId, at: endorsedAt, references: [reference] };
  const found: Movement[] = [{ ...earned, kind: "earned", amountMinor: earnedMinor }];
  // What replaces another one was paid out of what came back, so nothing of it is released once more.
  if (earnedMinor < wholeMinor && !replacesId) {
    found.push({ ...earned, kind: "released", amountMinor: wholeMinor - earnedMinor });
  }
  if (undoneAt) {
    const references = [`${reference}:clawed-back`];
    found.push({
      kind: "undone",
      deliverableId,
      amountMinor: earnedMinor,
      at: undoneAt,
      references,
    });
  }
  return found;
}

async function bookedOf(tx: Tx, movements: readonly Movement[]): Promise<ReadonlySet<string>> {
  const references = movements.flatMap((movement) => movement.references);
  const rows = await many<{ reference: string }>(
    tx,
    "SELECT reference FROM ledger_transactions WHERE reference = ANY($1)",
    [references],
  );
  return new Set(rows.map(({ reference }) => reference));
}

const sumOf = (movements: readonly Movement[], kind: MovementKind) =>
  movements
    .filter((movement) => movement.kind === kind)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

/** Null before acceptance and where only products are given. */
export async function reservationView(tx: Tx, row: ApplicationRow, side: Side) {
  const { id: applicationId, campaignId, currency, acceptedAt } = row;
  const promised = [row.feeMinor ?? 0n, row.platformFeeMinor ?? 0n] as const;
  const allMinor = promised[0] + promised[1];
  if (!acceptedAt || allMinor === 0n) return null;
  const shown: Shown = (feeMinor, platformFeeMinor) =>
    BigInt(feeMinor ?? 0) + (side === "brand" ? BigInt(platformFeeMinor ?? 0) : 0n);
  const fact = { campaignId, applicationId, currency, amountMinor: allMinor, at: acceptedAt };
  const { reference } = feeReserved(fact);
  const amountMinor = side === "brand" ? allMinor : promised[0];
  const first: Movement = {
    kind: "reserved",
    deliverableId: null,
    amountMinor,
    at: acceptedAt,
    references: [reference],
  };
  const pieces = await piecesOf(tx, applicationId);
  const movements = [
    first,
    ...pieces.flatMap((piece) => movementsOf(piece, applicationId, shown)),
  ].filter((movement) => movement.amountMinor > 0n);
  const booked = await bookedOf(tx, movements);
  const earnedMinor = sumOf(movements, "earned") - sumOf(movements, "undone");
  const isOpen = ({ releasedAt, endorsementId }: PieceRow) => !releasedAt && !endorsementId;
  const reservedMinor = pieces
    .filter(isOpen)
    .reduce((sum, piece) => sum + shown(piece.feeMinor, piece.platformFeeMinor), 0n);
  return {
    amount: moneyJson(amountMinor, currency),
    reservedAt: acceptedAt.toISOString(),
    ledgerReference: reference,
    reserved: moneyJson(reservedMinor, currency),
    earned: moneyJson(earnedMinor, currency),
    released: moneyJson(amountMinor - reservedMinor - earnedMinor, currency),
    movements: movements
      .toSorted((one, other) => one.at.getTime() - other.at.getTime())
      .map(({ kind, deliverableId, amountMinor: movedMinor, at, references }) => ({
        kind,
        deliverableId,
        amount: moneyJson(movedMinor, currency),
        at: at.toISOString(),
        ledgerReference: references.find((one) => booked.has(one)) ?? null,
      })),
  };
}
