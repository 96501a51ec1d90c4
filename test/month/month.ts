/** The days of the month, one after the other. */
import { inLanes, type Json } from "./callers";
import {
  type Brand,
  bankCode,
  budgetOf,
  correctMethods,
  doWork,
  hireStaff,
  openAccounts,
  openCampaign,
  type Person,
  type Piece,
  registerBrand,
  type Staff,
} from "./cast";
import {
  agreeOnCheques,
  cashAltered,
  confirmStop,
  type Fates,
  fatesCount,
  fatesOf,
  giveBack,
  knowTheLaw,
  postBack,
  stop,
  tellBank,
  writeAnew,
} from "./cheque-lives";
import { bringMoney } from "./deposits";
import {
  bringSpareMoney,
  chargeBankFee,
  claimHalf,
  closeDisputes,
  disputeCharges,
  payOutStripe,
  refundSpare,
  type Spare,
} from "./incidents";
import { contestAltered, importBank } from "./month-end";
import { cash, payAgain, signAll, topUp, writeCheques } from "./office";
import { currencies, firstDay, type MonthCurrency, type MonthPlan, monthDays } from "./plan";
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
  spare: Spare;
  cheques: Json[];
  fates: Fates;
  endorsements: number;
  deposits: number;
}

const dayOf = (n: number) => `${firstDay.slice(0, 8)}${String(n).padStart(2, "0")}`;

async function endorse(pieces: readonly Piece[]): Promise<void> {
  await inLanes(pieces, lanes, async ({ brand, submissionId }) => {
    await brand.caller.post(`/v1/submissions/${submissionId}/endorsement`);
  });
}

interface Written {
  day: number;
  cheque: Json;
}

const isDollars = (cheque: Json) => cheque.amount.currency === "USD";

/** What happens on which day, apart from the daily work. */
type Calendar = Readonly<Record<number, () => Promise<unknown>>>;

/** What the days have to know of each other. */
interface Book {
  written: Written[];
  fates: Fates | undefined;
  disputes: string[];
}

function fatesIn({ fates }: Book): Fates {
  if (!fates) throw new Error("No cheques were written in time");
  return fates;
}

function calendarOf(
  world: World,
  staff: Staff,
  spare: Spare,
  people: readonly Person[],
  book: Book,
): Calendar {
  const anew = async (day: number, old: Json) => {
    book.written.push({ day, cheque: await writeAnew(staff, old) });
  };
  return {
    5: async () => {
      await topUp(world, staff, "USD", 1_000_001n, "TOPUP-1");
      await stop(staff, fatesIn(book));
    },
    6: async () => {
      await postBack(staff, fatesIn(book), dayOf(6));
      await anew(6, fatesIn(book).lost);
      await tellBank(staff, bankCode("USD"));
      await refundSpare(world, staff, spare);
    },
    9: async () => {
      for (const currency of ["USD", "EUR"] as const) await payOutStripe(world, currency);
      await cashAltered(world, fatesIn(book));
      await cash(world, fatesIn(book).sentBack);
    },
    12: async () => {
      book.disputes = await disputeCharges(world, spare);
      await topUp(world, staff, "EUR", 750_003n, "TOPUP-2");
      await importBank(world, staff, "USD", dayOf(11));
      await correctMethods(people);
    },
    13: async () => {
      await contestAltered(staff, fatesIn(book).altered);
      await confirmStop(staff, fatesIn(book).altered, "STOP-4712");
    },
    16: async () => {
      await giveBack(world, fatesIn(book).altered);
      await anew(16, fatesIn(book).altered);
      await tellBank(staff, bankCode("USD"));
      await claimHalf(world);
      await closeDisputes(world, book.disputes);
    },
    // What was cashed has to be known before it counts as old.
    20: async () => {
      await importBank(world, staff, "USD", dayOf(19));
      await payAgain(staff);
    },
    // The bank is told first that it need not pay the old one any more.
    23: () => tellBank(staff, bankCode("USD")),
    24: () => anew(24, fatesIn(book).old),
    27: async () => {
      await chargeBankFee(world, "USD", 2_500n);
      await chargeBankFee(world, "EUR", 1_900n);
      await chargeBankFee(world, "JPY", 3_000n);
    },
  };
}

