/**
 * Log-ins for trying the product out, in sandbox mode only. Each installation gets its own random password, kept in the
 * data directory, so that no password is known in advance.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { registerCreator } from "../features/creators";
import {
  createUser,
  isEmailTaken,
  type NewPerson,
  type Role,
  registerBrand,
} from "../features/identity";
import { randomToken } from "../kernel/ids";
import type { Tx } from "../platform/db/sql";
import type { DemoKind } from "./sandbox-schema";
import type { Services } from "./services";

export interface DemoLogin {
  kind: DemoKind;
  email: string;
  password: string;
}

type Register = (tx: Tx, person: NewPerson) => Promise<unknown>;

const staff =
  (role: Role): Register =>
  (tx, person) =>
    createUser(tx, person, [role]);

const people: readonly (readonly [
  kind: DemoKind,
  name: string,
  email: string,
  register: Register,
])[] = [
  [
    "brand",
    "Rina Wijaya",
    "brand@kampanye.example",
    (tx, person) => registerBrand(tx, { ...person, brandName: "Kopi Nusantara", country: "ID" }),
  ],
  [
    "creator",
    "Ayu Lestari",
    "creator@kampanye.example",
    (tx, person) => registerCreator(tx, { ...person, country: "ID" }),
  ],
  ["finance_maker", "Demo Maker", "maker@kampanye.example", staff("finance_maker")],
  ["finance_checker", "Demo Checker", "checker@kampanye.example", staff("finance_checker")],
  ["operator", "Demo Operator", "operator@kampanye.example", staff("operator")],
];

const passwordFile = (dataDir: string) => path.join(dataDir, "demo.password");

function demoPassword(dataDir: string): string {
  const file = passwordFile(dataDir);
  try {
    writeFileSync(file, `demo-${randomToken(9)}`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}

/** The log-ins of this installation, when it has any: only a sandbox that was started with them has a password for them. */
export function readDemoLogins({ config }: Pick<Services, "config">): DemoLogin[] {
  if (!config.isSandbox) return [];
  try {
    const password = readFileSync(passwordFile(config.dataDir), "utf8").trim();
    return people.map(([kind, , email]) => ({ kind, email, password }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return [];
  }
}

/** Makes the log-ins that are missing and returns all of them. */
export async function ensureDemoLogins({ unitOfWork, config }: Services): Promise<DemoLogin[]> {
  const password = demoPassword(config.dataDir);
  for (const [, displayName, email, register] of people) {
    await unitOfWork.run(async (tx) => {
      if (await isEmailTaken(tx, email)) return;
      await register(tx, { email, password, displayName, locale: "en" });
    });
  }
  return people.map(([kind, , email]) => ({ kind, email, password }));
}
