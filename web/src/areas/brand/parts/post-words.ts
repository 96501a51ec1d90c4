import type { ItemOf } from "../../../api/contract";
import type { Tone } from "../../../design/status";

export type PostStatus = ItemOf<"GET /v1/live-posts">["status"];

export const postTones: Record<PostStatus, Tone> = {
  unchecked: "waiting",
  fine: "good",
  needs_look: "bad",
  gone: "bad",
};
