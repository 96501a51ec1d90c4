import { guardedMove } from "../../../platform/db/guarded-move";
import { exec, many, type Tx } from "../../../platform/db/sql";
import { type TermsChangeStatus, termsChangeTransitions } from "./terms-change";
import { TermsChangeRow } from "./terms-change-row";

const rowsAtOnceMax = 500;

/** Takes back what was asked and not answered, at all applications of a campaign. */
export async function lapseAsked(tx: Tx, campaignId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE terms_changes t SET status = 'lapsed' FROM applications a
     WHERE a.id = t.application_id AND a.campaign_id = $1 AND t.status = 'asked'`,
    [campaignId],
  );
}

export async function insertChanges(
  tx: Tx,
  rows: readonly Pick<
    TermsChangeRow,
    "id" | "applicationId" | "briefVersion" | "terms" | "termsHash"
  >[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnceMax) {
    const part = rows.slice(at, at + rowsAtOnceMax);
    await tx.insert(
      TermsChangeRow,
      part.map((row) => ({ ...row, status: "asked" as const })),
    );
  }
}

export async function findChange(
  tx: Tx,
  applicationId: string,
  briefVersion: number,
): Promise<TermsChangeRow | undefined> {
  return (await tx.findOneBy(TermsChangeRow, { applicationId, briefVersion })) ?? undefined;
}

/** @returns false when it was answered before or has lapsed. */
export async function answerChange(
  tx: Tx,
  id: string,
  to: TermsChangeStatus,
  answeredBy: string,
): Promise<boolean> {
  return await guardedMove<TermsChangeStatus, TermsChangeRow>(
    tx,
    TermsChangeRow,
    termsChangeTransitions,
    id,
    to,
    { answeredBy, answeredAt: () => "now()" },
  );
}

export type SeenChange = TermsChangeRow & { note: string };

/** Everything a creator was asked, with the brand's words about it, the first one first. */
export async function listChanges(tx: Tx, applicationId: string): Promise<SeenChange[]> {
  return await many<SeenChange>(
    tx,
    `SELECT t.id, t.application_id AS "applicationId", t.brief_version AS "briefVersion", t.status, t.terms,
            t.terms_hash AS "termsHash", t.created_at AS "createdAt", t.answered_at AS "answeredAt",
            t.answered_by AS "answeredBy", b.note
     FROM terms_changes t JOIN applications a ON a.id = t.application_id
     JOIN briefs b ON b.campaign_id = a.campaign_id AND b.version = t.brief_version
     WHERE t.application_id = $1 ORDER BY t.brief_version`,
    [applicationId],
  );
}

/** Versions that creators are asked about and have not answered, by application. */
export async function askedVersions(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await many<{ id: string; version: number }>(
    tx,
    `SELECT application_id AS id, brief_version AS version FROM terms_changes
     WHERE application_id = ANY($1::uuid[]) AND status = 'asked'`,
    [applicationIds],
  );
  return new Map(rows.map((row) => [row.id, row.version]));
}
