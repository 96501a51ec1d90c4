/** hledger as an independent judge of the books; suites that need it are skipped where it is not installed. */
import { execFileSync, spawnSync } from "node:child_process";

/** False when it is absent; with REQUIRE_ALL=1 that is a failure instead. */
export function hasHledger(): boolean {
  const isThere = spawnSync("hledger", ["--version"]).status === 0;
  if (!isThere && process.env["REQUIRE_ALL"] === "1") throw new Error("hledger is not installed");
  if (!isThere) process.stdout.write("hledger is not installed: its tests are skipped\n");
  return isThere;
}

/** Runs hledger on a journal file. @throws Error with its output when it finds something wrong. */
export function hledger(journal: string, ...args: string[]): string {
  return execFileSync("hledger", ["-f", journal, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

interface JsonAmount {
  acommodity: string;
  aquantity: { decimalMantissa: number | string; decimalPlaces: number };
}

/** Balance of every account as `account currency` → minor units, exactly as hledger sums them. */
export function hledgerBalances(
  journal: string,
  exponentOf: (currency: string) => number,
): Map<string, bigint> {
  const output = hledger(journal, "bal", "--flat", "--no-total", "--empty", "-O", "json");
  // Mantissas may be longer than a JSON number can hold exactly.
  const exact = output.replaceAll(/"decimalMantissa":\s*(-?\d+)/g, '"decimalMantissa":"$1"');
  const [rows] = JSON.parse(exact) as [[string, string, number, JsonAmount[]][]];
  const balances = new Map<string, bigint>();
  for (const [account, , , amounts] of rows) {
    for (const { acommodity, aquantity } of amounts) {
      const places = exponentOf(acommodity) - aquantity.decimalPlaces;
      const mantissa = BigInt(aquantity.decimalMantissa);
      const minor =
        places >= 0 ? mantissa * 10n ** BigInt(places) : mantissa / 10n ** BigInt(-places);
      balances.set(`${account} ${acommodity}`, minor);
    }
  }
  return balances;
}