/** The next day on which somebody does something. */
function nextDay(
  after: number,
  pieces: readonly Piece[],
  calendar: Calendar,
  written: readonly Written[],
) {
  for (let day = after + 1; day <= monthDays; day++) {
    const isCashed = written.some((one) => one.day + cashedAfterDays === day);
    if (isCashed || calendar[day] || pieces.some((piece) => piece.day === day)) return day;
  }
  return monthDays + 1;
}

/** Plays the whole month in an empty world, up to the morning after its last day. */
export async function playMonth(world: World, plan: MonthPlan, stages: Stages): Promise<Played> {
  const { time } = stages;
  const staff = await hireStaff(world);
  const brands = new Map<MonthCurrency, Brand>();
  const people: Person[] = [];
  const pieces: Piece[] = [];
  let deposits = 0;
  const spare = await time("accounts and deposits", async () => {
    await openAccounts(world);
    await knowTheLaw(staff);
    await agreeOnCheques(staff, bankCode("USD"));
    for (const currency of currencies) {
      const brand = await registerBrand(world, `brand-${currency.toLowerCase()}`);
      brands.set(currency, brand);
      const budget = budgetOf(plan, currency);
      deposits += await bringMoney(world, brand, currency, budget, plan.depositsPerMethod);
    }
    const made = await bringSpareMoney(world);
    await world.pass(days(1));
    for (const currency of ["USD", "JPY"] as const) {
      await importBank(world, staff, currency, dayOf(1));
    }
    await world.quiet();
    return made;
  });
  await time("work", async () => {
    for (const currency of currencies) {
      const brand = brands.get(currency) as Brand;
      const hired = await openCampaign(world, plan, currency, brand);
      people.push(...hired);
      pieces.push(...(await doWork(world, hired, brand)));
    }
  });
  const book: Book = { written: [], fates: undefined, disputes: [] };
  const { written } = book;
  const calendar = calendarOf(world, staff, spare, people, book);
  for (let day = 2; day <= monthDays; ) {
    const today = pieces.filter((piece) => piece.day === day);
    if (today.length > 0) {
      await time("endorsements", () => endorse(today));
      await time("jobs", () => world.quiet());
      await time("signatures", () => signAll(staff));
      await time("jobs", () => world.quiet());
      const cheques = await time("cheques", () => writeCheques(staff));
      const special = book.fates ? [] : cheques.filter(isDollars).slice(0, fatesCount);
      if (!book.fates) book.fates = fatesOf(special);
      const isLast = !pieces.some((piece) => piece.day > day);
      // One of the last is on nobody's statement before the month is over.
      const kept = isLast ? cheques.find(isDollars) : undefined;
      const plain = cheques.filter((cheque) => !special.includes(cheque) && cheque !== kept);
      written.push(...plain.map((cheque) => ({ day, cheque })));
      if (cheques.some(isDollars)) await tellBank(staff, bankCode("USD"));
    }
    await time("bank", async () => {
      for (const { cheque, day: issuedOn } of written) {
        if (issuedOn + cashedAfterDays === day) await cash(world, cheque);
      }
    });
    const special = calendar[day];
    if (special) await time("incidents", special);
    const next = nextDay(day, pieces, calendar, written);
    await time("days", () => world.pass(days(next - day)));
    day = next;
  }
  const cheques = written.map(({ cheque }) => cheque);
  const fates = fatesIn(book);
  return {
    staff,
    brands,
    spare,
    cheques,
    fates,
    endorsements: pieces.length,
    deposits: deposits + 5,
  };
}
