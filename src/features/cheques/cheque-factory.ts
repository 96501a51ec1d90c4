/** What the background does with cheques. */
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { ageCheque, findStale, remindPayees, watchCheques } from "./life/age-service";

const remindersMax = 500;
const staleMax = 500;

export type Cheques = ReturnType<typeof createCheques>;

export function createCheques({ unitOfWork }: { unitOfWork: UnitOfWork }) {
  /** Moves what is too old, one transaction each. */
  async function ageAll(): Promise<void> {
    for (;;) {
      const ids = await findStale(unitOfWork.reader, staleMax);
      let movedCount = 0;
      for (const id of ids) if (await unitOfWork.run((tx) => ageCheque(tx, id))) movedCount += 1;
      if (ids.length < staleMax || movedCount === 0) return;
    }
  }

  return {
    /** Letters that are due, cheques that grew too old, and the breaks about both. */
    async sweep(): Promise<void> {
      while ((await unitOfWork.run((tx) => remindPayees(tx, remindersMax))) === remindersMax);
      await ageAll();
      await unitOfWork.run(watchCheques);
    },
  };
}
