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

function AreaEntries({ area, onGo }: { area: Area; onGo: () => void }) {
  const { t } = useTranslation();
  const { t: tArea } = useTranslation(area.id);
  const { me } = useSession();
  const { pathname } = useLocation();
  const href = useHref();
  const entries = entriesFor(area, me);
  if (entries.length === 0) return null;
  const addressOf = ({ to }: NavigationEntry) =>
    href(`/${[audiences[area.id].base, to].filter((part) => part !== "").join("/")}`);
  const isActive = (entry: NavigationEntry) => {
    const address = addressOf(entry);
    return pathname === address || (entry.to !== "" && pathname.startsWith(`${address}/`));
  };
  return (
    <>
      <p className={classes["group"]}>{t(`areas.${area.id}`)}</p>
      {entries.map((entry) => (
        <NavLink
          key={entry.to}
          component={Link}
          to={addressOf(entry)}
          onClick={onGo}
          label={tArea(entry.label as never)}
          leftSection={<Icon name={entry.icon} />}
          active={isActive(entry)}
          {...(isActive(entry) ? { "aria-current": "page" as const } : {})}
          variant="light"
        />
      ))}
    </>
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
