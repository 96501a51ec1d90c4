import type { OutboxEvent } from "../../platform/outbox/outbox";

export const memberEvents = {
  invited: (invitationId: string): OutboxEvent => ({
    topic: "member.invited",
    payload: { invitationId },
  }),
  joined: (invitationId: string): OutboxEvent => ({
    topic: "member.joined",
    payload: { invitationId },
  }),
} as const;
