import { z } from "zod";

/** PayPal's error body; every field may be missing in some corner of the API. */
const errorSchema = z.looseObject({
  name: z.string(),
  message: z.string().optional(),
  debug_id: z.string().optional(),
  details: z
    .array(
      z.looseObject({
        field: z.string().optional(),
        issue: z.string().optional(),
        link: z.array(z.looseObject({ href: z.string(), rel: z.string().optional() })).optional(),
      }),
    )
    .optional(),
});

export type PaypalErrorBody = z.infer<typeof errorSchema>;

/** The body as PayPal's error shape, or undefined when something else answered (a proxy, a cut answer). */
export function readError(body: unknown): PaypalErrorBody | undefined {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

export function hasIssue(error: PaypalErrorBody | undefined, issue: string): boolean {
  return error?.name === issue || (error?.details ?? []).some((detail) => detail.issue === issue);
}

/** PayPal could not be asked, or gave an answer that proves nothing. Asking again later is right. */
export class PaypalUnavailableError extends Error {
  constructor(reason: string) {
    super(`PayPal gave no usable answer: ${reason}`);
    this.name = "PaypalUnavailableError";
  }
}

/** PayPal understood and refused. */
export class PaypalRefusedError extends Error {
  readonly status: number;
  readonly body: PaypalErrorBody | undefined;
  readonly debugId: string | undefined;

  constructor(status: number, body: PaypalErrorBody | undefined, debugId: string | undefined) {
    super(`PayPal refused with ${status} ${body?.name ?? "without a reason"}`);
    this.name = "PaypalRefusedError";
    this.status = status;
    this.body = body;
    this.debugId = debugId;
  }
}
