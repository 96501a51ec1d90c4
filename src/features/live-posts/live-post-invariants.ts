import type { Invariant } from "../ledger";

/** Promises about live posts. */
export const livePostInvariants: readonly Invariant[] = [
  {
    name: "a post that needs a look or is gone has one open concern, and no other has any",
    sql: `SELECT w.id || ' is ' || w.status AS found FROM live_post_watches w
          LEFT JOIN live_post_concerns c ON c.submission_id = w.id AND c.resolved_at IS NULL
          WHERE (w.status IN ('needs_look', 'gone')) <> (c.id IS NOT NULL) OR c.kind <> w.status`,
  },
];
