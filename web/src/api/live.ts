/**
 * Keeps what is on the screen true: the server tells by `GET /v1/live` that something changed, and every read that was
 * asked for with `isLive` is made again. Where the stream does not come through, those reads are repeated by the clock.
 */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

const address = "/v1/live";
/** Changes in quick succession are read once. */
const pauseMs = 1_000;
/** How often a read is repeated while nobody tells of changes, and at the least while somebody does. */
const withoutStreamMs = 10_000;
const withStreamMs = 60_000;

/** How often a page looks that waits for something of which nobody is told. */
const soonMs = 2_000;

const state = { isConnected: false };

/** For `refetchInterval` of a live read. */
export const liveInterval = () => (state.isConnected ? withStreamMs : withoutStreamMs);

/** What marks a read as live in the cache. */
export const liveMeta = { isLive: true };

function readAgain(cache: QueryClient): void {
  void cache.invalidateQueries({ predicate: ({ meta }) => meta?.["isLive"] === true });
}

/** Listens as long as the page is in sight: a browser gives one host few connections, whatever number of tabs it has. */
function listen(cache: QueryClient): () => void {
  let source: EventSource | undefined;
  let waiting: number | undefined;
  let isFirst = true;
  const changed = () => {
    // The first word only says that nothing can be missed from now on, and the page has just been read.
    if (isFirst) {
      isFirst = false;
      return;
    }
    waiting ??= window.setTimeout(() => {
      waiting = undefined;
      readAgain(cache);
    }, pauseMs);
  };
  const close = () => {
    source?.close();
    source = undefined;
    state.isConnected = false;
  };
  const follow = () => {
    if (document.visibilityState === "hidden") return close();
    if (source) return;
    source = new EventSource(address);
    source.onopen = () => {
      state.isConnected = true;
    };
    source.onerror = () => {
      state.isConnected = false;
      // After a refusal the browser does not try again by itself; the next look at the page does.
      if (source?.readyState === EventSource.CLOSED) source = undefined;
    };
    source.addEventListener("changed", changed);
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    window.clearTimeout(waiting);
    close();
  };
}

/** Listens for whoever is logged in; undefined stops it. */
export function useLiveChanges(userId: string | undefined): void {
  const cache = useQueryClient();
  useEffect(() => (userId === undefined ? undefined : listen(cache)), [cache, userId]);
}

/** For what comes within seconds and sends no notice, such as the first look at a post: reads again until it is here. */
export function useSoon(isExpected: boolean): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (!isExpected) return undefined;
    const timer = window.setInterval(() => readAgain(cache), soonMs);
    return () => window.clearInterval(timer);
  }, [cache, isExpected]);
}
