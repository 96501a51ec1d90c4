/**
 * Imports statement files in a process of its own, as a worker does, so that its memory is that of the import alone. Started
 * by ./importer.ts with the database's address and a folder for kept files.
 */
import { createReadStream } from "node:fs";
import { rowClasses } from "../src/app/rows";
import { createReconciliation } from "../src/features/reconciliation";
import { createDataSource } from "../src/platform/db/data-source";
import { createUnitOfWork } from "../src/platform/db/unit-of-work";
import { createFileStore } from "../src/platform/files/file-store";
import { createLogger } from "../src/platform/logger";
import type { Imported } from "./importer";
import { createMemoryGauge } from "./measure";

async function main(url: string, folder: string): Promise<void> {
  const dataSource = createDataSource({ url, rows: rowClasses, poolMax: 4 });
  await dataSource.initialize();
  const files = createFileStore(folder);
  const reconciliation = createReconciliation({
    unitOfWork: createUnitOfWork(dataSource),
    log: createLogger("silent"),
    files,
    paypal: undefined,
    stripe: undefined,
    matchBankDeposit: async () => undefined,
    depositsAloneUnitsMax: {},
    undoBankDeposit: async () => undefined,
    explainAloneUnitsMax: {},
  });

  async function importReport(file: string): Promise<Imported> {
    const gauge = createMemoryGauge();
    const cpu = process.cpuUsage();
    await gauge.during(async () => {
      const spooled = await files.spool(createReadStream(file), "report.csv");
      const upload = { file: spooled, format: "paypal_stl" } as const;
      const row = await reconciliation.files.upload(
        { principal: "bench", person: "bench" },
        upload,
      );
      // A large file is the job's; a small one was read at once.
      await reconciliation.files.run(row.id);
    });
    const { user, system } = process.cpuUsage(cpu);
    return { cpuUs: user + system, idleMb: gauge.idleMb(), peakMb: gauge.peakMb() };
  }

  process.on("message", (file: string) => {
    importReport(file).then(
      (imported) => process.send?.(imported),
      (error: Error) => process.send?.({ error: error.stack }),
    );
  });
  process.once("disconnect", () => process.exit());
  process.send?.("ready");
}

const [url = "", folder = ""] = process.argv.slice(2);
void main(url, folder);
