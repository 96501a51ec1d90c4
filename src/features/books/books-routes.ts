import { utcDate } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { inSnapshot } from "../../platform/db/snapshot";
import { databaseNow } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { moneyJson } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import { generalLedger, type OwnedBalances, ownedBalances } from "../ledger";
import { bookFiles } from "./book-formats";
import { booksContract } from "./books-schema";
import { exportBooks } from "./export";
import { ownerNames } from "./owner-names";

function ownedView({ id, accounts }: OwnedBalances, name: string | null) {
  const totals = new Map<Currency, bigint>();
  for (const { currency, balanceMinor } of accounts) {
    totals.set(currency, (totals.get(currency) ?? 0n) + balanceMinor);
  }
  return {
    id,
    name,
    accounts: accounts.map(({ account, currency, balanceMinor }) => ({
      account,
      balance: moneyJson(balanceMinor, currency),
    })),
    totals: [...totals].map(([currency, total]) => moneyJson(total, currency)),
  };
}

export function booksRoutes(unitOfWork: UnitOfWork): BoundOperation<Actor>[] {
  return bindContract<typeof booksContract, Actor>(booksContract, {
    exportBooks: async ({ query }) => ({
      ...bookFiles[query.format],
      content: exportBooks(unitOfWork, query.format),
    }),
    exportGeneralLedger: async ({ tx, query }) => ({
      contentType: booksContract.exportGeneralLedger.produces,
      fileName: `general-ledger-${query.from}-${query.to}.csv`,
      content: inSnapshot(tx, (snapshot) => generalLedger(snapshot, query)),
    }),
    listOwnedBalances: async ({ tx, query }) => {
      const { owner, id, cursor, limit } = query;
      const day = query.on ?? utcDate(await databaseNow(tx));
      const afterId = decodeCursor(cursor);
      const rows = await ownedBalances(tx, { owner, day, id, afterId, limit });
      const names = await ownerNames(
        tx,
        owner,
        rows.map((row) => row.id),
      );
      return toPage(rows, limit, (row) => ownedView(row, names.get(row.id) ?? null));
    },
  });
}
