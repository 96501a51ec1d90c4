import type { z } from "zod";
import { PaypalRefusedError, PaypalUnavailableError, readError } from "./paypal-errors";
import type { PaypalRequest, PaypalTransport } from "./paypal-transport";

/**
 * One request whose answer has to fit `schema`. For everything but the creation of a payout batch, which must tell more
 * outcomes apart.
 * @throws PaypalRefusedError for a definite 4xx; PaypalUnavailableError when the outcome is not known.
 */
export async function callPaypal<S extends z.ZodType>(
  transport: PaypalTransport,
  request: PaypalRequest,
  schema: S,
): Promise<z.infer<S>> {
  const reply = await transport.request(request);
  if (reply.kind !== "answered") throw new PaypalUnavailableError(reply.reason);
  if (reply.status >= 400 && reply.status < 500 && reply.status !== 429) {
    throw new PaypalRefusedError(reply.status, readError(reply.body), reply.debugId);
  }
  if (reply.status >= 300) throw new PaypalUnavailableError(`status ${reply.status}`);
  const parsed = schema.safeParse(reply.body);
  if (!parsed.success) throw new PaypalUnavailableError("the answer has an unknown shape");
  return parsed.data;
}
