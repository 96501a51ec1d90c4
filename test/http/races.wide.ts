/** Steps that contradict each other, sent at the same moment: one of them counts, and the books say the same. */
import { createJobContext } from "../../jobs/context";
import { endCampaignJob } from "../../jobs/end-campaign-job";
import { sweepClocksJob } from "../../jobs/sweep-clocks-job";
import { accounts, creditBalance } from "../../src/features/ledger";
import { type TestApp } from "../support/app";
import { usd } from "../support/campaign-bodies";
import { asOwner } from "../support/database";
import { type Application, type Submission, violationsIn } from "../support/marketplace";
import { type Cast, openCast } from "../support/matrix";
import { agreement, lookAt, openCampaign, piecesOf } from "../support/matrix-things";

let app: TestApp;
let cast: Cast;
let piece: ReturnType<typeof piecesOf>;
beforeAll(async () => {
  cast = await openCast();
  app = cast.app;
  piece = piecesOf(cast);
});
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => cast.close());

const roundsCount = 6;
const rounds = Array.from({ length: roundsCount }, (_, n) => n);
const of = ({ id }: { id: string }, verb: string) => `/v1/submissions/${id}/${verb}`;
const owner = async <T>(text: string, values: unknown[] = []) =>
  (await asOwner(app.database.url, text, values)) as T[];

type Call = () => PromiseLike<{ status: number; body: { code?: string; version?: number } }>;
const times = (count: number, call: Call): Call[] => Array.from({ length: count }, () => call);

/** Sends all of them at once, in another order each round. @returns the answers in the order of `calls`. */
async function atOnce(calls: readonly Call[], round: number) {
  const order = calls.map((call, at) => ({ call, at, turn: (at * 7 + round * 5) % calls.length }));
  order.sort((one, other) => one.turn - other.turn);
  const answers = await Promise.all(order.map(async ({ call, at }) => ({ at, ...(await call()) })));
  return answers.sort((one, other) => one.at - other.at);
}

const isDone = ({ status }: { status: number }) => status >= 200 && status < 300;

/** Exactly one counts, the others are conflicts. @returns the place of the one. */
function winnerOf(answers: readonly { at: number; status: number; body: unknown }[]): number {
  const refused = answers.filter((answer) => !isDone(answer));
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 409));
  expect(refused).toHaveLength(answers.length - 1);
  return answers.find(isDone)?.at ?? -1;
}

const statusOf = async ({ id }: Submission) =>
  (await cast.creator.client.get(`/v1/submissions/${id}`).expect(200)).body.status as string;
