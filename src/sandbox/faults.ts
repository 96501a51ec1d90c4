/**
 * Faults on demand: which answer goes wrong, and how. Rules live in memory only; a restarted sandbox is a healthy one.
 */
import { z } from "zod";

const delayMsMax = 120_000;
const when = z.enum(["before", "after"]);

/** What happens to a matched request; `before` means it is not processed, everything else is processed and recorded. */
const faultActionSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("drop"), when: when.default("after") }),
  z.strictObject({
    type: z.literal("status"),
    when: when.default("before"),
    status: z.int().min(100).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({ type: z.literal("truncate") }),
  z.strictObject({
    type: z.literal("contentType"),
    value: z.string().min(1),
    body: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("delay"),
    ms: z.int().min(0).max(delayMsMax),
    when: when.default("after"),
  }),
  z.strictObject({ type: z.literal("drip"), bytesPerSecond: z.int().min(1) }),
  z.strictObject({ type: z.literal("badGzip") }),
]);

export type FaultAction = z.infer<typeof faultActionSchema>;

export const faultRuleSchema = z.strictObject({
  match: z.strictObject({
    method: z.string().optional(),
    /** Regular expression over the path without its query. */
    path: z.string().refine(isRegExp, "is no regular expression"),
  }),
  skip: z.int().min(0).default(0),
  /** 0 means until the rule is deleted. */
  times: z.int().min(0).default(1),
  action: faultActionSchema,
});

type FaultRule = z.infer<typeof faultRuleSchema>;

interface FaultReport extends FaultRule {
  readonly id: number;
  /** Requests that fitted the rule, those it skipped included. */
  readonly seen: number;
  /** Requests it spoiled. */
  readonly hits: number;
}

export interface Faults {
  add(rule: FaultRule): FaultReport;
  list(): FaultReport[];
  clear(): void;
  /** The action for this request, and counts it. The first rule that still has hits left wins. */
  take(method: string, path: string): FaultAction | undefined;
}

interface Armed {
  readonly id: number;
  readonly rule: FaultRule;
  readonly path: RegExp;
  seen: number;
  hits: number;
}

/** An empty set of rules for one server. */
export function createFaults(): Faults {
  let rules: Armed[] = [];
  let lastId = 0;
  const report = ({ id, rule, seen, hits }: Armed): FaultReport => ({ id, ...rule, seen, hits });
  return {
    add: (rule) => {
      lastId += 1;
      const armed = { id: lastId, rule, path: new RegExp(rule.match.path), seen: 0, hits: 0 };
      rules.push(armed);
      return report(armed);
    },
    list: () => rules.map(report),
    clear: () => {
      rules = [];
    },
    take: (method, path) => {
      for (const armed of rules) {
        const wanted = armed.rule.match.method;
        if ((wanted && wanted.toUpperCase() !== method) || !armed.path.test(path)) continue;
        if (armed.rule.times > 0 && armed.hits >= armed.rule.times) continue;
        armed.seen += 1;
        if (armed.seen <= armed.rule.skip) continue;
        armed.hits += 1;
        return armed.rule.action;
      }
      return undefined;
    },
  };
}

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
