import { useLocation } from "react-router";
import { PageLink, useHref } from "../../../app/links";
import classes from "./section-tabs.module.css";

interface SectionTabsProps {
  label: string;
  tabs: readonly { to: string; label: string }[];
}

/** Pages that belong together. They are links: each has an address of its own. */
export function SectionTabs({ label, tabs }: SectionTabsProps) {
  const { pathname } = useLocation();
  const href = useHref();
  return (
    <nav aria-label={label} className={`${classes["tabs"]} no-print`}>
      {tabs.map(({ to, label: text }, index) => {
        // The first one is the section itself: what is below it are the others.
        const isBelow = index > 0 && pathname.startsWith(`${href(to)}/`);
        const isHere = pathname === href(to) || isBelow;
        return (
          <PageLink
            key={to}
            to={to}
            underline="never"
            className={classes["tab"] ?? ""}
            {...(isHere ? { "aria-current": "page" as const } : {})}
          >
            {text}
          </PageLink>
        );
      })}
    </nav>
  );
}
