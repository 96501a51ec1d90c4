/** The control routes that all simulators share. They have no authentication: the servers listen on loopback only. */
import { z } from "zod";
import { dayMs } from "../kernel/clock";
import { isoMillis, type SandboxClock } from "./clock";
import { type Faults, faultRuleSchema } from "./faults";
import {
  type Call,
  jsonBody,
  jsonReply,
  type Reply,
  ReplyError,
  type Route,
  route,
} from "./http-types";
import type { Scheduler } from "./scheduler";

const advanceDaysMax = 3_660;

const advanceSchema = z.union([
  z.strictObject({
    advanceMs: z
      .int()
      .min(0)
      .max(advanceDaysMax * dayMs),
  }),
  z.strictObject({ advanceDays: z.number().min(0).max(advanceDaysMax) }),
]);

/** A positive or zero amount in ISO 4217 minor units, as a decimal string or a whole number. */
export const minorSchema = z
  .union([z.string().regex(/^\d{1,16}$/), z.int().min(0)])
  .transform((value) => BigInt(value));

/** The body of a control call, or a 400 that says what is wrong with it. */
export function controlBody<S extends z.ZodType>(call: Call, schema: S): z.output<S> {
  const body = jsonBody(call);
  if (!body.ok) throw new ReplyError(controlError(400, "the body is not JSON"));
  const parsed = schema.safeParse(body.value);
  if (!parsed.success) throw new ReplyError(controlError(400, z.prettifyError(parsed.error)));
  return parsed.data;
}

/** An error of a control route: `{error: "…"}`. */
export function controlError(status: number, message: string): Reply {
  return jsonReply(status, { error: message });
}

/** `/control/clock` and `/control/faults`. */
export function sharedControlRoutes(
  clock: SandboxClock,
  scheduler: Scheduler,
  faults: Faults,
): Route[] {
  const clockReply = (): Reply => {
    const nowMs = clock.nowMs();
    return jsonReply(200, { now: isoMillis(nowMs), nowMs, offsetMs: clock.offsetMs() });
  };
  return [
    route("GET", "/control/clock", clockReply),
    route("POST", "/control/clock", async (call) => {
      const body = controlBody(call, advanceSchema);
      const ms = "advanceMs" in body ? body.advanceMs : Math.round(body.advanceDays * dayMs);
      await scheduler.advance(ms);
      return clockReply();
    }),
    route("GET", "/control/faults", () => jsonReply(200, { faults: faults.list() })),
    route("POST", "/control/faults", (call) =>
      jsonReply(201, faults.add(controlBody(call, faultRuleSchema))),
    ),
    route("DELETE", "/control/faults", () => {
      faults.clear();
      return jsonReply(200, { faults: [] });
    }),
  ];
}
