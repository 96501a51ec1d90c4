import { useTranslation } from "react-i18next";
import { type Pages, usePages, useRead } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { RowList } from "../../../design/row-list";
import { EmptyState, LinesSkeleton } from "../../../design/states";
import { Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";

interface Task {
  key: string;
  title: string;
  to: string;
  count: number;
  /** There are more than one page holds. */
  isMore: boolean;
}

const few = { limit: "50" } as const;
const live = { isLive: true } as const;

function task(key: string, title: string, to: string, pages: Pages<unknown>): Task {
  return { key, title, to, count: pages.items.length, isMore: pages.hasMore };
}

/** What two people agree on and still wants the second one. */
function useProposals() {
  const { t } = useTranslation("finance");
  const query = { status: "proposed", ...few } as const;
  const resolutions = usePages("GET /v1/payout-resolutions", { query }, live);
  const clawbacks = usePages("GET /v1/clawbacks", { query }, live);
  const decisions = usePages("GET /v1/cheque-decisions", { query }, live);
  const rules = usePages("GET /v1/tax-rules", { query }, live);
  const refunds = usePages("GET /v1/refunds", { query: { status: "requested", ...few } }, live);
  return [
    task(
      "resolutions",
      t("overview.resolutions"),
      "/finance/afterlife/resolutions?status=proposed",
      resolutions,
    ),
    task(
      "clawbacks",
      t("overview.clawbacks"),
      "/finance/afterlife/clawbacks?status=proposed",
      clawbacks,
    ),
    task(
      "decisions",
      t("overview.decisions"),
      "/finance/cheques/decisions?status=proposed",
      decisions,
    ),
    task("rules", t("overview.rules"), "/finance/tax?status=proposed", rules),
    task("refunds", t("overview.refunds"), "/finance/deposits/refunds?status=requested", refunds),
  ];
}

/** What finance has to look at, whoever it is. */
function useWork() {
  const { t } = useTranslation("finance");
  const holds = usePages("GET /v1/payouts", { query: { hasOpenHold: "true", ...few } }, live);
  const stuck = usePages("GET /v1/payouts", { query: { isStuck: "true", ...few } }, live);
  const doubts = usePages("GET /v1/payout-batches", { query: { state: "ambiguous", ...few } }, live);
  const chargebacks = usePages("GET /v1/chargebacks", { query: { status: "open", ...few } }, live);
  const forms = usePages("GET /v1/tax-forms", { query: { status: "submitted", ...few } }, live);
  const returned = usePages("GET /v1/payouts", { query: { status: "returned", ...few } }, live);
  const exceptions = usePages("GET /v1/cheques", { query: { status: "exception", ...few } }, live);
  const tasks = [
    task("holds", t("overview.holds"), "/finance/holds", holds),
    task("stuck", t("overview.stuck"), "/finance/payouts?attention=isStuck", stuck),
    task("returned", t("overview.returned"), "/finance/afterlife", returned),
    task("doubts", t("overview.doubts"), "/finance/batches?state=ambiguous", doubts),
    task("chargebacks", t("overview.chargebacks"), "/finance/chargebacks?status=open", chargebacks),
    task("forms", t("overview.forms"), "/finance/tax/forms?status=submitted", forms),
    task("exceptions", t("overview.exceptions"), "/finance/cheques?status=exception", exceptions),
  ];
  return { tasks, isPending: holds.isPending || returned.isPending };
}

function useReleases(): Task[] {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const drafts = usePages(
    "GET /v1/payouts",
    { query: { status: "draft", hasOpenHold: "false", ...few } },
    live,
  );
  const prepared = usePages(
    "GET /v1/payouts",
    { query: { status: "pending_approval", ...few } },
    live,
  );
  return [
    ...(hasRole("finance_maker")
      ? [task("drafts", t("overview.drafts"), "/finance/release", drafts)]
      : []),
    ...(hasRole("finance_checker")
      ? [task("prepared", t("overview.prepared"), "/finance/release/approve", prepared)]
      : []),
  ];
}

/** What waits for the reader, and where to do it. */
export function ToDo() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { hasRole } = useSession();
  const recovery = useRead("GET /v1/recovery", {}, live);
  const releases = useReleases();
  const proposals = useProposals();
  const { tasks: work, isPending } = useWork();
  const tasks = [...releases, ...(hasRole("finance_checker") ? proposals : []), ...work].filter(
    ({ count }) => count > 0,
  );
  const isPaused = recovery.data?.isPaused ?? false;
  return (
    <Panel title={t("overview.title")}>
      {isPending ? <LinesSkeleton /> : null}
      {!isPending && tasks.length === 0 && !isPaused ? (
        <EmptyState icon="check" title={t("overview.none")} text={t("overview.noneText")} />
      ) : null}
      <RowList
        rows={[
          ...(isPaused
            ? [{ key: "paused", title: t("payouts.recovery.paused"), to: "/finance/recovery" }]
            : []),
          ...tasks.map(({ key, title, to, count, isMore }) => ({
            key,
            title,
            to,
            end: (
              <strong className="numbers">
                {isMore
                  ? t("overview.moreThan", { formatted: format.number(count) })
                  : format.number(count)}
              </strong>
            ),
          })),
        ]}
      />
    </Panel>
  );
}
