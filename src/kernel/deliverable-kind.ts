/** What a creator makes; with a platform it names a deliverable of a brief and a price of a rate card. */
export const deliverableKinds = [
  "post",
  "story",
  "reel",
  "short",
  "video",
  "tweet",
  "article",
  "review",
] as const;
export type DeliverableKind = (typeof deliverableKinds)[number];
