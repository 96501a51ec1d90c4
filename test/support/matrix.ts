/**
 * Every state × every operation × every caller. Who may do what from where is asked of the product's own tables (permissions,
 * transitions), so a test only says which move an operation makes; everything that is not allowed has to be refused and to
 * leave no trace in any table.
 */
import type { Role } from "../../src/features/identity";
import { rolesOf } from "../../src/features/identity/permissions";
import type { BoundOperation } from "../../src/platform/http/contract";
import { type Client, startTestApp, type TestApp, type TestAppOptions } from "./app";
import { fillPath, type KnownIds } from "./examples";
import { type Brand, type Creator, createMarketplace, type Marketplace } from "./marketplace";
import { newMember, newStaff } from "./people";
import { createSender, eachOf, problemOf, type Sender } from "./raw-http";
import { tableState } from "./table-state";

export const callers = [
  "manager",
  "member",
  "creator",
  "strange manager",
  "strange creator",
  "finance maker",
  "finance checker",
  "operator",
  "anonymous",
] as const;
export type Caller = (typeof callers)[number];

/** From where a caller looks at the thing. */
export type Standing = "brand" | "creator" | "stranger" | "staff";

const standings: Readonly<Record<Caller, { role: Role | undefined; standing: Standing }>> = {
  manager: { role: "brand_manager", standing: "brand" },
  member: { role: "brand_member", standing: "brand" },
  creator: { role: "creator", standing: "creator" },
  "strange manager": { role: "brand_manager", standing: "stranger" },
  "strange creator": { role: "creator", standing: "stranger" },
  "finance maker": { role: "finance_maker", standing: "staff" },
  "finance checker": { role: "finance_checker", standing: "staff" },
  operator: { role: "operator", standing: "staff" },
  anonymous: { role: undefined, standing: "stranger" },
};

/** Something in one state, with the ids by which operations name it. */
export interface Thing {
  ids: KnownIds;
}

/** A way to bring something into a state. Two stages may be of one state, such as before and after its date. */
export interface Stage {
  name: string;
  state: string;
  make(): Promise<Thing>;
}

export interface Asked {
  caller: Caller;
  standing: Standing;
  stage: Stage;
  state: string;
}

/** The state afterwards, or the status of the refusal. */
export type Outcome = string | 403 | 404 | 409 | 422;

export interface OperationRule {
  /** For callers whose role may call it; others are refused before anybody looks at the thing. */
  outcome(asked: Asked): Outcome;
  body?(thing: Thing, asked: Asked): object | undefined | Promise<object | undefined>;
  /** Works once for each thing, although the state stays. */
  isOnce?: boolean;
  /** What strangers are told; 404 when absent. */
  forStrangers?: OperationRule["outcome"];
}

export interface Matrix {
  stages: readonly Stage[];
  rules: Readonly<Record<string, OperationRule>>;
  stateOf(thing: Thing): Promise<string>;
}

export interface Cast {
  app: TestApp;
  market: Marketplace;
  brand: Brand;
  creator: Creator;
  clients: Readonly<Record<Caller, Client | undefined>>;
  operator: Client;
  sender: Sender;
  close(): Promise<void>;
}

/** Pays for all campaigns of a matrix. */
const wealthMinor = 900_000_000n;

/** The application with everybody who may ask something of it; `close` in afterAll. */
export async function openCast(options?: TestAppOptions): Promise<Cast> {
  const app = await startTestApp(options);
  const market = createMarketplace(app);
  const brand = await market.brand();
  await market.deposit(brand, wealthMinor, "USD");
  const stranger = await market.brand();
  const creator = await market.creator();
  const staff = async (roles: Role[]) => (await newStaff(app, roles)).client;
  const operator = await staff(["operator"]);
  const clients = {
    manager: brand.client,
    member: await newMember(app, brand.id),
    creator: creator.client,
    "strange manager": stranger.client,
    "strange creator": (await market.creator()).client,
    "finance maker": await staff(["finance_maker"]),
    "finance checker": await staff(["finance_checker"]),
    operator,
    anonymous: undefined,
  };
  const sender = createSender(app.url);
  const close = async () => {
    sender.close();
    await app.close();
  };
  return { app, market, brand, creator, clients, operator, sender, close };
}

interface Cell {
  operationId: string;
  caller: Caller;
  stage: Stage;
  outcome: Outcome | 401;
}

type Operation = BoundOperation<never>;

const operationsOf = (app: TestApp) => app.composition.operations as readonly Operation[];

function operationOf(app: TestApp, operationId: string): Operation {
  const found = operationsOf(app).find((one) => one.operationId === operationId);
  if (!found) throw new Error(`No operation ${operationId}`);
  return found;
}

/** Operations that change something and whose path begins like this. */
export function writesBelow(app: TestApp, ...paths: string[]): string[] {
  return operationsOf(app)
    .filter(({ spec }) => spec.method !== "get" && paths.some((path) => spec.path.startsWith(path)))
    .map(({ operationId }) => operationId)
    .sort();
}

function outcomeOf(
  app: TestApp,
  matrix: Matrix,
  operationId: string,
  caller: Caller,
  stage: Stage,
) {
  const { role, standing } = standings[caller];
  const rule = matrix.rules[operationId] as OperationRule;
  const { permission } = operationOf(app, operationId).spec;
  if (caller === "anonymous") return 401;
  if (!role || !rolesOf(permission).includes(role)) return 403;
  const asked = { caller, standing, stage, state: stage.state };
  if (standing === "stranger") return rule.forStrangers?.(asked) ?? 404;
  return rule.outcome(asked);
}

