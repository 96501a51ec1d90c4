/** From what a notification is about to the page that shows it. */
import type { ItemOf } from "../../api/contract";
import { type AreaId, audiences } from "../../app/audiences";
import { useSession } from "../../app/session";
import { useCurrentArea } from "../current-area";

type NoticeObject = NonNullable<ItemOf<"GET /v1/me/notifications">["object"]>;
type Paths = Partial<Record<NoticeObject["kind"], (id: string) => string>>;

const paths: Readonly<Record<AreaId, Paths>> = {
  brand: {
    application: (id) => `/brand/applications/${id}`,
    submission: (id) => `/brand/submissions/${id}`,
    live_post: (id) => `/brand/submissions/${id}/post`,
    dispute: (id) => `/brand/disputes/${id}`,
    deposit: (id) => `/brand/deposits/${id}`,
    brand: () => "/brand/team",
  },
  creator: {
    application: (id) => `/creator/applications/${id}`,
    submission: (id) => `/creator/submissions/${id}`,
    live_post: (id) => `/creator/submissions/${id}`,
    dispute: (id) => `/creator/disputes/${id}`,
    payout: (id) => `/creator/earnings/${id}`,
  },
  finance: {
    chargeback: (id) => `/finance/chargebacks/${id}`,
    break_digest: () => "/finance/breaks",
  },
  operator: {
    dispute: (id) => `/operator/disputes/${id}`,
    break_digest: () => "/operator/breaks",
  },
  public: {},
};

/** The page is that of the area one is in, or else of another one that one may enter; undefined when there is none. */
export function useObjectPath(): (object: NoticeObject | null) => string | undefined {
  const current = useCurrentArea();
  const { hasRole } = useSession();
  return (object) => {
    if (!object) return undefined;
    const open = Object.values(audiences).filter(({ roles }) => hasRole(...roles));
    const area = [current, ...open.map(({ id }) => id)].find((id) => paths[id][object.kind]);
    return area && paths[area][object.kind]?.(object.id);
  };
}
