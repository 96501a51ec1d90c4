import { NotFoundError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { moneyJson } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import type { BankAccountRow } from "./cheque-row";
import { chequeContract } from "./cheque-schema";
import * as cheques from "./cheque-service";
import * as store from "./cheque-store";

function bankAccountView(account: BankAccountRow) {
  return {
    id: account.id,
    code: account.code,
    name: account.name,
    currency: account.currency,
    nextChequeNumber: account.nextChequeNumber.toString(),
    createdAt: account.createdAt.toISOString(),
  };
}

function chequeView({ amountMinor, currency, ...cheque }: store.ListedCheque) {
  return {
    ...cheque,
    number: cheque.number.toString(),
    amount: moneyJson(amountMinor, currency),
    // The snapshot of what the creator entered; its fields were checked there.
    postalAddress: cheque.postalAddress as Record<string, string>,
    createdAt: cheque.createdAt.toISOString(),
  };
}

/** In the order of their numbers. */
async function showCheques(tx: Tx, ids: readonly string[]) {
  const rows = await store.listCheques(tx, { ids, limit: ids.length });
  return rows.sort((a, b) => (a.number < b.number ? -1 : 1)).map(chequeView);
}

async function showCheque(tx: Tx, id: string) {
  const [cheque] = await showCheques(tx, [id]);
  if (!cheque) throw new NotFoundError();
  return cheque;
}

export function chequeRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof chequeContract, Actor>(chequeContract, {
    listBankAccounts: async ({ tx }) => ({
      items: (await store.listBankAccounts(tx)).map(bankAccountView),
    }),
    listCheques: async ({ tx, query }) => {
      const { limit, cursor, ...filter } = query;
      const afterId = decodeCursor(cursor);
      const rows = await store.listCheques(tx, { ...filter, afterId, limit });
      return toPage(rows, limit, chequeView);
    },
    getCheque: async ({ tx, params }) => await showCheque(tx, params.chequeId),
    issueCheques: async ({ tx, actor, body }) => {
      const ids = await cheques.issueCheques(tx, actor, body);
      return { items: await showCheques(tx, ids) };
    },
    handOverCheques: async ({ tx, actor, body }) => {
      await cheques.handOverCheques(tx, actor, body);
      return { items: await showCheques(tx, body.chequeIds) };
    },
    spoilCheque: async ({ tx, actor, params, body }) => {
      await cheques.spoilCheque(tx, actor, params.chequeId, body.reason);
      return await showCheque(tx, params.chequeId);
    },
  });
}
