import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../../api/hooks";
import { ErrorState, LinesSkeleton } from "../../../../design/states";
import { type Posting, PostingCard } from "./posting-card";

interface PostingListProps {
  query: { breakId?: string; status?: Posting["status"] };
  empty: ReactNode;
}

export function PostingList({ query, empty }: PostingListProps) {
  const { t } = useTranslation("finance");
  const postings = usePages("GET /v1/break-postings", { query }, { isLive: true });
  const { items, isPending, error } = postings;
  if (isPending) return <LinesSkeleton lines={2} />;
  if (error) return <ErrorState error={error} onRetry={postings.refetch} />;
  if (items.length === 0) return <>{empty}</>;
  return (
    <>
      {items.map((posting) => (
        <PostingCard key={posting.id} posting={posting} />
      ))}
      {postings.hasMore ? (
        <Button variant="default" loading={postings.isLoadingMore} onClick={postings.loadMore}>
          {t("breaks.posting.more")}
        </Button>
      ) : null}
    </>
  );
}
