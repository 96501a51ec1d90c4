import { z } from "zod";
import { job } from "./context";

/** Reminds payees, moves cheques that grew too old, and keeps the breaks about cheques. */
export const sweepChequesJob = job({
  name: "sweep-cheques",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: ({ cheques }) => cheques.sweep(),
});
