/**
 * Closing a period: one finance person proposes it with the proofs of all accounts, another signs exactly that. A closed
 * period is never opened again; what turns up later is booked into the open one.
 */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import type { Currency } from "../../kernel/currency";
import { ConflictError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import { allowLongReading, maybeOne, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { type Actor, signerOf } from "../identity";
import { chainHead, sealInTransaction } from "../ledger";
import { periodEvents } from "./period-events";
import * as store from "./period-store";
import type { MatterKind, Proof } from "./proof";
import { proofsOn } from "./proof-service";

/**
 * For a person's work that belongs to a day; postings that machines make are moved to the open period by themselves.
 * Until the caller's transaction is over the period cannot be closed.
 * @throws ConflictError `period_closed` when nothing may be booked at that instant any more.
 */
export async function assertPeriodOpen(tx: Tx, at: Date): Promise<void> {
  await store.holdOffClosing(tx);
  const closed = await maybeOne<{ through: string }>(
    tx,
    `SELECT max(through_on)::text AS through FROM accounting_periods
     WHERE status = 'closed' AND (through_on + 1)::timestamp AT TIME ZONE 'UTC' > $1::timestamptz
     HAVING count(*) > 0`,
    [at.toISOString()],
  );
  if (closed) throw new ConflictError("period_closed", { through: closed.through });
}

/** Something that has to be explained before its period can be closed. */
export interface OpenMatter {
  account: string;
  currency: Currency;
  amountMinor: bigint;
  /** Missing in periods that were closed when only amounts were looked at. */
  kind?: MatterKind;
  /** Why it does not add up, in a person's words; null while nobody has said. */
  reason: string | null;
}

interface Content {
  fromOn: string | null;
  throughOn: string;
  proofs: readonly Proof[];
  matters: readonly OpenMatter[];
}

async function contentOf(tx: Tx, fromOn: string | null, throughOn: string): Promise<Content> {
  if (tx.queryRunner?.isTransactionActive) await allowLongReading(tx);
  const findings = await proofsOn(tx, throughOn);
  const explanations = await store.explanationsOf(tx, throughOn);
  const open = [
    ...(await store.suspenseOn(tx, throughOn)).map((held) => ({
      ...held,
      kind: "unexplained" as const,
    })),
    ...findings.flatMap(({ proof: { account, currency }, matter }) =>
      matter ? [{ account, currency, ...matter }] : [],
    ),
  ];
  const matters = open.map((matter) => {
    // An explanation of another amount explains something else.
    const explained = explanations.find(
      (one) =>
        one.account === matter.account &&
        one.currency === matter.currency &&
        one.amountMinor === matter.amountMinor,
    );
    return { ...matter, reason: explained?.reason ?? null };
  });
  return { fromOn, throughOn, proofs: findings.map(({ proof }) => proof), matters };
}

function requireExplained({ matters }: Content): void {
  const open = matters.filter(({ reason }) => reason === null);
  if (open.length === 0) return;
  throw new ConflictError(
    "period_unexplained",
    { count: open.length },
    {
      accounts: open.map(({ account, currency, amountMinor, kind }) => ({
        account,
        kind,
        amount: { amountMinor: amountMinor.toString(), currency },
      })),
    },
  );
}

async function audit(tx: Tx, actor: Actor, action: string, id: string, throughOn: string) {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `period.${action}`,
    objectType: "period",
    objectId: id,
    details: { throughOn },
  });
}

/** @throws ConflictError `period_closed`, `period_not_over`. */
async function requireNext(tx: Tx, throughOn: string): Promise<string | null> {
  const { closedThrough, openFrom, today } = await store.periodEnds(tx);
  if (closedThrough !== null && throughOn <= closedThrough) {
    throw new ConflictError("period_closed", { through: closedThrough });
  }
  if (throughOn >= today) throw new ConflictError("period_not_over", { today });
  return openFrom;
}

/**
 * What would be signed for a period that ends on this day, and what stands against it.
 * @throws ConflictError `period_closed`, `period_not_over`.
 */
