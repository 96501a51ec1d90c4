import { z } from "zod";
import { AppError } from "../src/kernel/errors";
import { job } from "./context";

/** A statement file was uploaded: it is read and imported whole, or refused with the numbers of its bad lines. */
export const importStatementFileJob = job({
  name: "import-statement-file",
  queue: "work",
  payload: z.object({ fileId: z.uuid() }),
  handle: async ({ reconciliation }, { fileId }) => {
    try {
      await reconciliation.files.run(fileId);
    } catch (error) {
      // A refusal is written down beside the file; asking again would not change it.
      if (!(error instanceof AppError)) throw error;
    }
  },
});
