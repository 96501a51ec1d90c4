import type { Pages } from "../api/hooks";

/** What a DataTable needs to know of a list that grows page by page. */
export function fromPages<Row>(pages: Pages<Row>) {
  return {
    rows: pages.items,
    isPending: pages.isPending,
    error: pages.error,
    onRetry: pages.refetch,
    onEnd: pages.loadMore,
    isLoadingMore: pages.isLoadingMore,
  };
}
