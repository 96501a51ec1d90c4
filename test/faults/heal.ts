/** Faults end, processes come back, people finish their work, and time passes until nothing changes any more. */
import { setTimeout as sleep } from "node:timers/promises";
import { startEntry } from "../support/programs";
import { control, signEverything } from "./people";
import { count, countFaults, endorse, passTime, submissionsOf, trace, type World } from "./world";

const lookMs = 120;
/** Without any progress; a busy machine may need long, but it goes on. */
const stuckMsMax = 45_000;
/** A broken product is allowed to stand still; then there is enough to judge. */
const stuckMsMaxOfVariants = 10_000;
const quietMsMax = 240_000;
const looksInARow = 2;
const hour = 1 / 24;
const roundsMax = 6;
const restlessMax = 2;
const month = 31;

/** Work the tables say is due now or in a moment, in words. */
const dueSql = `
  SELECT 'events in the outbox' AS what, count(*)::int AS n FROM outbox
  UNION ALL
  SELECT 'batches to send', count(*)::int FROM payout_batches
  WHERE state IN ('frozen', 'ambiguous') AND next_try_at <= now() + interval '1500 milliseconds'
    AND (first_post_at IS NULL OR first_post_at > now() - interval '25 days')
  UNION ALL
  SELECT 'items to look at', count(*)::int FROM payout_attempts a
  JOIN payout_batches b ON b.id = a.batch_id
  WHERE a.next_poll_at <= now() + interval '1500 milliseconds' AND b.payout_batch_id IS NOT NULL
  UNION ALL
  SELECT 'endorsements without a payout', count(*)::int FROM endorsements e
  WHERE e.payable_at IS NOT NULL AND e.fee_minor > 0
    AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id AND l.is_live)
  UNION ALL
  SELECT 'webhooks to follow', count(*)::int FROM provider_events WHERE state = 'pending'
  UNION ALL
  SELECT 'payouts to freeze', count(*)::int FROM payouts p
  WHERE p.status = 'queued' AND p.rail = 'paypal'
    AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL)
    AND NOT EXISTS (SELECT FROM breaks k WHERE k.kind = 'paypal_balance_short'
                    AND k.object_id = p.currency AND k.resolved_at IS NULL)`;

async function due(world: World): Promise<string> {
  const { rows } = await world.database.query<{ what: string; n: number }>(dueSql);
  return rows
    .filter(({ n }) => n > 0)
    .map(({ what, n }) => `${n} ${what}`)
    .join(", ");
}

/**
 * Waits until two looks in a row find nothing due; when that does not come it is a finding.
 * @returns false when it did not come; waiting again would only take time.
 */
async function quiet(world: World): Promise<boolean> {
  const deadline = performance.now() + quietMsMax;
  const stuckMs = world.options.variant ? stuckMsMaxOfVariants : stuckMsMax;
  let progressAt = performance.now();
  let found = "";
  for (let calm = 0; calm < looksInARow; ) {
    const nowMs = performance.now();
    if (nowMs > deadline || nowMs > progressAt + stuckMs) {
      world.findings.push({
        rule: "alive",
        about: `seed ${world.options.schedule.seed}`,
        text: `never came to rest: ${found}`,
      });
      return false;
    }
    const before = found;
    found = await due(world);
    if (found !== before) progressAt = performance.now();
    trace(`due: ${found}`);
    calm = found === "" ? calm + 1 : 0;
    await sleep(lookMs);
  }
  return true;
}

/** Everything PayPal and the books hold, as one text: what time passing may still change. */
async function picture(world: World): Promise<string> {
  const { body } = await control(world.sandbox.paypal.url, "GET", "/money");
  const { rows } = await world.database.query<{ state: string }>(
    `SELECT concat_ws(' ', (SELECT count(*) FROM ledger_transactions),
       (SELECT md5(string_agg(id || status, '' ORDER BY id)) FROM payouts),
       (SELECT md5(string_agg(id || state, '' ORDER BY id)) FROM payout_attempts),
       (SELECT count(*) FROM payout_batches)) AS state`,
  );
  return `${body.rows.length} ${rows[0]?.state}`;
}

async function endFaults(world: World): Promise<void> {
  const { paypal } = world.sandbox;
  await countFaults(world);
  await control(paypal.url, "DELETE", "/faults");
  await control(paypal.url, "POST", "/settings", {
    notFoundAfterCreateMs: 0,
    duplicateWithoutLink: false,
    shufflePages: false,
    webhookDuplicates: 0,
    webhookShuffle: false,
  });
  if (world.options.schedule.isShort) {
    const rest = BigInt(world.options.template.paypalMinor["USD"] ?? "0") - 60_000n;
    const amount = { currency: "USD", amountMinor: rest.toString() };
    await control(paypal.url, "POST", "/paypal/balance", amount);
  }
  for (const part of world.processes) await part.ready();
}

async function command(world: World, ...words: string[]): Promise<void> {
  const running = startEntry("src/app/cli.js", world.environment, words);
  await new Promise((resolve) => running.child.once("exit", resolve));
  trace(`${words.join(" ")}: ${running.output().trim()}`);
}

/** The product pauses itself when PayPal knows an id it never sent; an operator compares the report and lets it go on. */
async function endPause(world: World): Promise<void> {
  const found = await world.office.maker.get("/v1/breaks?status=open&kind=payouts_paused");
  if (!found.body?.items?.length) return;
  count(world.hits, "product:paused-itself");
  await command(world, "recovery", "read");
  const note = "the link was wrong on purpose";
  await command(world, "recovery", "end", "--by", "campaign", "--note", note);
}

/** Whoever did not get an answer asks again. */
async function finishEndorsing(world: World): Promise<void> {
  for (const id of submissionsOf(world.options)) {
    if (!world.acknowledged.has(id)) await endorse(world, id, false);
  }
}

/**
 * People sign and days pass until a day changes nothing, or until it is clear that something will not come to rest.
 * @returns false in the second case.
 */
async function daysPass(world: World): Promise<boolean> {
  let restless = 0;
  for (let round = 0, before = ""; round < roundsMax && restless < restlessMax; round++) {
    await signEverything(world.office, world.options.template);
    if (!(await quiet(world))) restless += 1;
    const now = await picture(world);
    if (now === before) break;
    before = now;
    await passTime(world, 1 + hour);
    if (!(await quiet(world))) restless += 1;
  }
  return restless === 0;
}

/** @returns milliseconds from the end of the faults until nothing was due. */
export async function heal(world: World): Promise<number> {
  const started = performance.now();
  await endFaults(world);
  // Leases and pauses of those who died run out.
  await passTime(world, hour);
  await endPause(world);
  await quiet(world);
  const recoveryMs = performance.now() - started;
  await finishEndorsing(world);
  if (!(await daysPass(world)) || !world.options.schedule.hasMonth) return recoveryMs;
  await passTime(world, month);
  count(world.hits, "clock:month");
  // Holds may have ended in it, so people sign what waited for them.
  if (await quiet(world)) await daysPass(world);
  return recoveryMs;
}
