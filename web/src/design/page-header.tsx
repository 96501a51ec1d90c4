import { Breadcrumbs, Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageLink } from "../app/links";
import { useTitle } from "../app/title";

interface Crumb {
  label: string;
  /** Path without language. */
  to: string;
}

interface PageHeaderProps {
  title: string;
  /** One sentence: what this page is for. */
  text?: ReactNode;
  /** The way here, without the page itself. */
  crumbs?: readonly Crumb[];
  /** Buttons at the right. */
  actions?: ReactNode;
}

/** The heading of a page; also names it in the tab. Every page has exactly one. */
export function PageHeader({ title, text, crumbs = [], actions }: PageHeaderProps) {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <header>
      {crumbs.length === 0 ? null : (
        <Breadcrumbs component="nav" aria-label={t("breadcrumb")} mb="xs" separatorMargin={6}>
          {crumbs.map((crumb) => (
            <PageLink key={crumb.to} to={crumb.to} size="sm">
              {crumb.label}
            </PageLink>
          ))}
          <Text size="sm" c="dimmed" aria-current="page">
            {title}
          </Text>
        </Breadcrumbs>
      )}
      <Group justify="space-between" align="flex-start" mb="lg" gap="md">
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {text ? (
            <Text c="dimmed" mt={4} maw="44rem">
              {text}
            </Text>
          ) : null}
        </div>
        {actions ? (
          <Group gap="xs" className="no-print">
            {actions}
          </Group>
        ) : null}
      </Group>
    </header>
  );
}