export async function previewClose(tx: Tx, throughOn: string): Promise<Content> {
  return await contentOf(tx, await requireNext(tx, throughOn), throughOn);
}

/**
 * First signature. @returns id of the proposal.
 * @throws ConflictError `period_closed`, `period_not_over`, `period_unexplained`, `period_proposed`.
 */
export async function proposeClose(tx: Tx, actor: Actor, throughOn: string): Promise<string> {
  await store.lockClosings(tx);
  const content = await previewClose(tx, throughOn);
  requireExplained(content);
  const id = newId();
  const text = canonicalJson(content);
  const isNew = await store.insertPeriod(tx, {
    id,
    fromOn: content.fromOn,
    throughOn,
    content: text,
    contentHash: sha256(text),
    proposedBy: signerOf(actor),
  });
  if (!isNew) throw new ConflictError("period_proposed");
  await audit(tx, actor, "proposed", id, throughOn);
  return id;
}

async function lockProposed(tx: Tx, id: string): Promise<store.Period> {
  await store.lockClosings(tx);
  const period = await store.lockPeriod(tx, id);
  const { status } = period;
  if (status !== "proposed") {
    throw new ConflictError("period_state", { status }, { current: status });
  }
  return period;
}

/**
 * Second signature. Postings stand still until everything that was signed has been read again and found the same.
 * @throws NotFoundError; ConflictError `period_state`, `same_person`, `period_changed`, `period_unexplained`.
 */
export async function closePeriod(
  tx: Tx,
  actor: Actor,
  id: string,
  contentHash: string,
): Promise<void> {
  const period = await lockProposed(tx, id);
  const closedBy = signerOf(actor);
  if (period.proposedBy === closedBy) throw new ConflictError("same_person");
  await store.stopPostings(tx);
  const content = await contentOf(tx, period.fromOn, period.throughOn);
  requireExplained(content);
  if (period.contentHash !== contentHash || sha256(canonicalJson(content)) !== contentHash) {
    throw new ConflictError("period_changed");
  }
  await store.keepBalances(tx, period);
  await sealInTransaction(tx);
  const head = await chainHead(tx);
  const isClosed = await store.markClosed(tx, id, {
    closedBy,
    chainPosition: head.position,
    chainHash: head.hash,
  });
  invariant(isClosed, `Period ${id} moved while it was locked`);
  await audit(tx, actor, "closed", id, period.throughOn);
  await appendEvent(tx, periodEvents.closed(id));
}

/** Either person takes the proposal back. @throws NotFoundError; ConflictError `period_state`. */
export async function withdrawClose(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { throughOn } = await lockProposed(tx, id);
  invariant(await store.markWithdrawn(tx, id), `Period ${id} moved while it was locked`);
  await audit(tx, actor, "withdrawn", id, throughOn);
}

/**
 * A person says why an account may hold what it holds at the end of a day. It counts as long as the amount is the same;
 * whoever closes the period signs it with everything else.
 * @throws ConflictError `period_closed`, `period_not_over`, `nothing_to_explain` when the account does not hold it.
 */
export async function explainMatter(
  tx: Tx,
  actor: Actor,
  said: { throughOn: string; account: string; currency: Currency; reason: string },
): Promise<OpenMatter> {
  const { throughOn, account, currency, reason } = said;
  const { matters } = await previewClose(tx, throughOn);
  const matter = matters.find((one) => one.account === account && one.currency === currency);
  if (!matter) throw new ConflictError("nothing_to_explain");
  const id = newId();
  const explainedBy = signerOf(actor);
  await store.insertExplanation(tx, { ...matter, id, throughOn, reason, explainedBy });
  await recordAudit(tx, {
    actor: actor.principal,
    action: "period.explained",
    objectType: "ledger_account",
    objectId: `${account} ${currency}`,
    details: { throughOn, amountMinor: matter.amountMinor.toString(), currency, explanation: id },
  });
  return { ...matter, reason };
}
