/** The month's end twice over: once as the providers say it, once with twenty discrepancies. */
import type { Json } from "./callers";
import { bankCode, callStaff, type Staff } from "./cast";
import type { Fates } from "./cheque-lives";
import type { Stages } from "./month";
import {
  closeMonth,
  explainLines,
  filesOf,
  importAll,
  importFromStripe,
  openBreaks,
  openLines,
  settleBreaks,
  upload,
  whatProvidersSay,
} from "./month-end";
import { currencies } from "./plan";
import { addUp, editedRow, plants, refusals } from "./planted";
import {
  askPrograms,
  checkChain,
  checkProofs,
  checkTrialBalance,
  type Finding,
  verifyLedger,
} from "./proofs";
import { asOwnerOf } from "./time";
import { copyMonth, dropMonth, type Kept, openMonth, type World } from "./world";

/** Every account that somebody keeps for us, and in which currency. */
const accounts = [
  ...currencies.flatMap((currency) => [
    { account: "assets:paypal", currency },
    { account: `assets:bank:${bankCode(currency)}`, currency },
  ]),
  { account: "assets:stripe", currency: "USD" },
  { account: "assets:stripe", currency: "EUR" },
];

/** What a month brings that people have to look at, and that no statement can settle. */
const expectedKinds = ["refund_failed", "chargeback_lost", "cheque_contested"];

type Counts = Record<string, number>;

export interface Outcome {
  findings: Finding[];
  /** By rail, currency and status. */
  payouts: Counts;
  /** By currency and status. */
  cheques: Counts;
  /** By method, currency and status. */
  deposits: Counts;
  /** By source and status. */
  lines: Counts;
}

async function countsOf(world: World): Promise<Omit<Outcome, "findings">> {
  const by = async (columns: string, table: string) => {
    const rows = await world.look<{ name: string; n: number }>(
      `SELECT concat_ws(' ', ${columns}) AS name, count(*)::int AS n FROM ${table}
       GROUP BY 1 ORDER BY 1`,
    );
    return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
  };
  const registers = "cheques c JOIN bank_accounts b ON b.id = c.bank_account_id";
  return {
    payouts: await by("rail, currency, status", "payouts"),
    cheques: await by("b.currency, c.status", registers),
    deposits: await by("method, currency, status", "deposits"),
    lines: await by("source, status", "statement_lines"),
  };
}

/** What people know without looking anything up: the bank's fees, what it gave back, what came back to us. */
async function workOff(world: World, staff: Staff): Promise<void> {
  await world.sweep();
  await explainLines(staff);
  await world.sweep();
  await settleBreaks(staff, expectedKinds);
}

const about = ({ kind, amount, details }: Json) =>
  `${kind} ${amount?.amountMinor ?? "-"} ${JSON.stringify(details)}`;

function leftovers(lines: readonly Json[], breaks: readonly Json[]): Finding[] {
  return [
    ...lines.map(({ source, account, kind, amount, problem }) => ({
      rule: "unexplained line",
      text: `${source} ${account} ${kind} ${amount.amountMinor} ${amount.currency}: ${problem}`,
    })),
    ...breaks.map((one) => ({ rule: "open break", text: about(one) })),
  ];
}

/** A month in which everything is as it should be reconciles to nothing, and its books are proved from outside. */
export async function endCleanMonth(kept: Kept, stages: Stages): Promise<Outcome> {
  const { time } = stages;
  const copy = await copyMonth(kept);
  const world = await openMonth(copy);
  try {
    const staff = await callStaff(world);
    const said = await time("writing statements", () => whatProvidersSay(world));
    await time("imports", async () => {
      await importAll(staff, filesOf(said));
      await importFromStripe(staff);
      await world.quiet();
    });
    await time("finance's work", () => workOff(world, staff));
    const findings = leftovers(await openLines(staff), await openBreaks(staff));
    const period = await time("closing", () => closeMonth(staff));
    if (period.status !== "closed") findings.push({ rule: "period", text: period.status });
    findings.push(...(await time("proofs", () => checkProofs(staff, accounts))));
    findings.push(...(await time("accountants' programs", () => askPrograms(staff))));
    findings.push(...(await time("chain of hashes", () => checkChain(staff))));
    findings.push(...(await checkTrialBalance(staff)));
    findings.push(...(await time("verify-ledger", () => verifyLedger(world))));
    return { findings, ...(await countsOf(world)) };
  } finally {
    await world.abandon();
    await dropMonth(copy);
  }
}

async function checkRefusals(staff: Staff, said: Parameters<typeof refusals>[0]) {
  const findings: Finding[] = [];
  for (const { what, upload: wrong, problem, line } of refusals(said)) {
    const { status, body, text } = await upload(staff, wrong);
    const named = (body.lines ?? []) as Json[];
    const isNamed = named.some(
      (one) => one.problem === problem && (line === undefined || one.line === line),
    );
    const isAlone = named.every((one) => one.problem === problem);
    if (status === 422 && isNamed && isAlone) continue;
    const wanted = `${problem} in line ${line ?? "any"}`;
    findings.push({
      rule: `planted: ${what}`,
      text: `${wanted}, but ${status} ${text.slice(0, 400)}`,
    });
  }
  return findings;
}

/** Exactly the planted lines are open breaks, by kind and amount, and nothing else is. */
function compareBreaks(
  expected: readonly { what: string; kind: string; amountMinor: bigint }[],
  breaks: readonly Json[],
) {
  const findings: Finding[] = [];
  const left = [...breaks];
  for (const { what, kind, amountMinor } of expected) {
    const at = left.findIndex(
      (one) => one.kind === kind && BigInt(one.amount?.amountMinor ?? 0) === amountMinor,
    );
    if (at >= 0) left.splice(at, 1);
    else findings.push({ rule: `planted: ${what}`, text: `no break ${kind} ${amountMinor}` });
  }
  return [...findings, ...left.map((one) => ({ rule: "not planted", text: about(one) }))];
}

async function checkEditedRow(world: World): Promise<Finding[]> {
  const before = await verifyLedger(world);
  await asOwnerOf(world.databaseUrl, editedRow.sql);
  const after = await verifyLedger(world);
  const isNamed = after.some(({ text }) => text.includes(editedRow.reference));
  return [
    ...before.map(({ rule, text }) => ({ rule: `not planted: ${rule}`, text })),
    ...(isNamed
      ? []
      : [{ rule: `planted: ${editedRow.what}`, text: `not named in ${JSON.stringify(after)}` }]),
  ];
}

export const plantedCount = plants.length + 6 + 1;

/** The same month, in which twenty things are wrong: each is found, and nothing else is. */
export async function endSpoiledMonth(kept: Kept, fates: Fates, stages: Stages): Promise<Outcome> {
  const copy = await copyMonth(kept);
  const world = await openMonth(copy);
  const time = <T>(work: () => Promise<T>) => stages.time("planted discrepancies", work);
  try {
    const staff = await callStaff(world);
    const said = await time(() => whatProvidersSay(world));
    const findings = await time(() => checkRefusals(staff, said));
    const expected = plants.map(({ what, plant }) => ({ what, ...plant(said, fates) }));
    await time(() => importAll(staff, filesOf(addUp(said))));
    await time(() => workOff(world, staff));
    findings.push(...compareBreaks(expected, await openBreaks(staff)));
    await time(async () => {
      await checkChain(staff);
      findings.push(...(await checkEditedRow(world)));
    });
    return { findings, ...(await countsOf(world)) };
  } finally {
    await world.abandon();
    await dropMonth(copy);
  }
}
