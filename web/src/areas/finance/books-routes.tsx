/** Statements, matching, breaks, periods, books and treasury. */
import type { NavigationEntry, PageEntry } from "../../app/area";

export const booksPages: readonly PageEntry[] = [
  { path: "statements", load: () => import("./pages/books/statements") },
  { path: "statements/new", load: () => import("./pages/books/statement-import") },
  { path: "statements/files", load: () => import("./pages/books/statement-files") },
  { path: "statements/files/:fileId", load: () => import("./pages/books/statement-file") },
  { path: "statements/comparison", load: () => import("./pages/books/comparison") },
  { path: "statements/column-maps", load: () => import("./pages/books/column-maps") },
  { path: "statements/:importId", load: () => import("./pages/books/statement") },
  { path: "matching", load: () => import("./pages/books/matching") },
  { path: "matching/waiting", load: () => import("./pages/books/matching-waiting") },
  { path: "matching/:lineId", load: () => import("./pages/books/statement-line") },
  { path: "breaks", load: () => import("./pages/books/breaks") },
  { path: "breaks/postings", load: () => import("./pages/books/break-postings") },
  { path: "breaks/suspense", load: () => import("./pages/books/suspense") },
  { path: "breaks/:breakId", load: () => import("./pages/books/break") },
  { path: "periods", load: () => import("./pages/books/periods") },
  { path: "periods/close", load: () => import("./pages/books/period-close") },
  { path: "periods/proof", load: () => import("./pages/books/proof") },
  { path: "periods/:periodId", load: () => import("./pages/books/period") },
  { path: "ledger", load: () => import("./pages/books/ledger") },
  { path: "ledger/accounts/:name", load: () => import("./pages/books/ledger-account") },
  { path: "ledger/transactions", load: () => import("./pages/books/ledger-transactions") },
  { path: "ledger/balances", load: () => import("./pages/books/balances") },
  { path: "ledger/exports", load: () => import("./pages/books/exports") },
  { path: "treasury", load: () => import("./pages/books/treasury") },
  { path: "treasury/top-ups", load: () => import("./pages/books/top-ups") },
  { path: "treasury/conversions", load: () => import("./pages/books/conversions") },
  { path: "treasury/rates", load: () => import("./pages/books/rates") },
  { path: "treasury/authorities", load: () => import("./pages/books/authorities") },
  { path: "treasury/deposits", load: () => import("./pages/books/deposits") },
  { path: "treasury/refunds", load: () => import("./pages/books/refunds") },
];

const books = "nav.groups.books";

export const booksNavigation = [
  { to: "statements", label: "statements.nav", icon: "bank", group: books },
  { to: "matching", label: "matching.nav", icon: "link", group: books },
  { to: "breaks", label: "breaks.nav", icon: "warning", group: books },
  { to: "periods", label: "periods.nav", icon: "lock", group: books },
  { to: "ledger", label: "ledger.nav", icon: "book", group: books },
  { to: "treasury", label: "treasury.nav", icon: "money", group: books },
] as const satisfies readonly NavigationEntry[];
