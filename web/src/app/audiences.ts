/** Whom the parts of the console are for, in the order in which a person with several roles meets them. */
import type { Me, Role } from "../api/contract";

export type AreaId = "public" | "brand" | "creator" | "finance" | "operator";

interface Audience {
  id: AreaId;
  /** Who may enter; empty for everybody. */
  roles: readonly Role[];
  /** First part of its addresses, after the language. */
  base: string;
}

export const audiences: Readonly<Record<AreaId, Audience>> = {
  brand: { id: "brand", roles: ["brand_member", "brand_manager"], base: "brand" },
  creator: { id: "creator", roles: ["creator"], base: "creator" },
  finance: { id: "finance", roles: ["finance_maker", "finance_checker"], base: "finance" },
  operator: { id: "operator", roles: ["operator"], base: "operator" },
  public: { id: "public", roles: [], base: "" },
};

export function rolesOf(me: Me | undefined): readonly Role[] {
  return me ? [...me.roles, ...me.brands.map((brand) => brand.role)] : [];
}

/** What somebody without a role can do. */
export const noRolePath = "/no-role";

/** Where a person starts: the first area that one of their roles opens. */
export function homeOf(me: Me): string {
  const roles = rolesOf(me);
  const own = Object.values(audiences).find((area) =>
    area.roles.some((role) => roles.includes(role)),
  );
  return own ? `/${own.base}` : noRolePath;
}
