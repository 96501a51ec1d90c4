import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { EmptyState } from "../design/states";
import type { Area } from "./area";
import { homeOf, PageButton, useHref } from "./links";
import { useSession } from "./session";

/** Sends strangers to the log-in and back, and tells everybody else where they belong. The API decides; this only guides. */
export function AreaGate({ area }: { area: Area }) {
  const { t } = useTranslation();
  const { me, hasRole } = useSession();
  const href = useHref();
  const { pathname, search } = useLocation();
  if (area.roles.length === 0) return <Outlet />;
  if (!me) {
    const next = encodeURIComponent(`${pathname}${search}`);
    return <Navigate to={`${href("/log-in")}?next=${next}`} replace />;
  }
  if (hasRole(...area.roles)) return <Outlet />;
  return (
    <EmptyState
      icon="lock"
      title={t("gate.title")}
      text={t("gate.text")}
      action={<PageButton to={homeOf(me)}>{t("gate.home")}</PageButton>}
    />
  );
}
