import { useCallback } from "react";
import { useNavigate } from "react-router";
import { useHref } from "./links";
import { useSession } from "./session";

/** Logs out and ends at the front door. Away before we are nobody: a page of an area would send whoever is nobody to the log-in. */
export function useLeave(): () => Promise<void> {
  const { logOut } = useSession();
  const navigate = useNavigate();
  const href = useHref();
  return useCallback(() => logOut(() => navigate(href("/"))), [navigate, href, logOut]);
}
