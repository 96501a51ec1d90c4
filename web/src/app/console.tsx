/** Everything around the router: look, data, session. */
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { RouterProvider } from "react-router";
import type { Me } from "../api/contract";
import { useLiveChanges } from "../api/live";
import { ApiProblem } from "../api/problem";
import { styleNonce } from "./page-state";
import { createRouter } from "./router";
import { SessionProvider, useSession } from "./session";
import { cssVariables, theme } from "./theme";

const freshMs = 15_000;
const retriesMax = 2;

/** What the server refused it will refuse again; only lost connections and overload are worth another try. */
function isWorthRetrying(count: number, error: Error): boolean {
  if (error instanceof ApiProblem && error.status < 500 && error.status !== 429) return false;
  return count < retriesMax;
}

type Listener = (error: Error) => void;

function createCache(): { cache: QueryClient; listen: (listener: Listener) => () => void } {
  const listeners = new Set<Listener>();
  const onError = (error: Error) => {
    for (const listener of listeners) listener(error);
  };
  const cache = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: freshMs, retry: isWorthRetrying },
      mutations: { retry: false },
    },
  });
  return {
    cache,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A 401 in the middle of work means that the session ended; the log-in itself does not come this way. */
function ExpiryWatch({ listen }: Pick<ReturnType<typeof createCache>, "listen">) {
  const { markExpired } = useSession();
  useEffect(
    () =>
      listen((error) => {
        if (error instanceof ApiProblem && error.status === 401) markExpired();
      }),
    [listen, markExpired],
  );
  return null;
}

function LiveChanges() {
  const { me, isExpired } = useSession();
  useLiveChanges(isExpired ? undefined : me?.id);
  return null;
}

export function Console({ me }: { me: Me | undefined }) {
  const [{ cache, listen }] = useState(createCache);
  const [router] = useState(createRouter);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={cache}>
        <SessionProvider first={me}>
          <ExpiryWatch listen={listen} />
          <LiveChanges />
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
