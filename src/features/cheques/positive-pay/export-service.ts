/** Telling the bank of our cheques: every event in one file once, and a file again only as a repetition that says so. */
import { sha256 } from "../../../kernel/canonical-json";
import { utcDate } from "../../../kernel/clock";
import { ConflictError, InvalidError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { invariant, present } from "../../../kernel/invariant";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { recordAudit, recordAudits } from "../../audit";
import { type Actor, signerOf } from "../../identity";
import type { BankAccountRow } from "../cheque-row";
import { requireBankAccount } from "../cheque-service";
import { lockBankAccount } from "../cheque-store";
import { termsOf } from "../settings/settings-service";
import * as store from "./export-store";
import { findFlaw, type Template } from "./template";
import { findTemplate, insertTemplate } from "./template-store";
import { TooWideError, totalsOf, writeFile } from "./write-file";

/** Lines of one file; the rest goes into the next one. */
export const exportLinesMax = 20_000;

/** @throws InvalidError `positive_pay_template_flaw`; ConflictError `positive_pay_template_exists`. */
export async function addTemplate(tx: Tx, actor: Actor, template: Template): Promise<void> {
  const flaw = findFlaw(template);
  if (flaw) {
    const { missing, pointer } = flaw;
    throw new InvalidError("positive_pay_template_flaw", { missing }, { pointer });
  }
  if (!(await insertTemplate(tx, template, signerOf(actor)))) {
    throw new ConflictError("positive_pay_template_exists");
  }
  await recordAudit(tx, {
    actor: actor.principal,
    action: "positive_pay_template.added",
    objectType: "positive_pay_template",
    objectId: template.code,
    details: { contentHash: sha256(JSON.stringify(template)) },
  });
}

interface Filing {
  account: BankAccountRow;
  template: Template;
  lines: readonly store.ExportLine[];
  repeatsId: string | null;
}

/** What the account's terms say about its file. @throws ConflictError `positive_pay_off`. */
async function filingTerms(tx: Tx, account: BankAccountRow) {
  const terms = await termsOf(tx, account.id);
  const { bankAccountNumber, positivePayTemplate: code, routingNumber } = terms;
  if (code === null || bankAccountNumber === null) throw new ConflictError("positive_pay_off");
  return { bankAccountNumber, routingNumber, code };
}

/** @throws ConflictError `positive_pay_too_wide`. */
async function textOf(tx: Tx, { account, template, lines, repeatsId }: Filing, fileOn: string) {
  const { bankAccountNumber: accountNumber, routingNumber } = await filingTerms(tx, account);
  const isRepeat = repeatsId !== null;
  const { currency } = account;
  try {
    return writeFile(template, { accountNumber, routingNumber, currency, fileOn, isRepeat }, lines);
  } catch (error) {
    if (!(error instanceof TooWideError)) throw error;
    const { field, value } = error;
    throw new ConflictError("positive_pay_too_wide", { field, value });
  }
}

async function file(tx: Tx, actor: Actor, filing: Filing): Promise<string> {
  const { account, template, lines, repeatsId } = filing;
  const id = newId();
  const fileOn = utcDate(await databaseNow(tx));
  const content = await textOf(tx, filing, fileOn);
  const again = repeatsId === null ? "" : "-repeat";
  const totals = totalsOf(lines);
  await store.insertExport(
    tx,
    {
      id,
      bankAccountId: account.id,
      templateCode: template.code,
      repeatsId,
      ...totals,
      currency: account.currency,
      fileName: `positive-pay-${account.code}-${fileOn}-${id.slice(-12)}${again}.${template.extension}`,
      content,
      contentSha256: sha256(content),
      exportedBy: signerOf(actor),
    },
    lines,
  );
  await recordAudit(tx, {
    actor: actor.principal,
    action: repeatsId === null ? "positive_pay.exported" : "positive_pay.repeated",
    objectType: "positive_pay_export",
    objectId: id,
    details: {
      account: account.code,
      issueCount: totals.issueCount,
      voidCount: totals.voidCount,
      contentSha256: sha256(content),
      ...(repeatsId !== null && { repeats: repeatsId }),
    },
  });
  return id;
}

/**
 * Writes the next file of an account; its cheques are known to the bank from then on.
 * @returns id of the file.
 * @throws InvalidError `bank_account_unknown`; ConflictError `positive_pay_off`, `positive_pay_nothing`,
 * `positive_pay_too_wide`.
 */
export async function exportPositivePay(
  tx: Tx,
  actor: Actor,
  bankAccountCode: string,
): Promise<string> {
  const { id } = await requireBankAccount(tx, bankAccountCode, "/body/bankAccountCode");
  // Two files at once would both hold the same events; the second one waits and finds them gone.
  const account = await lockBankAccount(tx, id);
  const { code } = await filingTerms(tx, account);
  const template = present(await findTemplate(tx, code), `Template ${code}`);
  const lines = await store.pendingLines(tx, id, exportLinesMax);
  if (lines.length === 0) throw new ConflictError("positive_pay_nothing");
  const exportId = await file(tx, actor, { account, template, lines, repeatsId: null });
  const moved = await store.markFiled(tx, exportId);
  const issued = lines.filter(({ event }) => event === "issue").length;
  invariant(moved === issued, `A cheque of file ${exportId} moved while it was locked`);
  await recordAudits(
    tx,
    lines.map(({ chequeId, number, event }) => ({
      actor: actor.principal,
      action: event === "issue" ? "cheque.pp_filed" : "cheque.void_filed",
      objectType: "cheque",
      objectId: chequeId,
      details: { number: number.toString(), file: exportId },
    })),
  );
  return exportId;
}

/**
 * The same lines once more, in a file that says it is a repetition; nothing else changes.
 * @throws NotFoundError; ConflictError as for the first.
 */
export async function repeatPositivePay(tx: Tx, actor: Actor, exportId: string): Promise<string> {
  const [known] = await store.listExports(tx, { id: exportId, afterId: null, limit: 1 });
  if (!known) throw new NotFoundError();
  const account = await lockBankAccount(tx, known.bankAccountId);
  const template = present(await findTemplate(tx, known.templateCode), "The file's template");
  const lines = await store.linesOf(tx, exportId);
  return await file(tx, actor, { account, template, lines, repeatsId: exportId });
}

/**
 * A file for the bank, byte for byte as it was written. Taken again, its name says so: whoever sends it must know that the
 * bank may have it.
 * @throws NotFoundError
 */
export async function takeFile(
  tx: Tx,
  actor: Actor,
  exportId: string,
): Promise<{ fileName: string; content: string }> {
  const file = await store.fileOf(tx, exportId);
  if (!file) throw new NotFoundError();
  // Two at once would both be the first.
  await store.lockExport(tx, exportId);
  const isAgain = await store.noteDownload(tx, exportId, signerOf(actor));
  await recordAudit(tx, {
    actor: actor.principal,
    action: isAgain ? "positive_pay.downloaded_again" : "positive_pay.downloaded",
    objectType: "positive_pay_export",
    objectId: exportId,
    details: { contentSha256: sha256(file.content) },
  });
  if (!isAgain) return file;
  return { ...file, fileName: file.fileName.replace(/(\.[a-z]+)$/, "-again$1") };
}
