import { newId } from "../../../kernel/ids";
import { exec, many, type Tx } from "../../../platform/db/sql";
import { readyTemplates } from "./ready-templates";
import type { Template } from "./template";

/** Templates added by people, and those that were there from the start. */
export async function listTemplates(tx: Tx): Promise<{ template: Template; isReady: boolean }[]> {
  const rows = await many<{ definition: Template }>(
    tx,
    "SELECT definition FROM positive_pay_templates ORDER BY code LIMIT 500",
  );
  return [
    ...readyTemplates.map((template) => ({ template, isReady: true })),
    ...rows.map(({ definition }) => ({ template: definition, isReady: false })),
  ];
}

export async function findTemplate(tx: Tx, code: string): Promise<Template | undefined> {
  const ready = readyTemplates.find((template) => template.code === code);
  if (ready) return ready;
  const [row] = await many<{ definition: Template }>(
    tx,
    "SELECT definition FROM positive_pay_templates WHERE code = $1",
    [code],
  );
  return row?.definition;
}

/** @returns false when the code is taken. */
export async function insertTemplate(
  tx: Tx,
  template: Template,
  recordedBy: string,
): Promise<boolean> {
  if (readyTemplates.some(({ code }) => code === template.code)) return false;
  const added = await exec(
    tx,
    `INSERT INTO positive_pay_templates (id, code, definition, recorded_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (code) DO NOTHING`,
    [newId(), template.code, JSON.stringify(template), recordedBy],
  );
  return added === 1;
}
