/** The door for webhooks as a process of its own: the product's, or the least that can be written with fastify. */
import fastify from "fastify";
import { Pool } from "pg";
import { z } from "zod";
import { newId } from "../src/kernel/ids";
import type { PaypalSettings } from "../src/platform/config";
import { createLogger } from "../src/platform/logger";
import { openProduct } from "./product";

export interface ServerOrder {
  kind: "ours" | "fastify";
  databaseUrl: string;
  dir: string;
  paypal: PaypalSettings;
}

export type ServerMessage =
  | { kind: "ready"; url: string; token: string }
  | { kind: "usage"; cpuUs: number; rssMb: number };

interface Door {
  url: string;
  token: string;
  close(): Promise<void>;
}

async function openOurs({ databaseUrl, dir, paypal }: ServerOrder): Promise<Door> {
  const world = { url: databaseUrl, dir, log: createLogger("silent") };
  const product = await openProduct(world, { paypal });
  const { token } = await product.person("finance", ["finance_maker"]);
  return { url: `${product.url}/webhooks/paypal`, token, close: product.close };
}

const envelope = z.looseObject({
  id: z.string().min(1).max(200),
  event_type: z.string().max(200),
});

/** Parses, checks the shape, inserts, answers. No signature is looked at, and nobody is told. */
async function openFastify({ databaseUrl }: ServerOrder): Promise<Door> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  const app = fastify();
  app.post("/webhooks/paypal", async (request, reply) => {
    const event = envelope.parse(request.body);
    await pool.query({
      name: "insert",
      text: `INSERT INTO provider_events (id, provider, event_id, event_type, raw, headers)
             VALUES ($1, 'paypal', $2, $3, $4, '{}') ON CONFLICT DO NOTHING`,
      values: [newId(), event.id, event.event_type, Buffer.from(JSON.stringify(request.body))],
    });
    return await reply.code(200).send();
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    url: `${url}/webhooks/paypal`,
    token: "",
    close: async () => {
      await app.close();
      await pool.end();
    },
  };
}

const tell = (message: ServerMessage) => process.send?.(message);

async function main(order: ServerOrder): Promise<void> {
  const door = await (order.kind === "ours" ? openOurs(order) : openFastify(order));
  process.on("message", (asked) => {
    if (asked === "usage") {
      const { user, system } = process.cpuUsage();
      const rssMb = Math.round(process.memoryUsage.rss() / 1024 / 1024);
      tell({ kind: "usage", cpuUs: user + system, rssMb });
    } else {
      void door.close().then(() => process.disconnect());
    }
  });
  tell({ kind: "ready", url: door.url, token: door.token });
}

void main(JSON.parse(process.argv[2] ?? "{}") as ServerOrder);
