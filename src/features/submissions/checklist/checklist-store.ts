import { exec, type Tx } from "../../../platform/db/sql";
import { ChecklistAnswerRow } from "./checklist-row";

type Place = Pick<ChecklistAnswerRow, "submissionId" | "version" | "briefVersion">;

/** What reviewers said about this version by this brief, by item. */
export async function findAnswers(
  tx: Tx,
  { submissionId, version, briefVersion }: Place,
): Promise<Map<string, ChecklistAnswerRow>> {
  const rows = await tx.findBy(ChecklistAnswerRow, { submissionId, version, briefVersion });
  return new Map(rows.map((row) => [row.item, row]));
}

/** The last word about an item counts; the audit trail has all of them. */
export async function putAnswer(
  tx: Tx,
  row: Omit<ChecklistAnswerRow, "answeredAt">,
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO checklist_answers (submission_id, version, brief_version, item, answer, note, answered_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (submission_id, version, brief_version, item) DO UPDATE
       SET answer = excluded.answer, note = excluded.note, answered_by = excluded.answered_by, answered_at = now()`,
    [
      row.submissionId,
      row.version,
      row.briefVersion,
      row.item,
      row.answer,
      row.note,
      row.answeredBy,
    ],
  );
}
