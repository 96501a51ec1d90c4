import { useLocation } from "react-router";
import { type AreaId, audiences } from "../app/audiences";

/** The area that the page stands in, by its address; public ones have no part of their own in it. */
export function useCurrentArea(): AreaId {
  const { pathname } = useLocation();
  const base = pathname.split("/")[2] ?? "";
  return Object.values(audiences).find((area) => area.base === base)?.id ?? "public";
}
