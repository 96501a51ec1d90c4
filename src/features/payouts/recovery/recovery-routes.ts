import { ConflictError } from "../../../kernel/errors";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import type { Actor } from "../../identity";
import { proposeEnd, withdrawDecision } from "./decision-service";
import { recoveryContract } from "./recovery-schema";
import type { Recovery } from "./recovery-service";
import { openPeriod } from "./recovery-store";
import {
  getDecision,
  getDecisions,
  getRecovery,
  listDecisions,
  listFoundPayments,
} from "./recovery-view";

const same = <T>(row: T) => row;

export function recoveryRoutes(recovery: Recovery): BoundOperation<Actor>[] {
  const { found } = recovery;
  return bindContract<typeof recoveryContract, Actor>(recoveryContract, {
    getRecovery: async ({ tx }) => await getRecovery(tx),
    listFoundPayments: async ({ tx, query }) => {
      const { limit, cursor, state } = query;
      const rows = await listFoundPayments(tx, { state, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, same);
    },
    listRecoveryDecisions: async ({ tx, query }) => {
      const { limit, cursor, status } = query;
      const rows = await listDecisions(tx, { status, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, same);
    },
    readRecoveryReport: async ({ tx }) => {
      if (!(await openPeriod(tx))) throw new ConflictError("recovery_not_paused");
      await recovery.read();
      return await getRecovery(tx);
    },
    proposeFoundPayments: async ({ tx, actor, body }) => {
      const claims = body.items.map((item) => ({
        itemId: item.itemId,
        as: body.as,
        payoutId: "payoutId" in item ? item.payoutId : null,
        creatorId: "creatorId" in item ? item.creatorId : null,
      }));
      return await getDecisions(tx, await found.propose(actor, claims, body.evidence));
    },
    proposeRecoveryEnd: async ({ tx, actor, body }) =>
      await getDecision(tx, await proposeEnd(tx, actor, body.evidence)),
    confirmRecoveryDecisions: async ({ tx, actor, body }) => {
      await found.confirm(actor, body.decisions);
      const ids = body.decisions.map(({ decisionId }) => decisionId);
      return await getDecisions(tx, ids);
    },
    withdrawRecoveryDecision: async ({ tx, actor, params, body }) => {
      await withdrawDecision(tx, actor, params.decisionId, body.reason);
      return await getDecision(tx, params.decisionId);
    },
  });
}
