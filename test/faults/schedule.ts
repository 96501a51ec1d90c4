/**
 * What goes wrong in a run, and what people do meanwhile: a list of steps that the seed alone decides. When exactly a step
 * meets the processes is up to the machine, so a replay repeats the steps and not every interleaving.
 */
import { createRandom, type Random } from "./random";

export type PersonAct =
  | "prepare"
  | "approve"
  | "approve-own"
  | "approve-stale"
  | "hold"
  | "release"
  | "cancel"
  | "reroute"
  | "take-back"
  | "replace-method"
  | "write-cheques"
  | "hand-over"
  | "present-cheque";

export type Step =
  | { kind: "endorse"; count: number; isTwice: boolean }
  | { kind: "person"; act: PersonAct; pick: number }
  | { kind: "fault"; fault: string; skip: number }
  | { kind: "kill"; what: "worker" | "scheduler" | "api" | "postgres"; downMs: number }
  | { kind: "restart-redis"; downMs: number }
  | { kind: "flush-queue" }
  | { kind: "settings"; name: string; settings: Readonly<Record<string, unknown>> }
  | { kind: "expire-tokens" }
  | { kind: "replay-webhooks"; count: number }
  | { kind: "clock"; days: number };

export interface Timed {
  step: Step;
  /** Pause before it. */
  afterMs: number;
}

export interface Schedule {
  seed: number;
  queue: "redis" | "postgres";
  /** PayPal holds less than our books say, until somebody pays in. */
  isShort: boolean;
  /** At the end a whole month passes, so that unclaimed money comes back. */
  hasMonth: boolean;
  /** Places of the pieces of work in the template, in the order in which they are endorsed. */
  order: number[];
  steps: Timed[];
}

const create = { method: "POST", path: "^/v1/payments/payouts$" };
const get = { method: "GET", path: "^/v1/payments/payouts" };
const cancel = { method: "POST", path: "/cancel$" };
const token = { method: "POST", path: "^/v1/oauth2/token$" };

export interface ProviderFault {
  match: { method: string; path: string };
  action: Readonly<Record<string, unknown>>;
}

/** Longer than the product waits for PayPal in these runs. */
const slowMs = 2_000;

const refusal = (status: number, name: string, details: unknown[] = []) => ({
  type: "status",
  when: "before",
  status,
  body: { name, message: "Refused on purpose.", debug_id: "0ddba11", details },
});

/** How any answer can go wrong. */
const ailments: Readonly<Record<string, Record<string, unknown>>> = {
  "drop-before": { type: "drop", when: "before" },
  "drop-after": { type: "drop", when: "after" },
  "status-before": { type: "status", when: "before", status: 503 },
  "status-after": { type: "status", when: "after", status: 500 },
  truncate: { type: "truncate" },
  "content-type": { type: "contentType", value: "text/html" },
  "delay-before": { type: "delay", when: "before", ms: slowMs },
  "delay-after": { type: "delay", when: "after", ms: slowMs },
  drip: { type: "drip", bytesPerSecond: 60 },
  "bad-gzip": { type: "badGzip" },
};

const spoil = (
  prefix: string,
  match: ProviderFault["match"],
  names: readonly string[] = Object.keys(ailments),
) => names.map((name) => [`${prefix}:${name}`, { match, action: ailments[name] }] as const);

/** The address of a batch that is not ours is filled in by the run. */
export const foreignBatch = "FOREIGN-BATCH";

export const providerFaults: Readonly<Record<string, ProviderFault>> = Object.fromEntries([
  ...spoil("create", create),
  [
    "create:refuses-an-item",
    {
      match: create,
      action: refusal(400, "VALIDATION_ERROR", [{ field: "items[0].receiver", issue: "invalid" }]),
    },
  ],
  ["create:no-funds", { match: create, action: refusal(422, "INSUFFICIENT_FUNDS") }],
  ["create:restricted", { match: create, action: refusal(403, "SENDER_RESTRICTED") }],
  ["create:too-many", { match: create, action: refusal(429, "RATE_LIMIT_REACHED") }],
  [
    "create:foreign-duplicate",
    {
      match: create,
      action: refusal(400, "USER_BUSINESS_ERROR", [
        {
          field: "SENDER_BATCH_ID",
          issue: "Batch with given sender_batch_id already exists",
          link: [
            { rel: "self", href: `https://api.paypal.com/v1/payments/payouts/${foreignBatch}` },
          ],
        },
      ]),
    },
  ],
  ...spoil("get", get),
  ...spoil("cancel", cancel, ["drop-before", "drop-after", "status-after", "delay-after"]),
  ...spoil("token", token, ["drop-before", "status-before", "truncate", "delay-after"]),
  ["token:refused", { match: token, action: refusal(401, "invalid_client") }],
]) as Record<string, ProviderFault>;

interface Card {
  name: string;
  step: Step;
}

const setting = (name: string, settings: Readonly<Record<string, unknown>>): Card => ({
  name: `paypal:${name}`,
  step: { kind: "settings", name: `paypal:${name}`, settings },
});

