import { z } from "zod";
import { job } from "./context";

/** Checks the books against everything they must agree with; a violation stops the payouts of its currency. */
export const checkBooksJob = job({
  name: "check-books",
  queue: "work",
  payload: z.object({}),
  subject: () => "all",
  attemptsMax: 1,
  handle: ({ watch }) => watch.checkBooks(),
});
