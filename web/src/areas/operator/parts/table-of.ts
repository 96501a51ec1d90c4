import type { Pages } from "../../../api/hooks";

/** What a DataTable needs of a list that grows page by page. */
export function tableOf<Item>(list: Pages<Item>) {
  return {
    rows: list.items,
    isPending: list.isPending,
    error: list.error,
    onRetry: list.refetch,
    onEnd: list.loadMore,
    isLoadingMore: list.isLoadingMore,
  };
}
