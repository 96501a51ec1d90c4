/** Rules about the people who work here. */
import type { Transitions } from "../../kernel/transitions";
import type { Role } from "../identity";

/** Roles that are granted; brands and creators get theirs by registering. */
export const staffRoles = [
  "finance_maker",
  "finance_checker",
  "operator",
] as const satisfies Role[];
export type StaffRole = (typeof staffRoles)[number];

export const roleChangeStatuses = ["proposed", "confirmed", "withdrawn"] as const;
export type RoleChangeStatus = (typeof roleChangeStatuses)[number];

export const roleChangeTransitions: Transitions<RoleChangeStatus> = {
  proposed: ["confirmed", "withdrawn"],
  confirmed: [],
  withdrawn: [],
};

/** A proposal that nobody confirmed in this time says nothing about today any more. */
export const roleChangeHours = 72;
export const reasonLengthMax = 500;

export const isStaffRole = (role: Role): role is StaffRole =>
  (staffRoles as readonly Role[]).includes(role);

/** All roles of a user when the staff roles are `granted`: what they have by registering stays. */
export function rolesAfter(before: readonly Role[], granted: readonly StaffRole[]): Role[] {
  return [...before.filter((role) => !isStaffRole(role)), ...granted].sort();
}