const countOf = async (table: string, { id }: Submission) =>
  (
    await owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE submission_id = $1`, [
      id,
    ])
  )[0]?.n;

async function sweep(): Promise<void> {
  const { services, queue } = app.composition;
  await sweepClocksJob.handle(createJobContext(services, queue), {});
}

const reason = { reasonCode: "quality" };
const objection = { reasonCode: "other", statement: "Please look again." };

test("30 endorsements and disputes of one post: one of them", async () => {
  const { brand, creator } = cast;
  for (const round of rounds) {
    const submission = await cast.market.live(...(await piece()));
    await lookAt(app, submission);
    const answers = await atOnce(
      [
        ...times(10, () => brand.client.post(of(submission, "endorsement"))),
        ...times(10, () => brand.client.post(of(submission, "disputes"), objection)),
        ...times(10, () => creator.client.post(of(submission, "disputes"), objection)),
      ],
      round,
    );
    const isEndorsed = winnerOf(answers) < 10;
    expect(await statusOf(submission)).toBe(isEndorsed ? "endorsed" : "disputed");
    expect(await countOf("endorsements", submission)).toBe(isEndorsed ? 1 : 0);
    expect(await countOf("disputes", submission)).toBe(isEndorsed ? 0 : 1);
  }
}, 120_000);

test("30 verdicts about one version: one of them", async () => {
  const { brand } = cast;
  const states = ["content_approved", "rejected", "changes_requested"];
  for (const round of rounds) {
    const submission = await cast.market.submitted(...(await piece()));
    const answers = await atOnce(
      [
        ...times(10, () => brand.client.post(of(submission, "approve"), { version: 1 })),
        ...times(10, () => brand.client.post(of(submission, "reject"), reason)),
        ...times(10, () => brand.client.post(of(submission, "request-changes"), reason)),
      ],
      round,
    );
    expect(await statusOf(submission)).toBe(states[Math.floor(winnerOf(answers) / 10)]);
    const versions = await owner<{ decision: string }>(
      "SELECT decision FROM submission_versions WHERE submission_id = $1",
      [submission.id],
    );
    expect(versions).toHaveLength(1);
  }
}, 120_000);

test("30 objections to one rejection, while its time runs out: one dispute, or none and the money is back", async () => {
  const { creator } = cast;
  for (const round of rounds) {
    const submission = await cast.market.submitted(...(await piece()));
    await cast.brand.client.post(of(submission, "reject"), reason).expect(200);
    if (round % 2 === 1) {
      await owner(
        "UPDATE submissions SET appeal_until = now() + interval '30 milliseconds' WHERE id = $1",
        [submission.id],
      );
    }
    const [answers] = await Promise.all([
      atOnce(
        times(30, () => creator.client.post(of(submission, "disputes"), objection)),
        round,
      ),
      sweep(),
      sweep(),
    ]);
    await sweep();
    const isDisputed = answers.some(isDone);
    if (isDisputed) winnerOf(answers);
    expect(await countOf("disputes", submission)).toBe(isDisputed ? 1 : 0);
    expect(await statusOf(submission)).toBe(isDisputed ? "disputed" : "rejected");
    if (round % 2 === 0) expect(isDisputed).toBe(true);
  }
}, 120_000);

test("automatic approval against a request for changes: one decision about the version", async () => {
  const outcomes = new Set<string>();
  for (const round of rounds) {
    const submission = await cast.market.submitted(...(await piece()));
    await owner("UPDATE submissions SET review_until = now() WHERE id = $1", [submission.id]);
    const ask = () => cast.brand.client.post(of(submission, "request-changes"), reason);
    const [asked] = await Promise.all(
      round % 2 === 0 ? [ask(), sweep(), sweep()] : [sweep().then(ask), sweep()],
    );
    const status = await statusOf(submission);
    outcomes.add(status);
    expect([status, asked.status]).toEqual(
      asked.status === 200 ? ["changes_requested", 200] : ["content_approved", 409],
    );
    const [version] = await owner<{ decision: string; decided_by: string | null }>(
      "SELECT decision, decided_by FROM submission_versions WHERE submission_id = $1",
      [submission.id],
    );
    expect(version?.decision).toBe(asked.status === 200 ? "changes_requested" : "approved");
    expect(version?.decided_by === null).toBe(asked.status !== 200);
  }
  expect(outcomes).toContain("content_approved");
}, 120_000);

test("two counter-offers against one acceptance: an agreement about what was accepted, or one counter-offer", async () => {
  const { creator } = cast;
  for (const round of rounds) {
    const application: Application = await cast.market.offered(await openCampaign(cast), creator);
    const path = (verb: string) => `/v1/applications/${application.id}/${verb}`;
    const counter = (fee: number) => () =>
      creator.client.post(path("counter"), { version: 1, fee: usd(fee) });
    const answers = await atOnce(
      [counter(11_000), counter(12_000), () => creator.client.post(path("accept"), { version: 1 })],
      round,
    );
    const winner = winnerOf(answers);
    const { body } = await creator.client.get(path("")).expect(200);
    expect([body.status, body.offers.length]).toEqual(
      winner === 2 ? ["accepted", 1] : ["countered", 2],
    );
    const reserved = accounts.applicationReserved(application.id);
    const reservedMinor = await creditBalance(app.database.unitOfWork.reader, reserved, "USD");
    expect(reservedMinor).toBe(winner === 2 ? 11_000n : 0n);
    if (winner < 2) expect(body.offers[1].terms.fee).toEqual(usd([11_000, 12_000][winner] ?? 0));
  }
}, 120_000);

test("a campaign is cancelled while its offers are accepted: whoever agreed in time is paid for it", async () => {
  const crowd = await Promise.all(Array.from({ length: 5 }, () => cast.market.creator()));
  for (const round of rounds) {
    const campaign = await openCampaign(cast, { creatorsMax: 5 });
    const offers = await Promise.all(crowd.map((one) => cast.market.offered(campaign, one)));
    const answers = await atOnce(
      [
        () => cast.brand.client.post(`/v1/campaigns/${campaign.id}/cancel`),
        ...offers.map(
          ({ id, creator }) =>
            () =>
              creator.client.post(`/v1/applications/${id}/accept`, { version: 1 }),
        ),
      ],
      round,
    );
    const [cancelled, ...accepted] = answers;
    expect(cancelled?.status).toBe(200);
    for (const { status } of accepted) expect([200, 409]).toContain(status);
    const agreedCount = accepted.filter(isDone).length;
    const { services, queue } = app.composition;
    await endCampaignJob.handle(createJobContext(services, queue), { campaignId: campaign.id });
    const { body } = await cast.brand.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
    expect(body.status).toBe("cancelled");
    const paid = await owner<{ fee_minor: string }>(
      "SELECT fee_minor FROM endorsements WHERE campaign_id = $1 AND origin = 'kill_fee'",
      [campaign.id],
    );
    // A quarter of each, because nothing was handed in.
    expect(paid).toEqual(Array.from({ length: agreedCount }, () => ({ fee_minor: "2500" })));
    const escrow = accounts.campaignEscrow(campaign.id);
    expect(await creditBalance(app.database.unitOfWork.reader, escrow, "USD")).toBe(0n);
  }
}, 120_000);

test("a collaboration is cancelled while its work is handed in: the fee is that of before, or that of after", async () => {
  for (const round of rounds) {
    const application = await agreement(cast);
    const path = (verb: string) => `/v1/applications/${application.id}/${verb}`;
    const answers = await atOnce(
      [
        () => cast.brand.client.post(path("cancel"), {}),
        () => cast.brand.client.post(path("cancel"), {}),
        () => cast.creator.client.post(path("submissions"), { caption: "A quiet cup. #ad" }),
      ],
      round,
    );
    const handedIn = answers[2]?.status;
    expect(answers.slice(0, 2).filter(isDone)).toHaveLength(1);
    const rows = await owner<{ fee_minor: string }>(
      "SELECT fee_minor FROM endorsements WHERE application_id = $1",
      [application.id],
    );
    expect([handedIn, rows]).toEqual(
      handedIn === 201 ? [201, [{ fee_minor: "9000" }]] : [409, [{ fee_minor: "2500" }]],
    );
  }
}, 120_000);
