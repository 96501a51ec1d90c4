/**
 * What the simulators share and what must survive a restart: credentials and keys (made once, one file), and the
 * journal with the clock's offset and the webhook targets.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Clock } from "../kernel/clock";
import { createWebhookCertificates } from "./certificates";
import { createSandboxClock, type SandboxClock } from "./clock";
import { randomCode, randomHex, randomMixed } from "./ids";
import { openJournal } from "./journal";

const secretsSchema = z.object({
  paypal: z.object({
    clientId: z.string(),
    clientSecret: z.string(),
    webhookId: z.string(),
    certId: z.string(),
    tokenKey: z.string(),
    accountId: z.string(),
    certificates: z.object({ caPem: z.string(), leafPem: z.string(), leafKeyPem: z.string() }),
  }),
  stripe: z.object({ secretKey: z.string(), webhookSecret: z.string() }),
});

export type WorldSecrets = z.infer<typeof secretsSchema>;
type TargetName = "paypal" | "stripe";

type WorldFact =
  | { readonly t: "clock"; readonly offsetMs: number }
  | { readonly t: "target"; readonly name: TargetName; readonly url: string };

export interface World {
  readonly secrets: WorldSecrets;
  readonly clock: SandboxClock;
  /** A webhook is signed when it is sent, by the time of those who receive it: they refuse what is far from it. */
  readonly receiverClock: Clock;
  persistOffset(offsetMs: number): void;
  target(name: TargetName): string | undefined;
  setTarget(name: TargetName, url: string): void;
  close(): void;
}

/** Opens or creates the world in `dataDir`. `system` is the real clock that sandbox time is counted from. */
export async function openWorld(
  dataDir: string,
  system: Clock,
  receiverClock: Clock,
): Promise<World> {
  mkdirSync(dataDir, { recursive: true });
  const secrets = await loadSecrets(join(dataDir, "world.json"), system);
  const targets = new Map<TargetName, string>();
  let offsetMs = 0;
  const apply = (fact: WorldFact): void => {
    if (fact.t === "clock") offsetMs = fact.offsetMs;
    else targets.set(fact.name, fact.url);
  };
  const journal = openJournal<WorldFact>(join(dataDir, "world.jsonl"), apply);
  const commit = (fact: WorldFact): void => {
    journal.append(fact);
    apply(fact);
  };
  return {
    secrets,
    clock: createSandboxClock(system, offsetMs),
    receiverClock,
    persistOffset: (next) => commit({ t: "clock", offsetMs: next }),
    target: (name) => targets.get(name),
    setTarget: (name, url) => {
      if (targets.get(name) !== url) commit({ t: "target", name, url });
    },
    close: () => journal.close(),
  };
}

async function loadSecrets(path: string, system: Clock): Promise<WorldSecrets> {
  if (existsSync(path)) return secretsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const secrets: WorldSecrets = {
    paypal: {
      // The PayPal SDK caches tokens by client id for the whole process, so two worlds must never share one.
      clientId: `SBX${randomMixed(77)}`,
      clientSecret: `E${randomMixed(79)}`,
      webhookId: randomCode(17),
      certId: `CERT-360caa42-${randomHex(8)}-${randomHex(8)}`,
      tokenKey: randomHex(64),
      accountId: randomCode(13),
      certificates: await createWebhookCertificates(system.now()),
    },
    stripe: {
      secretKey: `sk_test_${randomMixed(64)}`,
      webhookSecret: `whsec_${randomMixed(32)}`,
    },
  };
  // Renaming is atomic, so a crash leaves either no secrets or whole ones.
  writeFileSync(`${path}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return secrets;
}
