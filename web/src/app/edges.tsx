/** What stands where there is no page. */
import { Container } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Navigate, useLocation, useRouteError } from "react-router";
import { EmptyState, ErrorState } from "../design/states";
import { inLanguage, preferredLanguage } from "../i18n/languages";
import { PageButton } from "./links";
import { useTitle } from "./title";

/** An address without a language, as somebody typed it or as a payment provider sends people back. */
export function AddLanguage() {
  const { pathname, search, hash } = useLocation();
  return <Navigate to={`${inLanguage(pathname, preferredLanguage())}${search}${hash}`} replace />;
}

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t("notFound.title"));
  return (
    <EmptyState
      icon="search"
      isPage
      title={t("notFound.title")}
      text={t("notFound.text")}
      action={<PageButton to="/">{t("notFound.home")}</PageButton>}
    />
  );
}

/** A page that threw while it was drawn or loaded. A new version of the console is the usual reason for the latter. */
export function PageFailed() {
  const { t } = useTranslation();
  const error = useRouteError();
  useTitle(t("failed.title"));
  return (
    <Container py="xl">
      <ErrorState
        error={error}
        title={t("failed.title")}
        onRetry={() => window.location.reload()}
      />
    </Container>
  );
}
