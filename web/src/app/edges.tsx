/** What stands where there is no page. */
import { Container } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Navigate, useLocation, useParams, useRouteError } from "react-router";
import { EmptyState, ErrorState } from "../design/states";
import { inLanguage, preferredLanguage } from "../i18n/languages";
import { PageButton, useHref } from "./links";
import { useTitle } from "./title";

/** An address without a language, as somebody typed it or as a payment provider sends people back. */
export function AddLanguage() {
  const { pathname, search, hash } = useLocation();
  return <Navigate to={`${inLanguage(pathname, preferredLanguage())}${search}${hash}`} replace />;
}

/** Payment providers send people back to an address that knows no audience; only brands pay in. */
export function DepositReturn() {
  const { depositId = "" } = useParams();
  const { search } = useLocation();
  const href = useHref();
  return <Navigate to={`${href(`/brand/deposits/${depositId}/return`)}${search}`} replace />;
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
