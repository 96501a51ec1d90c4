import { monotonicMs } from "../../kernel/clock";
import { type OnProviderCall, operationOf, outcomeOfStatus } from "../../platform/provider-call";
import type { PaypalTransport } from "./paypal-transport";

/** `/v1/payments/payouts`: three parts name what is asked, and ids come after them. */
const fixedPathParts = 3;

/** The same transport; `onCall` is told of every request and how it ended. */
export function counted(transport: PaypalTransport, onCall: OnProviderCall): PaypalTransport {
  return {
    async request(request) {
      const startedMs = monotonicMs();
      const reply = await transport.request(request);
      const end =
        reply.kind === "answered"
          ? outcomeOfStatus(reply.status)
          : { outcome: reply.kind, isContact: false };
      onCall({
        operation: operationOf(request.method, request.path, fixedPathParts),
        ...end,
        durationMs: monotonicMs() - startedMs,
      });
      return reply;
    },
    close: () => transport.close(),
  };
}
