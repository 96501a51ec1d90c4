/** Periods and proofs as people see them. */
import type { Currency } from "../../kernel/currency";
import { moneyJson } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import type { OpenMatter } from "./closing-service";
import type { Period } from "./period-store";
import type { TimingItem } from "./position-store";
import { type KeptProof, type Proof, proofFrom, proofHash } from "./proof";

function itemsView(count: number, sum: bigint, items: readonly TimingItem[], currency: Currency) {
  return {
    count,
    sum: moneyJson(sum, currency),
    items: items.map(({ amountMinor, ...item }) => ({
      ...item,
      amount: moneyJson(amountMinor, currency),
    })),
  };
}

const moneyOrNull = (minor: bigint | null, currency: Currency) =>
  minor === null ? null : moneyJson(minor, currency);

export function proofView(proof: Proof, periodId: string | null, printedAt: Date) {
  const { account, currency, day } = proof;
  return {
    account,
    currency,
    on: day,
    ledgerBalance: moneyJson(proof.ledgerMinor, currency),
    outstanding: itemsView(
      proof.outstandingCount,
      proof.outstandingMinor,
      proof.outstanding,
      currency,
    ),
    unbooked: itemsView(proof.unbookedCount, proof.unbookedMinor, proof.unbooked, currency),
    expectedBalance: moneyJson(proof.expectedMinor, currency),
    statementBalance: moneyOrNull(proof.statementMinor, currency),
    statementDay: proof.statementDay,
    difference: moneyOrNull(proof.differenceMinor, currency),
    statementThrough: proof.statementThrough ?? null,
    chequesOutstanding:
      proof.cheques === undefined
        ? null
        : itemsView(proof.chequesCount ?? 0, proof.chequesMinor ?? 0n, proof.cheques, currency),
    periodId,
    contentHash: proofHash(proof),
    printedAt: printedAt.toISOString(),
  };
}

function summaryView(proof: Proof) {
  const { account, currency } = proof;
  return {
    account,
    currency,
    ledgerBalance: moneyJson(proof.ledgerMinor, currency),
    outstanding: moneyJson(proof.outstandingMinor, currency),
    unbooked: moneyJson(proof.unbookedMinor, currency),
    statementBalance: moneyOrNull(proof.statementMinor, currency),
    difference: moneyOrNull(proof.differenceMinor, currency),
  };
}

export const matterView = ({ account, currency, amountMinor, kind, reason }: OpenMatter) => ({
  account,
  kind: kind ?? "unexplained",
  amount: moneyJson(amountMinor, currency),
  reason,
});

export function contentView(content: {
  fromOn: string | null;
  throughOn: string;
  proofs: readonly Proof[];
  matters: readonly OpenMatter[];
}) {
  return {
    fromOn: content.fromOn,
    throughOn: content.throughOn,
    proofs: content.proofs.map(summaryView),
    matters: content.matters.map(matterView),
  };
}

interface KeptContent {
  fromOn: string | null;
  throughOn: string;
  proofs: KeptProof[];
  matters: (Omit<OpenMatter, "amountMinor"> & { amountMinor: string })[];
}

export function periodView(period: Period) {
  const kept = JSON.parse(period.content) as KeptContent;
  return {
    id: period.id,
    status: period.status,
    ...contentView({
      ...kept,
      proofs: kept.proofs.map(proofFrom),
      matters: kept.matters.map((matter) => ({
        ...matter,
        amountMinor: BigInt(matter.amountMinor),
      })),
    }),
    contentHash: period.contentHash,
    proposedAt: period.proposedAt.toISOString(),
    proposedBy: signer(period.proposedBy),
    closedAt: period.closedAt?.toISOString() ?? null,
    closedBy: signer(period.closedBy),
    chain:
      period.chainPosition === null || period.chainHash === null
        ? null
        : { position: period.chainPosition.toString(), hash: period.chainHash },
  };
}
