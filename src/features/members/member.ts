/** Rules about the people of a brand that need no database. */
import type { Transitions } from "../../kernel/transitions";
import type { Membership } from "../identity";

export const memberRoles = [
  "brand_manager",
  "brand_member",
] as const satisfies Membership["role"][];
export type MemberRole = (typeof memberRoles)[number];

export const invitationStatuses = ["invited", "accepted", "withdrawn"] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

export const invitationTransitions: Transitions<InvitationStatus> = {
  invited: ["accepted", "withdrawn"],
  accepted: [],
  withdrawn: [],
};

/** Members and open invitations of one brand together, so that whoever was invited finds a place. */
export const membersMax = 100;

/** 32 bytes as URL-safe text, in the link of an invitation. */
export const tokenShape = /^[\w-]{43}$/;
