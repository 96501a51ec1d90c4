import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { EmptyState } from "../design/states";
import type { AreaId } from "./audiences";
import { audiences, homeOf } from "./audiences";
import { PageButton, useHref } from "./links";
import { useSession } from "./session";

/** Sends strangers to the log-in and back, and tells everybody else where they belong. The API decides; this only guides. */
export function AreaGate({ id }: { id: AreaId }) {
  const { t } = useTranslation();
  const { roles } = audiences[id];
  const { me, hasRole } = useSession();
  const href = useHref();
  const { pathname, search } = useLocation();
  if (roles.length === 0) return <Outlet />;
  if (!me) {
    const next = encodeURIComponent(`${pathname}${search}`);
    return <Navigate to={`${href("/log-in")}?next=${next}`} replace />;
  }
  if (hasRole(...roles)) return <Outlet />;
  return (
    <EmptyState
      icon="lock"
      title={t("gate.title")}
      text={t("gate.text")}
      action={<PageButton to={homeOf(me)}>{t("gate.home")}</PageButton>}
    />
  );
}
