import { useRead } from "../../../api/hooks";

/** The newest applications of the caller, as far as one page goes; enough to see what was applied to lately. */
export function useMyApplications() {
  return useRead("GET /v1/applications", { query: { limit: "100" } }, { isLive: true });
}
