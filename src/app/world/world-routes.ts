import path from "node:path";
import { z } from "zod";
import { recordAudit } from "../../features/audit";
import type { Actor } from "../../features/identity";
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { socialPlatforms } from "../../kernel/social-platform";
import type { Config } from "../../platform/config";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { control, type WorldAddresses } from "./world-control";
import { readLetter, readLetters } from "./world-letters";
import { worldActContract, worldReadContract } from "./world-schema";
import {
  readPayouts,
  readRecords,
  readWebhooks,
  readWorld,
  recordView,
  rowSchema,
} from "./world-state";

export interface WorldOptions {
  /** Undefined outside of sandbox mode: then none of this exists. */
  addresses: WorldAddresses | undefined;
  config: Pick<Config, "dataDir" | "env">;
  unitOfWork: UnitOfWork;
}

type BankLine = z.output<typeof worldActContract.postWorldBankLine.body>;

const postAnswer = z.object({
  platform: z.enum(socialPlatforms),
  url: z.string(),
  handle: z.string(),
  caption: z.string(),
  publishedAt: z.string(),
  isGone: z.boolean(),
});
const postsAnswer = z.object({ posts: z.array(postAnswer) });

const pathOf = {
  deposit: "/deposits",
  fee: "/fees",
  transfer: "/transfers",
  cheque: "/cheques",
} as const;

/** The line as the bank's control routes take it; only deposits name their currency there. */
function bankBody({ kind, amount, ...line }: BankLine): object {
  const { amountMinor, currency } = amount;
  return { ...line, amountMinor, ...(kind === "deposit" ? { currency } : {}) };
}

async function postBankLine(addresses: WorldAddresses, line: BankLine) {
  const world = await readWorld(addresses, false);
  const account = world.accounts.find(({ id }) => id === line.account);
  if (!account) {
    throw new ConflictError("sandbox_refused", { reason: `there is no account ${line.account}` });
  }
  const { currency } = account.balance;
  if (currency !== line.amount.currency) {
    const reason = `account ${line.account} is kept in ${currency}`;
    throw new ConflictError("sandbox_refused", { reason });
  }
  const row = await control(addresses, "bank", pathOf[line.kind], rowSchema, bankBody(line));
  return recordView("bank", row);
}

async function decidePayout(addresses: WorldAddresses, id: string, status: string) {
  await control(addresses, "paypal", `/payouts/${id}/status`, z.unknown(), { status });
  const moved = (await readPayouts(addresses)).find((item) => item.id === id);
  if (!moved) throw new NotFoundError();
  return moved;
}

/** @throws NotFoundError outside of sandbox mode. */
function worldOf({ addresses }: WorldOptions): WorldAddresses {
  if (!addresses) throw new NotFoundError();
  return addresses;
}

const isProductMoved = ({ config }: WorldOptions) => config.env.DATABASE_URL === undefined;

function readRoutes(options: WorldOptions): BoundOperation<Actor>[] {
  const world = () => worldOf(options);
  // Letters of an installation that is real are nobody's to read.
  const mailFolder = () => (world(), path.join(options.config.dataDir, "mail"));
  return bindContract<typeof worldReadContract, Actor>(worldReadContract, {
    getWorld: async () => await readWorld(world(), isProductMoved(options)),
    listWorldRecords: async ({ query: { simulator, limit } }) => {
      const asked = simulator ? [simulator] : (["paypal", "stripe", "bank"] as const);
      return { items: await readRecords(world(), asked, limit) };
    },
    listWorldPayouts: async ({ query }) => ({
      items: (await readPayouts(world())).slice(0, query.limit),
    }),
    listWorldWebhooks: async ({ query }) => ({ items: await readWebhooks(world(), query.limit) }),
    listWorldPosts: async ({ query }) => {
      const { posts } = await control(world(), "social", "/posts", postsAnswer);
      return { items: posts.slice(-query.limit).reverse() };
    },
    listWorldLetters: async ({ query }) => ({
      items: await readLetters(mailFolder(), query.limit),
    }),
    getWorldLetter: async ({ params }) => await readLetter(mailFolder(), params.letterId),
  });
}

/** Moves of the world are written down like everything people do, although no money is real. */
function actRoutes(options: WorldOptions): BoundOperation<Actor>[] {
  const world = () => worldOf(options);
  const audited = async (
    { actor }: { actor: Actor },
    action: string,
    objectId: string,
    details: Record<string, string | number | boolean> = {},
  ) => {
    const object = { objectType: "sandbox", objectId, details };
    const event = { actor: actor.principal, action: `sandbox.${action}`, ...object };
    await options.unitOfWork.run((tx) => recordAudit(tx, event));
  };
  return bindContract<typeof worldActContract, Actor>(worldActContract, {
    moveWorldClock: async (call) => {
      const { advanceSeconds } = call.body;
      await control(world(), "bank", "/clock", z.unknown(), { advanceMs: advanceSeconds * 1_000 });
      await audited(call, "clock_moved", "clock", { advanceSeconds });
      return await readWorld(world(), isProductMoved(options));
    },
    decideWorldPayout: async (call) => {
      const { payoutItemId } = call.params;
      const { status } = call.body;
      const payout = await decidePayout(world(), payoutItemId, status);
      await audited(call, "payout_decided", payoutItemId, { status });
      return payout;
    },
    postWorldBankLine: async (call) => {
      const record = await postBankLine(world(), call.body);
      const { kind, account } = call.body;
      await audited(call, "bank_line_posted", record.id, { kind, account });
      return record;
    },
    payOutWorldStripe: async (call) => {
      const { currency } = call.body;
      await control(world(), "stripe", "/payout-to-bank", z.unknown(), { currency });
      await audited(call, "stripe_paid_out", currency);
      return await readWorld(world(), isProductMoved(options));
    },
    showWorldPost: async (call) => {
      const { isGone, ...at } = call.body;
      const step = isGone ? "/posts/delete" : "/posts/restore";
      const post = await control(world(), "social", step, postAnswer, at);
      await audited(call, "post_shown", post.platform, { isGone });
      return post;
    },
  });
}

export function worldRoutes(options: WorldOptions): BoundOperation<Actor>[] {
  return [...readRoutes(options), ...actRoutes(options)];
}
