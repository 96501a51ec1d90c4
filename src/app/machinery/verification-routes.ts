import { recordAudit } from "../../features/audit";
import type { Actor } from "../../features/identity";
import { chainHead, findViolations, type Invariant } from "../../features/ledger";
import { databaseNow } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { verificationContract } from "./verification-schema";

async function verify(unitOfWork: UnitOfWork, invariants: readonly Invariant[]) {
  const violations = await unitOfWork.run((tx) => findViolations(tx, invariants));
  const head = await chainHead(unitOfWork.reader);
  return {
    checkedAt: (await databaseNow(unitOfWork.reader)).toISOString(),
    isSound: violations.length === 0,
    checks: invariants.map(({ name }) => ({
      name,
      violations: violations.filter((one) => one.invariant === name).map(({ found }) => found),
    })),
    chain: { position: head.position.toString(), hash: head.hash },
  };
}

export function verificationRoutes(
  unitOfWork: UnitOfWork,
  invariants: readonly Invariant[],
): BoundOperation<Actor>[] {
  // It reads all of the books, so those who ask at the same time share one look.
  let running: ReturnType<typeof verify> | undefined;
  const together = () => {
    running ??= verify(unitOfWork, invariants).finally(() => {
      running = undefined;
    });
    return running;
  };
  return bindContract<typeof verificationContract, Actor>(verificationContract, {
    verifyLedger: async ({ actor }) => {
      const result = await together();
      await unitOfWork.run((tx) =>
        recordAudit(tx, {
          actor: actor.principal,
          action: "ledger.verified",
          objectType: "ledger",
          objectId: result.chain.position,
          details: { isSound: result.isSound, hash: result.chain.hash },
        }),
      );
      return result;
    },
  });
}
