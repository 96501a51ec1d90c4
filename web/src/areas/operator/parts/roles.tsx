import { useTranslation } from "react-i18next";
import type { Role } from "../../../api/contract";

export const staffRoles = ["finance_maker", "finance_checker", "operator"] as const;
export type StaffRole = (typeof staffRoles)[number];

export const allRoles = ["brand_member", "brand_manager", "creator", ...staffRoles] as const;

interface WithRoles {
  roles: readonly Role[];
  brands: readonly { name: string; role: Role }[];
}

/** Everything a person may be, in words; brands by their names. */
export function useRoleNames(): (user: WithRoles) => string {
  const { t } = useTranslation("operator");
  return ({ roles, brands }) => {
    const own = roles.map((role) => t(`roles.${role}`));
    const inBrands = brands.map(({ name, role }) => `${t(`roles.${role}`)} (${name})`);
    return [...own, ...inBrands].join(", ") || t("roles.none");
  };
}

/** Staff roles as a sentence part. */
export function useRoleList(): (roles: readonly Role[]) => string {
  const { t } = useTranslation("operator");
  return (roles) => roles.map((role) => t(`roles.${role}`)).join(", ") || t("roles.none");
}