export function cellsOf(app: TestApp, matrix: Matrix): Cell[] {
  return matrix.stages.flatMap((stage) =>
    Object.keys(matrix.rules).flatMap((operationId) =>
      callers.map((caller) => {
        const outcome = outcomeOf(app, matrix, operationId, caller, stage);
        return { operationId, caller, stage, outcome };
      }),
    ),
  );
}

const isRefusal = ({ outcome }: Cell) => typeof outcome === "number";
const nameOf = ({ operationId, caller, stage }: Cell) =>
  `${operationId} by ${caller} from ${stage.name}`;

let calls = 0;

async function ask({ app, clients, sender }: Cast, matrix: Matrix, cell: Cell, thing: Thing) {
  const { operationId, caller, stage } = cell;
  const { spec } = operationOf(app, operationId);
  const asked = { caller, standing: standings[caller].standing, stage, state: stage.state };
  const body = await matrix.rules[operationId]?.body?.(thing, asked);
  const token = clients[caller]?.token;
  return await sender.send({
    method: spec.method.toUpperCase(),
    path: fillPath(spec.path, thing.ids),
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body ? { "Content-Type": "application/json" } : {}),
      "Idempotency-Key": `matrix-${++calls}`,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

/** Refused, and with a problem document. */
async function expectRefused(cast: Cast, matrix: Matrix, cell: Cell, thing: Thing): Promise<void> {
  const answer = await ask(cast, matrix, cell, thing);
  const cellName = nameOf(cell);
  const seen = { cell: cellName, status: answer.status, text: answer.text };
  expect(seen).toEqual({ ...seen, status: cell.outcome });
  problemOf(answer, cellName);
}

/** Asks all of them, on one thing for each stage. @returns the tables that changed meanwhile. */
async function askAll(
  cast: Cast,
  matrix: Matrix,
  cells: readonly Cell[],
  look: (cell: Cell, thing: Thing) => Promise<unknown>,
): Promise<{ things: Map<Stage, Thing>; changed: string[] }> {
  const things = new Map<Stage, Thing>();
  const stages = [...new Set(cells.map(({ stage }) => stage))];
  await eachOf(stages, async (stage) => void things.set(stage, await stage.make()));
  const before = await tableState(cast.app.database.url);
  await eachOf(
    cells,
    async (cell) => {
      await look(cell, things.get(cell.stage) as Thing);
    },
    12,
  );
  const after = await tableState(cast.app.database.url);
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  return { things, changed };
}

/** One of them changed something: says which, by halves. */
async function findCulprit(cast: Cast, matrix: Matrix, cells: readonly Cell[]): Promise<string> {
  const [only] = cells;
  if (cells.length === 1 && only) return nameOf(only);
  const middle = Math.ceil(cells.length / 2);
  for (const half of [cells.slice(0, middle), cells.slice(middle)]) {
    const { changed } = await askAll(cast, matrix, half, (cell, thing) =>
      ask(cast, matrix, cell, thing),
    );
    if (changed.length > 0) return await findCulprit(cast, matrix, half);
  }
  return "only together";
}

/** Everything that is not allowed, one after the other on one thing of each stage. @returns how many there were. */
export async function expectRefusals(cast: Cast, matrix: Matrix): Promise<number> {
  const cells = cellsOf(cast.app, matrix).filter(isRefusal);
  const { things, changed } = await askAll(cast, matrix, cells, (cell, thing) =>
    expectRefused(cast, matrix, cell, thing),
  );
  const culprit = changed.length > 0 ? await findCulprit(cast, matrix, cells) : undefined;
  expect({ changed, culprit }).toEqual({ changed: [], culprit: undefined });
  for (const [stage, thing] of things) {
    expect([stage.name, await matrix.stateOf(thing)]).toEqual([stage.name, stage.state]);
  }
  return cells.length;
}

async function expectAllowed(cast: Cast, matrix: Matrix, cell: Cell, thing: Thing): Promise<void> {
  const answer = await ask(cast, matrix, cell, thing);
  const isDone = answer.status >= 200 && answer.status < 300;
  const text = isDone ? "" : answer.text;
  const seen = { cell: nameOf(cell), isDone, text, state: await matrix.stateOf(thing) };
  expect(seen).toEqual({ cell: nameOf(cell), isDone: true, text: "", state: cell.outcome });
}

/** Everything that is allowed, each on a thing of its own unless it leaves the state as it is. @returns how many. */
export async function expectAllowances(cast: Cast, matrix: Matrix): Promise<number> {
  const cells = cellsOf(cast.app, matrix).filter((cell) => !isRefusal(cell));
  const isStaying = ({ operationId, outcome, stage }: Cell) =>
    outcome === stage.state && matrix.rules[operationId]?.isOnce !== true;
  await eachOf(matrix.stages, async (stage) => {
    const staying = cells.filter((cell) => cell.stage === stage && isStaying(cell));
    const thing = staying.length > 0 ? await stage.make() : undefined;
    for (const cell of staying) await expectAllowed(cast, matrix, cell, thing as Thing);
  });
  const moving = cells.filter((cell) => !isStaying(cell));
  await eachOf(moving, async (cell) => {
    await expectAllowed(cast, matrix, cell, await cell.stage.make());
  });
  return cells.length;
}
