import { Button, Group, SimpleGrid } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Pages } from "../../../api/hooks";
import { ErrorState, LinesSkeleton } from "../../../design/states";
import classes from "./card-list.module.css";

interface CardListProps<Item> {
  pages: Pages<Item>;
  empty: ReactNode;
  keyOf(item: Item): string;
  card(item: Item): ReactNode;
}

/** Cards side by side that grow page by page, for readers who look around. */
export function CardList<Item>({ pages, empty, keyOf, card }: CardListProps<Item>) {
  const { t } = useTranslation("public");
  const { items, isPending, error, hasMore, isLoadingMore, loadMore, refetch } = pages;
  if (items.length === 0) {
    if (isPending) return <LinesSkeleton />;
    if (error) return <ErrorState error={error} onRetry={refetch} />;
    return <>{empty}</>;
  }
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
        {items.map((item) => (
          <div key={keyOf(item)} className={classes["cell"]}>
            {card(item)}
          </div>
        ))}
      </SimpleGrid>
      {hasMore ? (
        <Group justify="center" mt="md">
          <Button variant="default" loading={isLoadingMore} onClick={loadMore}>
            {t("more")}
          </Button>
        </Group>
      ) : null}
      {error ? <ErrorState error={error} onRetry={refetch} /> : null}
    </>
  );
}
