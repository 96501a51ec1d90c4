import { z } from "zod";
import { job } from "./context";
import { importStatementFileJob } from "./import-statement-file-job";

/** A statement's line may come before what it stands for is booked; open lines are compared with the books again. */
export const sweepReconciliationJob = job({
  name: "sweep-reconciliation",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ reconciliation, enqueue }) => {
    const lost = await reconciliation.files.listLost();
    await enqueue(
      importStatementFileJob,
      lost.map((fileId) => ({ fileId })),
    );
    await reconciliation.rematchOpenLines();
  },
});
