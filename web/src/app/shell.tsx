/** The frame of every page: skip link, header, navigation of the roles one has, and the page itself. */
import { Anchor, AppShell, Burger, Container, Group } from "@mantine/core";
import { useDisclosure, useReducedMotion } from "@mantine/hooks";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, ScrollRestoration, useLocation, useParams } from "react-router";
import { Icon } from "../design/icons";
import { PageSkeleton } from "../design/states";
import { isLanguage } from "../i18n/languages";
import { AddLanguage } from "./edges";
import { HeaderControls } from "./header-controls";
import { useHref } from "./links";
import { hasNavigation, Navigation, VisitorNavigation } from "./navigation";
import { pageState } from "./page-state";
import { useSession } from "./session";
import classes from "./shell.module.css";
import { NavigationLine } from "./waiting";

const headerHeight = 60;
/** Long after the first view, and long before anybody's session ends. */
const laterMs = 10_000;
const loadExpired = () => import("./session-expired");
const SessionExpired = lazy(async () => ({ default: (await loadExpired()).SessionExpired }));

/** Few sessions end while somebody looks, so the words for it are not part of the first view; they are here when needed. */
function Expired() {
  const { isExpired } = useSession();
  useEffect(() => {
    const timer = setTimeout(() => void loadExpired().catch(() => undefined), laterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isExpired) return null;
  return (
    <Suspense fallback={null}>
      <SessionExpired />
    </Suspense>
  );
}
const navigationWidth = 264;
/** Of the menu on a telephone; for whoever asked for less motion it is there at once. */
const slideMs = 200;

function SandboxBanner() {
  const { t } = useTranslation();
  if (!pageState.isSandbox) return null;
  return (
    <div className={classes["banner"]} role="note">
      <Icon name="flask" />
      <span>{t("sandbox")}</span>
    </div>
  );
}

/** After a change of page the reading starts at its top, also for those who cannot see that it changed. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

function Brand() {
  const href = useHref();
  return (
    <Link className={classes["brand"]} to={href("/")}>
      <img src="/favicon.svg" width="28" height="28" alt="" />
      <span className={classes["name"]}>Kampanye</span>
    </Link>
  );
}

function Footer() {
  const { t } = useTranslation();
  return (
    <footer className={`${classes["footer"]} no-print`}>
      <Anchor href="/docs">{t("footer.docs")}</Anchor>
      <Anchor href="/openapi.json">{t("footer.contract")}</Anchor>
    </footer>
  );
}

export function Shell() {
  const { t } = useTranslation();
  const { me } = useSession();
  const { language } = useParams();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const main = useFocusOnNavigation();
  const isCalm = useReducedMotion();
  if (!isLanguage(language)) return <AddLanguage />;
  const isWide = hasNavigation(me);
  return (
    <AppShell
      header={{ height: headerHeight }}
      navbar={{
        width: navigationWidth,
        breakpoint: "md",
        collapsed: { mobile: !isOpen, desktop: !isWide },
      }}
      padding={0}
      transitionDuration={isCalm ? 0 : slideMs}
    >
      <a className={classes["skip"]} href="#main">
        {t("skip")}
      </a>
      <NavigationLine />
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="md"
              aria-label={t(isOpen ? "menu.close" : "menu.open")}
              aria-expanded={isOpen}
            />
            <Brand />
            <VisitorNavigation />
          </Group>
          <HeaderControls />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        p="xs"
        component="nav"
        aria-label={t("menu.label")}
        className={classes["navbar"] ?? ""}
        data-open={isOpen || undefined}
        data-wide={isWide || undefined}
      >
        <Navigation onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main className={classes["main"]} id="main" tabIndex={-1} ref={main}>
        <SandboxBanner />
        <Container size="xl" py="lg">
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
          <Footer />
        </Container>
      </AppShell.Main>
      <Expired />
      <ScrollRestoration />
    </AppShell>
  );
}
