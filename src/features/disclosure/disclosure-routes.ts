import { type BoundOperation, bindContract } from "../../platform/http/contract";
import type { Actor } from "../identity";
import { disclosureContract } from "./disclosure-schema";
import { lintDisclosure } from "./lint";

export function disclosureRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof disclosureContract, Actor>(disclosureContract, {
    lintDisclosure: async ({ body, locale }) => {
      const { isClean, languages, findings } = lintDisclosure(body, locale);
      return { isClean, languages: [...languages], findings: [...findings] };
    },
  });
}
