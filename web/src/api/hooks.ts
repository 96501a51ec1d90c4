/** The API as React hooks: reads that are cached and kept fresh, pages, and writes that can be repeated safely. */
import {
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import { type CallOptions, call } from "./client";
import type { AnswerOf, ItemOf, PageKey, ReadKey, RequestOf, WriteKey } from "./contract";
import { isOutcomeUnknown } from "./problem";

/** Until the server tells by itself, pages that somebody watches ask this often. */
const liveIntervalMs = 10_000;
const pageSize = "50";

interface ReadOptions {
  /** Asks again every few seconds while the page is in sight. */
  isLive?: boolean;
  /** False: not yet, because something it needs is not known. */
  isEnabled?: boolean;
}

type ReadArguments<K extends ReadKey> =
  Record<never, never> extends RequestOf<K>
    ? [request?: RequestOf<K>, options?: ReadOptions]
    : [request: RequestOf<K>, options?: ReadOptions];

/** The loose form in which the hooks hand a request on; their own signatures have checked it. */
const send = call as (key: string, request: unknown, options?: CallOptions) => Promise<never>;

/** One answer of a read. The cache knows it by its address and what was asked. */
export function useRead<K extends ReadKey>(
  key: K,
  ...[request, options = {}]: ReadArguments<K>
): UseQueryResult<AnswerOf<K>> {
  return useQuery<AnswerOf<K>>({
    queryKey: [key, request ?? {}],
    queryFn: ({ signal }) => send(key, request, { signal }),
    enabled: options.isEnabled ?? true,
    refetchInterval: options.isLive ? liveIntervalMs : false,
  });
}

export interface Pages<Item> {
  items: readonly Item[];
  isPending: boolean;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore(): void;
  refetch(): void;
}

/** A list that grows page by page. `cursor` is ours; every other filter is the caller's. */
export function usePages<K extends PageKey>(
  key: K,
  ...[request, options = {}]: ReadArguments<K>
): Pages<ItemOf<K>> {
  const parts = (request ?? {}) as { query?: object };
  const result = useInfiniteQuery({
    queryKey: [key, "pages", parts],
    queryFn: ({ pageParam, signal }): Promise<{ items: ItemOf<K>[]; nextCursor: string | null }> =>
      send(
        key,
        {
          ...parts,
          query: { limit: pageSize, ...parts.query, ...(pageParam ? { cursor: pageParam } : {}) },
        },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled: options.isEnabled ?? true,
    refetchInterval: options.isLive ? liveIntervalMs : false,
  });
  return {
    items: result.data?.pages.flatMap((page) => page.items) ?? [],
    isPending: result.isPending,
    error: result.error,
    hasMore: result.hasNextPage,
    isLoadingMore: result.isFetchingNextPage,
    loadMore: () => {
      if (result.hasNextPage && !result.isFetchingNextPage) void result.fetchNextPage();
    },
    refetch: () => void result.refetch(),
  };
}

/**
 * One Idempotency-Key for one intention: it is made when a form opens and stays the same while the outcome of a try is
 * unknown, so that a second click can never do the thing twice. After an answer one can trust the next try has a new one.
 */
export function useIdempotencyKey(): { current(): string; renew(): void } {
  const key = useRef<string | undefined>(undefined);
  return {
    current: () => {
      key.current ??= crypto.randomUUID();
      return key.current;
    },
    renew: () => {
      key.current = undefined;
    },
  };
}

interface WriteOptions<K extends WriteKey> {
  /** Reads whose cached answers are no longer true; all of that address, whatever was asked. */
  invalidates?: readonly ReadKey[];
  onDone?: (answer: AnswerOf<K>) => void;
  onProgress?: (share: number) => void;
}

/** A change. `mutate(request)` sends it; `error` holds the server's words; a repeat after a lost answer is safe. */
export function useWrite<K extends WriteKey>(
  key: K,
  { invalidates = [], onDone, onProgress }: WriteOptions<K> = {},
): UseMutationResult<AnswerOf<K>, Error, RequestOf<K>> {
  const idempotency = useIdempotencyKey();
  const cache = useQueryClient();
  return useMutation<AnswerOf<K>, Error, RequestOf<K>>({
    mutationKey: [key],
    mutationFn: (request) =>
      send(key, request, { idempotencyKey: idempotency.current(), onProgress }),
    onSuccess: async (answer) => {
      idempotency.renew();
      await Promise.all(invalidates.map((read) => cache.invalidateQueries({ queryKey: [read] })));
      onDone?.(answer);
    },
    onError: (error) => {
      if (!isOutcomeUnknown(error)) idempotency.renew();
    },
  });
}
