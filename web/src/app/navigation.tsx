import { NavLink, ScrollArea } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { Me } from "../api/contract";
import { areas } from "../areas";
import { Icon } from "../design/icons";
import type { Area, NavigationEntry } from "./area";
import { audiences, rolesOf } from "./audiences";
import { useHref } from "./links";
import { useSession } from "./session";
import classes from "./shell.module.css";

function entriesFor(area: Area, me: Me | undefined): readonly NavigationEntry[] {
  const roles = rolesOf(me);
  const entrants = audiences[area.id].roles;
  const isOpen = entrants.length === 0 || entrants.some((role) => roles.includes(role));
  if (!isOpen) return [];
  return area.navigation.filter(
    (entry) => entry.roles?.some((role) => roles.includes(role)) ?? true,
  );
}

/** Visitors find everything on the page itself; a side bar pays once there is an area of one's own. */
export function hasNavigation(me: Me | undefined): boolean {
  return me !== undefined;
}

/** Address of an entry, and whether the page that is open belongs to it. */
function usePlace(area: Area) {
  const { pathname } = useLocation();
  const href = useHref();
  return (entry: NavigationEntry) => {
    const parts = [audiences[area.id].base, entry.to].filter((part) => part !== "");
    const address = href(`/${parts.join("/")}`);
    const isActive =
      pathname === address || (entry.to !== "" && pathname.startsWith(`${address}/`));
    return { address, isActive, ...(isActive && { current: { "aria-current": "page" } as const }) };
  };
}

function AreaEntries({ area, onGo }: { area: Area; onGo: () => void }) {
  const { t } = useTranslation();
  const { t: tArea } = useTranslation(area.id);
  const { me } = useSession();
  const placeOf = usePlace(area);
  const entries = entriesFor(area, me);
  if (entries.length === 0) return null;
  return (
    <>
      <p className={classes["group"]}>{t(`areas.${area.id}`)}</p>
      {entries.map((entry) => {
        const { address, isActive, current } = placeOf(entry);
        return (
          <NavLink
            key={entry.to}
            component={Link}
            to={address}
            onClick={onGo}
            label={tArea(entry.label as never)}
            leftSection={<Icon name={entry.icon} />}
            active={isActive}
            {...current}
            variant="light"
          />
        );
      })}
    </>
  );
}

/** What a visitor may look at, in one line; the page at the top is behind the name of the product. */
function VisitorEntries({ area }: { area: Area }) {
  const { t } = useTranslation();
  const { t: tArea } = useTranslation(area.id);
  const placeOf = usePlace(area);
  return (
    <nav className={classes["visitor"]} aria-label={t("menu.visitors")}>
      {entriesFor(area, undefined)
        .filter(({ to }) => to !== "")
        .map((entry) => {
          const { address, current } = placeOf(entry);
          return (
            <Link key={entry.to} to={address} {...current}>
              {tArea(entry.label as never)}
            </Link>
          );
        })}
    </nav>
  );
}

export function VisitorNavigation() {
  const { me } = useSession();
  if (hasNavigation(me)) return null;
  return (
    <Suspense fallback={null}>
      {areas
        .filter(({ id }) => id === "public")
        .map((area) => (
          <VisitorEntries key={area.id} area={area} />
        ))}
    </Suspense>
  );
}

export function Navigation({ onGo }: { onGo: () => void }) {
  return (
    <ScrollArea flex={1} type="auto">
      <Suspense fallback={null}>
        {areas.map((area) => (
          <AreaEntries key={area.id} area={area} onGo={onGo} />
        ))}
      </Suspense>
    </ScrollArea>
  );
}
