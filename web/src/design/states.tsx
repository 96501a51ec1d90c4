/** What a page shows instead of its content: nothing yet, nothing at all, or something went wrong. */
import { Alert, Button, List, Skeleton, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/problem";
import { Icon, type IconName } from "./icons";
import classes from "./states.module.css";

interface EmptyStateProps {
  icon?: IconName;
  title: string;
  /** What to do about it. */
  text?: ReactNode;
  action?: ReactNode;
  /** It is all there is on this page, so its title is the page's. */
  isPage?: boolean;
}

export function EmptyState({
  icon = "inbox",
  title,
  text,
  action,
  isPage = false,
}: EmptyStateProps) {
  return (
    <div className={classes["empty"]}>
      <span className={classes["icon"]}>
        <Icon name={icon} size={28} />
      </span>
      <Title order={isPage ? 1 : 2} size="h3">
        {title}
      </Title>
      {text ? <Text c="dimmed">{text}</Text> : null}
      {action}
    </div>
  );
}

/** The server's own words, or ours when no answer came. */
export function useProblemWords(error: unknown): { title: string; detail: string } {
  const { t } = useTranslation();
  if (error instanceof ApiProblem) return { title: error.title, detail: error.detail };
  return { title: t("error.noAnswer"), detail: t("error.noAnswerText") };
}

interface ProblemAlertProps {
  error: unknown;
  /** Wrong fields are listed here when they have no place of their own on the page. */
  shouldListFields?: boolean;
}

/** The server's sentence about each wrong value. */
function FieldList({ error }: { error: unknown }) {
  const fields = error instanceof ApiProblem ? error.fields : [];
  if (fields.length === 0) return null;
  return (
    <List size="sm" mt="xs">
      {fields.map((field) => (
        <List.Item key={`${field.pointer} ${field.detail}`}>{field.detail}</List.Item>
      ))}
    </List>
  );
}

/** Says what the server refused, above the form that was sent. */
export function ProblemAlert({ error, shouldListFields = false }: ProblemAlertProps) {
  const { title, detail } = useProblemWords(error);
  return (
    <Alert
      color="red"
      variant="light"
      title={title}
      icon={<Icon name="warning" />}
      role="alert"
      data-problem
      className={classes["alert"] ?? ""}
    >
      {detail}
      {shouldListFields ? <FieldList error={error} /> : null}
    </Alert>
  );
}

interface ErrorStateProps {
  error: unknown;
  title?: string;
  onRetry?: () => void;
}

/** A part of a page that could not be loaded. */
export function ErrorState({ error, title, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const words = useProblemWords(error);
  return (
    <div className={classes["empty"]} role="alert" data-problem>
      <span className={classes["icon"]}>
        <Icon name="warning" size={28} />
      </span>
      <Title order={2} size="h3">
        {title ?? words.title}
      </Title>
      <Text c="dimmed">{words.detail}</Text>
      <FieldList error={error} />
      {onRetry ? (
        <Button onClick={onRetry} leftSection={<Icon name="refresh" />} variant="default">
          {t("error.retry")}
        </Button>
      ) : null}
    </div>
  );
}

const rowHeights = [0, 1, 2, 3, 4];

/** Grey bars where lines will stand. */
export function LinesSkeleton({ lines = 5 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" aria-busy="true" role="status" aria-label={t("loading")}>
      {rowHeights.slice(0, lines).map((row) => (
        <Skeleton key={row} height={44} radius="md" />
      ))}
    </Stack>
  );
}

export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack gap="lg" aria-busy="true" role="status" aria-label={t("loading")}>
      <Skeleton height={36} width="min(100%, 22rem)" />
      <Skeleton height={120} radius="md" />
      <Skeleton height={220} radius="md" />
    </Stack>
  );
}

interface QueryStateProps<Data> {
  query: { data: Data | undefined; error: Error | null; refetch: () => unknown };
  skeleton?: ReactNode;
  children(data: NonNullable<Data>): ReactNode;
}

/** Skeleton, error with retry, or the content: the three states of a read. Old data stays while new data fails. */
export function QueryState<Data>({ query, skeleton, children }: QueryStateProps<Data>) {
  if (query.data !== undefined && query.data !== null) return <>{children(query.data)}</>;
  if (query.error) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <>{skeleton ?? <LinesSkeleton />}</>;
}
