/** Messages as PayPal signs them, with a certificate of our own that is served where the product expects it. */
import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { newId } from "../src/kernel/ids";
import type { PaypalSettings } from "../src/platform/config";
import { createWebhookCertificates } from "../src/sandbox/certificates";

/** On the thread pool, both processors at once. */
const signAside = promisify(sign);
const signedTogether = 64;

export interface Message {
  body: Buffer;
  headers: Record<string, string>;
}

export interface Signer {
  settings: PaypalSettings;
  /** Messages about items that nobody else has been told of. */
  messages(count: number): Promise<Message[]>;
  close(): Promise<void>;
}

const webhookId = "WH-BENCH";

function eventOf(id: string): string {
  const amount = { currency: "USD", value: "12.34" };
  return JSON.stringify({
    id: `WH-${id}`,
    event_version: "1.0",
    create_time: "2026-11-24T10:00:00Z",
    resource_type: "payouts_item",
    event_type: "PAYMENT.PAYOUTS-ITEM.SUCCEEDED",
    summary: "A payout item has succeeded",
    resource: {
      payout_item_id: `I${id}`,
      transaction_id: `T${id}`,
      transaction_status: "SUCCESS",
      payout_item_fee: { currency: "USD", value: "0.20" },
      payout_batch_id: "PBENCH",
      sender_batch_id: "pb_bench",
      payout_item: {
        recipient_type: "EMAIL",
        amount,
        receiver: "c@bench.invalid",
        sender_item_id: id,
      },
      time_processed: "2026-11-24T10:00:00Z",
    },
  });
}

async function signed(key: KeyObject, certUrl: string): Promise<Message> {
  const id = newId();
  const body = Buffer.from(eventOf(id));
  const time = "2026-11-24T10:00:00Z";
  const text = Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`);
  const signature = (await signAside("sha256", text, key)).toString("base64");
  return {
    body,
    headers: {
      "content-type": "application/json",
      "paypal-transmission-id": id,
      "paypal-transmission-time": time,
      "paypal-transmission-sig": signature,
      "paypal-cert-url": certUrl,
      "paypal-auth-algo": "SHA256withRSA",
    },
  };
}

export async function openSigner(): Promise<Signer> {
  const certificates = await createWebhookCertificates(new Date());
  const key = createPrivateKey(certificates.leafKeyPem);
  const chain = `${certificates.leafPem}${certificates.caPem}`;
  const server = await new Promise<Server>((resolve) => {
    const listening = createServer((_request, response) => response.end(chain)).listen(
      0,
      "127.0.0.1",
      () => resolve(listening),
    );
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const certUrl = `http://${host}/v1/notifications/certs/CERT-bench`;
  return {
    settings: {
      clientId: "bench",
      clientSecret: "bench",
      webhookId,
      apiBase: `http://${host}`,
      certHosts: [host],
      certCaPem: certificates.caPem,
    },
    async messages(count) {
      const made: Message[] = [];
      while (made.length < count) {
        const some = Math.min(signedTogether, count - made.length);
        made.push(...(await Promise.all(Array.from({ length: some }, () => signed(key, certUrl)))));
      }
      return made;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
