/** What both sides see of the money that was set aside: now, earned and given back, each with its place in the books. */
import { createJobContext } from "../../jobs/context";
import { sweepClocksJob } from "../../jobs/sweep-clocks-job";
import { accounts, creditBalance } from "../../src/features/ledger";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Application,
  type Brand,
  type Creator,
  createMarketplace,
  type Marketplace,
  violationsIn,
} from "../support/marketplace";
import { newStaff } from "../support/people";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
let creator: Creator;
beforeAll(async () => {
  app = await startTestApp({ environment: { HOLD_PERIOD_SECONDS: "86400" } });
  market = createMarketplace(app);
  brand = await market.brand();
  creator = await market.creator();
});
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => app.close());

interface Movement {
  kind: string;
  deliverableId: string | null;
  amount: { amountMinor: string };
  ledgerReference: string;
}

interface Reservation {
  amount: { amountMinor: string };
  reserved: { amountMinor: string };
  earned: { amountMinor: string };
  released: { amountMinor: string };
  movements: Movement[];
}

const of = async ({ client }: Brand | Creator, { id }: Application) =>
  (await client.get(`/v1/applications/${id}`).expect(200)).body.reservation as Reservation;

const figures = ({ amount, reserved, earned, released }: Reservation) =>
  [amount, reserved, earned, released].map(({ amountMinor }) => amountMinor);
const moves = ({ movements }: Reservation) =>
  movements.map(({ kind, amount }) => `${kind} ${amount.amountMinor}`);

/** Every reference is in the books, and the brand's view of what is reserved is the account's balance. */
async function expectBooked(application: Application): Promise<void> {
  const theirs = await of(brand, application);
  const rows = (await asOwner(
    app.database.url,
    "SELECT reference FROM ledger_transactions WHERE reference = ANY($1)",
    [theirs.movements.map(({ ledgerReference }) => ledgerReference)],
  )) as { reference: string }[];
  expect(new Set(rows.map(({ reference }) => reference))).toEqual(
    new Set(theirs.movements.map(({ ledgerReference }) => ledgerReference)),
  );
  const reserved = await creditBalance(
    app.database.unitOfWork.reader,
    accounts.applicationReserved(application.id),
    "USD",
  );
  expect(theirs.reserved.amountMinor).toBe(reserved.toString());
}

const work = (quantity: number, fee: bigint) =>
  market
    .campaign(brand, {
      fee,
      creatorsMax: 1,
      deliverables: [{ platform: "instagram", kind: "post", quantity }],
    })
    .then((campaign) => market.accepted(campaign, creator));

test("a piece earned, one expired, and the rest ended by the brand with a kill fee", async () => {
  const application = await work(4, 40_000n);
  expect(figures(await of(creator, application))).toEqual(["40000", "40000", "0", "0"]);
  expect(moves(await of(creator, application))).toEqual(["reserved 40000"]);
  await expectBooked(application);

  const endorsementId = await market.endorsed(application);
  const mine = await of(creator, application);
  expect(figures(mine)).toEqual(["40000", "30000", "10000", "0"]);
  expect(mine.movements[1]).toMatchObject({
    kind: "earned",
    amount: { amountMinor: "10000", currency: "USD" },
    ledgerReference: `endorsement:${endorsementId}`,
  });
  expect(figures(await of(brand, application))).toEqual(["44000", "33000", "11000", "0"]);
  await expectBooked(application);

  const late = await market.approved(application);
  await asOwner(app.database.url, "UPDATE submissions SET post_until = now() WHERE id = $1", [
    late.id,
  ]);
  const { services, queue } = app.composition;
  await sweepClocksJob.handle(createJobContext(services, queue), {});
  expect(figures(await of(creator, application))).toEqual(["40000", "20000", "10000", "10000"]);
  await expectBooked(application);

  // One piece was handed in, 90 percent; one was not, 25 percent.
  await market.submitted(application);
  await brand.client.post(`/v1/applications/${application.id}/cancel`).expect(200);
  const after = await of(creator, application);
  expect(figures(after)).toEqual(["40000", "0", "21500", "18500"]);
  expect(moves(after)).toEqual([
    "reserved 40000",
    "earned 10000",
    "released 10000",
    "earned 9000",
    "released 1000",
    "earned 2500",
    "released 7500",
  ]);
  expect(figures(await of(brand, application))).toEqual(["44000", "0", "23650", "20350"]);
  await expectBooked(application);
});

test("what a creator gives up is released under one reference", async () => {
  const application = await work(2, 20_000n);
  await creator.client.post(`/v1/applications/${application.id}/cancel`).expect(200);
  const mine = await of(creator, application);
  expect(figures(mine)).toEqual(["20000", "0", "0", "20000"]);
  expect(mine.movements.slice(1).map(({ ledgerReference }) => ledgerReference)).toEqual([
    `application:${application.id}:released`,
    `application:${application.id}:released`,
  ]);
  await expectBooked(application);
});

test("an earning that is undone and shared is shown step by step", async () => {
  const application = await work(1, 10_000n);
  await market.endorsed(application);
  const { body: page } = await brand.client
    .get(`/v1/applications/${application.id}/submissions`)
    .expect(200);
  const { body } = await brand.client
    .post(`/v1/submissions/${page.items[0].id}/disputes`, {
      reasonCode: "post_not_as_agreed",
      statement: "Half of it is missing.",
    })
    .expect(201);
  await creator.client.post(`/v1/disputes/${body.id}/answer`, { answer: "Yes." }).expect(200);
  const operator = (await newStaff(app, ["operator"])).client;
  await operator
    .post(`/v1/disputes/${body.id}/decision`, {
      outcome: "split",
      shareBasisPoints: 5_000,
      decision: "Half of it, then.",
    })
    .expect(200);
  const mine = await of(creator, application);
  expect(figures(mine)).toEqual(["10000", "0", "5000", "5000"]);
  expect(moves(mine)).toEqual(["reserved 10000", "earned 10000", "undone 10000", "earned 5000"]);
  await expectBooked(application);
});
