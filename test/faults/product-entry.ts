/** All parts of the product in one process, with a mistake put in when FAULTS_VARIANT names one. */
import { startScheduler } from "../../jobs/scheduler";
import { startWorker } from "../../jobs/worker";
import { runProcess } from "../../src/app/run-process";
import { startServer } from "../../src/app/server";
import { breakProduct } from "./variants";

void runProcess("product", async ({ composition, connected, config }) => {
  const variant = process.env["FAULTS_VARIANT"];
  if (variant) breakProduct(composition, variant);
  const server = await startServer(composition, connected.port, config.env.HOST);
  const stopWorker = await startWorker(composition);
  const stopScheduler = startScheduler(composition);
  return {
    ready: "Product is running",
    async stop() {
      await stopScheduler();
      await stopWorker();
      await server.stop();
    },
  };
});
