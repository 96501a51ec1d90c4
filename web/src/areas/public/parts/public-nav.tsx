import { useTranslation } from "react-i18next";
import { PageLink } from "../../../app/links";
import { useSession } from "../../../app/session";
import classes from "./public-nav.module.css";

const entries = [
  { to: "/campaigns", label: "nav.campaigns" },
  { to: "/creators", label: "nav.creators" },
  { to: "/opinions", label: "nav.opinions" },
  { to: "/consultation", label: "nav.consultation" },
] as const;

/** The way around for visitors; whoever is logged in has it in the side bar. */
export function PublicNav() {
  const { t } = useTranslation("public");
  const { me } = useSession();
  if (me) return null;
  return (
    <nav className={`${classes["nav"]} no-print`} aria-label={t("nav.label")}>
      {entries.map(({ to, label }) => (
        <PageLink key={to} to={to}>
          {t(label)}
        </PageLink>
      ))}
    </nav>
  );
}
