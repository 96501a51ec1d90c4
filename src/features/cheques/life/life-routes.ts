import { NotFoundError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { type BoundOperation, bindContract, type Call } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import { signer } from "../../../platform/http/signer";
import type { Actor } from "../../identity";
import type { DecisionKind } from "../cheque";
import { listDecisions, showCheque, showDecision } from "../cheque-view";
import {
  confirmDecision,
  declineDecision,
  proposeDecision,
  withdrawDecision,
} from "./decision-service";
import {
  addEscheatRule,
  approveEscheatRule,
  declineEscheatRule,
  type ListedEscheatRule,
  listEscheatRules,
} from "./escheat-rules";
import { lifeContract } from "./life-schema";
import * as life from "./life-service";
import { listPresentments } from "./presentment-store";

export interface LifeOptions {
  /** How long the signatures of a payout that is paid anew hold. */
  approvalExpiryMs: number;
}

/** What the six proposals have in common; their addresses differ. */
type ProposeCall = Pick<
  Call<(typeof lifeContract)["voidCheque"], Actor>,
  "tx" | "actor" | "params" | "body"
>;

const propose = (kind: DecisionKind) => async (call: ProposeCall) => {
  const { tx, actor, params, body } = call;
  const { evidence } = body;
  return await showDecision(
    tx,
    await proposeDecision(tx, actor, params.chequeId, { kind, evidence }),
  );
};

const ruleView = (rule: ListedEscheatRule) => ({
  ...rule,
  recordedBy: signer(rule.recordedBy),
  approvedBy: signer(rule.approvedBy),
  declinedBy: signer(rule.declinedBy),
});

async function showRule(tx: Tx, id: string) {
  const [rule] = await listEscheatRules(tx, { id, afterId: null, limit: 1 });
  if (!rule) throw new NotFoundError();
  return ruleView(rule);
}

export function lifeRoutes({ approvalExpiryMs }: LifeOptions): BoundOperation<Actor>[] {
  return bindContract<typeof lifeContract, Actor>(lifeContract, {
    recordChequeMailing: async ({ tx, actor, params, body }) => {
      await life.recordMailing(tx, actor, params.chequeId, body);
      return await showCheque(tx, params.chequeId);
    },
    stopCheque: async ({ tx, actor, params, body }) => {
      await life.requestStop(tx, actor, params.chequeId, body.reason);
      return await showCheque(tx, params.chequeId);
    },
    confirmStop: async ({ tx, actor, params, body }) => {
      await life.confirmStop(tx, actor, params.chequeId, body);
      return await showCheque(tx, params.chequeId);
    },
    recordReturnedCheque: async ({ tx, actor, params, body }) => {
      await life.recordReturnedMail(tx, actor, params.chequeId, body.reason);
      return await showCheque(tx, params.chequeId);
    },
    remailCheque: async ({ tx, actor, params, body }) => {
      await life.remail(tx, actor, params.chequeId, body);
      return await showCheque(tx, params.chequeId);
    },
    voidCheque: propose("void"),
    clearCheque: propose("clear"),
    contestCheque: propose("contest"),
    reissueCheque: propose("reissue"),
    rerouteCheque: propose("reroute"),
    confirmChequeDecision: async ({ tx, actor, params: { decisionId }, body }) => {
      const { contentHash } = body;
      await confirmDecision(tx, actor, decisionId, { contentHash, approvalExpiryMs });
      return await showDecision(tx, decisionId);
    },
    withdrawChequeDecision: async ({ tx, actor, params: { decisionId } }) => {
      await withdrawDecision(tx, actor, decisionId);
      return await showDecision(tx, decisionId);
    },
    declineChequeDecision: async ({ tx, actor, params: { decisionId }, body }) => {
      await declineDecision(tx, actor, decisionId, body.reason);
      return await showDecision(tx, decisionId);
    },
    listChequeDecisions: async ({ tx, query }) => {
      const { limit, cursor, ...filter } = query;
      const afterId = decodeCursor(cursor);
      const rows = await listDecisions(tx, { ...filter, afterId, limit });
      return toPage(rows, limit, (row) => row);
    },
    listChequePresentments: async ({ tx, params: { chequeId } }) => {
      await showCheque(tx, chequeId);
      return { items: await listPresentments(tx, chequeId) };
    },
    escheatCheque: propose("escheat"),
    addEscheatRule: async ({ tx, actor, body }) => {
      return await showRule(tx, await addEscheatRule(tx, actor, body));
    },
    approveEscheatRule: async ({ tx, actor, params: { ruleId } }) => {
      await approveEscheatRule(tx, actor, ruleId);
      return await showRule(tx, ruleId);
    },
    declineEscheatRule: async ({ tx, actor, params: { ruleId }, body }) => {
      await declineEscheatRule(tx, actor, ruleId, body.reason);
      return await showRule(tx, ruleId);
    },
    listEscheatRules: async ({ tx, query: { limit, cursor, status } }) => {
      const rows = await listEscheatRules(tx, { status, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, ruleView);
    },
  });
}
