import { present } from "../../../kernel/invariant";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import type { Actor } from "../../identity";
import { bankAccountById } from "../cheque-store";
import { stockContract } from "./stock-schema";
import { addBook, skipNumbers } from "./stock-service";
import * as store from "./stock-store";

export function stockRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof stockContract, Actor>(stockContract, {
    addChequeBook: async ({ tx, actor, params: { bankAccountId }, body }) => {
      const range = { first: BigInt(body.firstNumber), last: BigInt(body.lastNumber) };
      const id = await addBook(tx, actor, bankAccountId, { ...range, box: body.box });
      const [book] = await store.listBooks(tx, { bankAccountId, id, afterId: null, limit: 1 });
      return present(book, "The new book");
    },
    listChequeBooks: async ({ tx, params: { bankAccountId }, query }) => {
      await bankAccountById(tx, bankAccountId);
      const afterId = decodeCursor(query.cursor);
      const { limit } = query;
      const rows = await store.listBooks(tx, { bankAccountId, afterId, limit });
      return toPage(rows, limit, (book) => book);
    },
    skipChequeNumbers: async ({ tx, actor, params: { bankAccountId }, body }) => {
      const first = BigInt(body.firstNumber);
      const last = BigInt(body.lastNumber);
      const { reason } = body;
      await skipNumbers(tx, actor, bankAccountId, { first, last, reason });
      const items = [];
      for (let number = first; number <= last; number += 1n) {
        const what = "skipped" as const;
        items.push({ number: number.toString(), what, status: null, reason, chequeId: null });
      }
      return { items };
    },
    listChequeNumbers: async ({ tx, params: { bankAccountId }, query }) => {
      await bankAccountById(tx, bankAccountId);
      const from = BigInt(query.from ?? "1");
      const { limit } = query;
      const rows = await store.listNumbers(tx, { bankAccountId, from, limit });
      return { items: rows.slice(0, limit), nextNumber: rows[limit]?.number ?? null };
    },
  });
}
