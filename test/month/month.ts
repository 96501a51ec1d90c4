/** The days of the month, one after the other. */
import { inLanes, type Json } from "./callers";
import {
  type Brand,
  budgetOf,
  doWork,
  hireStaff,
  openAccounts,
  openCampaign,
  type Piece,
  registerBrand,
  type Staff,
} from "./cast";
import { bringMoney } from "./deposits";
import { cash, signAll, topUp, writeCheques } from "./office";
import { currencies, firstDay, monthDays, type MonthCurrency, type MonthPlan } from "./plan";
import { importBank } from "./statements";
import { days, type World } from "./world";

const lanes = 4;
/** A creator takes a cheque to the bank after some days. */
const cashedAfterDays = 3;

/** Seconds each stage took, for the figures at the end. */
export interface Stages {
  time<T>(name: string, work: () => Promise<T>): Promise<T>;
  seconds(): Record<string, number>;
}

export function createStages(): Stages {
  const spent = new Map<string, number>();
  return {
    async time(name, work) {
      const started = performance.now();
      try {
        return await work();
      } finally {
        spent.set(name, (spent.get(name) ?? 0) + (performance.now() - started) / 1000);
      }
    },
    seconds: () =>
      Object.fromEntries([...spent].map(([name, s]) => [name, Math.round(s * 10) / 10])),
  };
}

export interface Played {
  staff: Staff;
  brands: ReadonlyMap<MonthCurrency, Brand>;
  cheques: Json[];
}

const dayOf = (n: number) => `${firstDay.slice(0, 8)}${String(n).padStart(2, "0")}`;

async function endorse(pieces: readonly Piece[]): Promise<void> {
  await inLanes(pieces, lanes, async ({ brand, submissionId }) => {
    await brand.caller.post(`/v1/submissions/${submissionId}/endorsement`);
  });
}

/** Plays the whole month in an empty world. */
export async function playMonth(world: World, plan: MonthPlan, stages: Stages): Promise<Played> {
  const { time } = stages;
  const staff = await hireStaff(world);
  const brands = new Map<MonthCurrency, Brand>();
  const pieces: Piece[] = [];
  await time("accounts and deposits", async () => {
    await openAccounts(world);
    for (const currency of currencies) {
      const brand = await registerBrand(world, `brand-${currency.toLowerCase()}`);
      brands.set(currency, brand);
      await bringMoney(world, brand, currency, budgetOf(plan, currency), plan.depositsPerMethod);
    }
    await world.pass(days(1));
    for (const currency of currencies) {
      await importBank(world, staff, currency, dayOf(1), dayOf(1));
    }
    await world.quiet();
  });
  await time("work", async () => {
    for (const currency of currencies) {
      const brand = brands.get(currency) as Brand;
      const people = await openCampaign(world, plan, currency, brand);
      pieces.push(...(await doWork(people, brand)));
    }
  });
  const cheques: { day: number; cheque: Json }[] = [];
  for (let day = 2; day <= monthDays; day++) {
    const today = pieces.filter((piece) => piece.day === day);
    if (today.length > 0) {
      await time("endorsements", () => endorse(today));
      await time("jobs", () => world.quiet());
      await time("signatures", () => signAll(staff));
      await time("jobs", () => world.quiet());
      const written = await time("cheques", () => writeCheques(staff));
      cheques.push(...written.map((cheque) => ({ day, cheque })));
    }
    await time("bank", async () => {
      for (const { cheque, day: issuedOn } of cheques) {
        if (issuedOn + cashedAfterDays === day) await cash(world, cheque);
      }
      if (day % 7 === 5) await topUp(world, staff, "USD", 1_000_000n + BigInt(day), `TOPUP-${day}`);
    });
    await time("days", () => world.pass(days(1)));
  }
  return { staff, brands, cheques: cheques.map(({ cheque }) => cheque) };
}
