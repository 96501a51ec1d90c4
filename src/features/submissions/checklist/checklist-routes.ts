import type { Tx } from "../../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import type { Actor } from "../../identity";
import { seeSubmission } from "../submission-access";
import { checklistContract } from "./checklist-schema";
import { answerChecklist, openItems, readChecklist, requireVersion } from "./checklist-service";

async function checklistView(tx: Tx, actor: Actor, submissionId: string, version?: number) {
  const { submission } = await seeSubmission(tx, actor, submissionId);
  const content = await requireVersion(tx, submission, version, "/query/version");
  const checklist = await readChecklist(tx, submission, content);
  const { items, ...place } = checklist;
  return {
    submissionId,
    ...place,
    items: items.map((item) => ({ ...item, answeredAt: item.answeredAt?.toISOString() ?? null })),
    openItems: openItems(checklist).map(({ item }) => item),
  };
}

export function checklistRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof checklistContract, Actor>(checklistContract, {
    getChecklist: async ({ tx, actor, params, query }) =>
      await checklistView(tx, actor, params.submissionId, query.version),
    answerChecklist: async ({ tx, actor, params: { submissionId }, body }) => {
      const { version, answers } = body;
      await answerChecklist(tx, actor, submissionId, { version, answers });
      return await checklistView(tx, actor, submissionId);
    },
  });
}
