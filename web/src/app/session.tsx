/** Who is logged in. The cookie itself is out of reach for scripts; what we know is what the API answered last. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { call } from "../api/client";
import type { Me, Role } from "../api/contract";
import { rolesOf } from "./audiences";

interface Session {
  me: Me | undefined;
  /** True from the moment the API no longer knows us until somebody logs in again; the page stays as it is. */
  isExpired: boolean;
  logIn(email: string, password: string): Promise<Me>;
  /** @param leave goes elsewhere, once the API has forgotten us and before the page does. */
  logOut(leave?: () => Promise<void> | void): Promise<void>;
  /** What the API said of the same person after a change, such as a brand they joined or left. */
  update(me: Me): void;
  markExpired(): void;
  hasRole(...roles: readonly Role[]): boolean;
}

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({
  first,
  children,
}: {
  first: Me | undefined;
  children: ReactNode;
}) {
  const [me, setMe] = useState(first);
  const [isExpired, setExpired] = useState(false);
  const cache = useQueryClient();
  const logIn = useCallback(
    async (email: string, password: string) => {
      const { user } = await call("POST /v1/auth/sessions", { body: { email, password } });
      // Somebody else's answers must not be shown; the same person's are only out of date.
      if (me && me.id !== user.id) cache.clear();
      setMe(user);
      setExpired(false);
      await cache.invalidateQueries();
      return user;
    },
    [cache, me],
  );
  const logOut = useCallback<Session["logOut"]>(
    async (leave) => {
      await call("DELETE /v1/auth/sessions/current").catch(() => undefined);
      await leave?.();
      setMe(undefined);
      setExpired(false);
      cache.clear();
    },
    [cache],
  );
  const markExpired = useCallback(() => setExpired(true), []);
  const session = useMemo<Session>(
    () => ({
      me,
      isExpired: isExpired && me !== undefined,
      logIn,
      logOut,
      update: setMe,
      markExpired,
      hasRole: (...roles) => rolesOf(me).some((role) => roles.includes(role)),
    }),
    [me, isExpired, logIn, logOut, markExpired],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** @throws Error outside of {@link SessionProvider}. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("There is no session around this component");
  return session;
}

/** The person on a page that only they can open. @throws Error when nobody is logged in. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error("Nobody is logged in");
  return me;
}