const settingCards: readonly Card[] = [
  setting("404-after-201", { notFoundAfterCreateMs: 600 }),
  setting("duplicate-without-link", { duplicateWithoutLink: true }),
  setting("pages-reshuffled", { shufflePages: true }),
  setting("webhooks-dropped", { webhooks: "off" }),
  setting("webhooks-duplicated", { webhookDuplicates: 2 }),
  setting("webhooks-out-of-order", { webhookShuffle: true }),
];

/** How many neighbouring seeds it takes until every kind was dealt once. */
export const handsCount = 4;

/** Kinds that a run itself counts, beside those that are dealt as cards. */
const always = [
  "endorse:twice-at-once",
  "approve:at-once",
  "approve:own",
  "approve:stale",
  "scheduler:two",
];

const killCards: readonly Step[] = [
  { kind: "kill", what: "worker", downMs: 150 },
  { kind: "kill", what: "scheduler", downMs: 150 },
  { kind: "kill", what: "api", downMs: 100 },
  { kind: "kill", what: "postgres", downMs: 200 },
];

/** Every kind the campaign must have hit at least once. `withRedis` is false where redis-server is not installed. */
export function allKinds(withRedis: boolean): string[] {
  return [
    ...Object.keys(providerFaults),
    ...settingCards.map(({ name }) => name),
    ...["worker", "scheduler", "api", "postgres"].map((what) => `kill:${what}`),
    "queue:flushed-postgres",
    ...(withRedis ? ["queue:flushed-redis", "queue:restarted-redis"] : []),
    "paypal:tokens-expired",
    "paypal:webhooks-replayed-late",
    "paypal:short-of-money",
    "clock:days",
    "clock:month",
    ...always,
  ];
}

const acts: readonly PersonAct[] = [
  ...([
    "prepare",
    "approve",
    "approve",
    "approve",
    "approve-own",
    "approve-own",
    "approve-stale",
  ] as const),
  ...(["hold", "release", "cancel", "reroute", "reroute", "take-back", "replace-method"] as const),
  ...(["write-cheques", "hand-over", "present-cheque"] as const),
];

function endorsements(random: Random, total: number): Step[] {
  const steps: Step[] = [];
  for (let left = total; left > 0; ) {
    const count = Math.min(left, random.int(1, 6));
    steps.push({ kind: "endorse", count, isTwice: random.chance(30) });
    left -= count;
  }
  return steps;
}

/** The hand of this seed: a quarter of all faults, so that any four neighbours deal all of them, and some by chance. */
function hand(random: Random, seed: number): { faults: Step[]; events: Step[] } {
  const mine = <T>(cards: readonly T[]) =>
    cards.filter((_, n) => n % handsCount === seed % handsCount);
  const names = Object.keys(providerFaults);
  const dealt = [...mine(names), ...random.shuffled(names).slice(0, 4)];
  const faults = dealt.map((fault): Step => ({ kind: "fault", fault, skip: random.int(0, 1) }));
  const isEven = seed % 2 === 0;
  const events: Step[] = [
    ...mine(settingCards).map(({ step }) => step),
    ...mine(killCards),
    ...(random.chance(50) ? [random.pick(killCards)] : []),
    { kind: "flush-queue" },
    ...(isEven ? [{ kind: "restart-redis", downMs: random.int(50, 300) } as const] : []),
    { kind: "expire-tokens" },
    { kind: "replay-webhooks", count: random.int(2, 6) },
    ...(random.chance(50) ? [{ kind: "clock", days: random.int(1, 3) } as const] : []),
  ];
  return { faults, events };
}

const pauseMsMax = 90;

/** All that happens in the run of this seed, for a world with so many pieces of work. */
export function makeSchedule(seed: number, submissionsCount: number): Schedule {
  const random = createRandom(seed);
  const people = Array.from({ length: 26 }, (): Step => {
    return { kind: "person", act: random.pick(acts), pick: random.int(0, 999) };
  });
  const { faults, events } = hand(random, seed);
  const work = random.shuffled([...endorsements(random, submissionsCount), ...events, ...people]);
  // In the first half, so that something still comes that can go wrong.
  for (const fault of faults) work.splice(random.int(0, Math.floor(work.length / 2)), 0, fault);
  // Faults of taking back need somebody who takes back, late enough for something to be unclaimed.
  const late: Step[] = [1, 2, 3].map(() => ({
    kind: "person",
    act: "take-back",
    pick: random.int(0, 999),
  }));
  return {
    seed,
    queue: seed % 2 === 0 ? "redis" : "postgres",
    isShort: seed % handsCount === 1,
    hasMonth: seed % handsCount === 2 || random.chance(20),
    order: random.shuffled(Array.from({ length: submissionsCount }, (_, n) => n)),
    steps: [...work, ...late].map((step) => ({ step, afterMs: random.int(0, pauseMsMax) })),
  };
}
