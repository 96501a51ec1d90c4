import type { AnswerOf } from "../../../../api/contract";
import type { Person } from "./values";

export type Portfolio = AnswerOf<"POST /v1/campaigns/{campaignId}/portfolio">;
export type Candidate = Portfolio["chosen"][number];

/** What one may do with somebody who was chosen: the set is then chosen again. */
export interface Wishes {
  isBusy: boolean;
  isMust(id: string): boolean;
  keep(person: Person): void;
  leaveOut(person: Person): void;
}
