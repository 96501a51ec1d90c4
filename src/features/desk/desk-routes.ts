import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { toMoney } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import { deskContract } from "./desk-schema";
import { addNote, assignBreak } from "./desk-service";
import { listFinancePeople, listNotes, listPostings } from "./desk-store";
import { itemView, noteView, oneBreak, postingView } from "./desk-view";
import {
  confirmPosting,
  type DeskRules,
  postForBreak,
  postForItem,
  withdrawPosting,
} from "./posting-service";
import { listOpenItems } from "./suspense-store";

async function onePosting(tx: Tx, id: string) {
  const [posting] = await listPostings(tx, { ids: [id], afterId: null, limit: 1 });
  return postingView(present(posting, `Posting ${id}`));
}

export function deskRoutes(rules: DeskRules): BoundOperation<Actor>[] {
  return bindContract<typeof deskContract, Actor>(deskContract, {
    listFinancePeople: async ({ tx }) => ({ items: await listFinancePeople(tx) }),
    getBreak: async ({ tx, params }) => await oneBreak(tx, params.breakId),
    assignBreak: async ({ tx, actor, params, body }) => {
      await assignBreak(tx, actor, params.breakId, body);
      return await oneBreak(tx, params.breakId);
    },
    addBreakNote: async ({ tx, actor, params, body }) =>
      noteView(await addNote(tx, actor, params.breakId, body.note)),
    listBreakNotes: async ({ tx, params, query }) => {
      const { cursor, limit } = query;
      const rows = await listNotes(tx, { ...params, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, noteView);
    },
    postForBreak: async ({ tx, actor, params, body }) => {
      const posting = { ...body, amount: toMoney(body.amount) };
      return await onePosting(tx, await postForBreak(tx, actor, params.breakId, posting, rules));
    },
    confirmBreakPosting: async ({ tx, actor, params, body }) => {
      await confirmPosting(tx, actor, params.postingId, body.contentHash, rules);
      return await onePosting(tx, params.postingId);
    },
    withdrawBreakPosting: async ({ tx, actor, params }) => {
      await withdrawPosting(tx, actor, params.postingId);
      return await onePosting(tx, params.postingId);
    },
    listSuspenseItems: async ({ tx, query }) => {
      const { cursor, limit, ...filter } = query;
      const rows = await listOpenItems(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, itemView);
    },
    postForSuspenseItem: async ({ tx, actor, body }) => {
      const posting = { ...body, amount: toMoney(body.amount) };
      return await onePosting(tx, await postForItem(tx, actor, posting, rules));
    },
    listBreakPostings: async ({ tx, query }) => {
      const { cursor, limit, ...filter } = query;
      const rows = await listPostings(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, postingView);
    },
  });
}
