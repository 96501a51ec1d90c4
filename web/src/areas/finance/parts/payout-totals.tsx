import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageLink } from "../../../app/links";
import type { AnswerOf, RequestOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { EmptyState, LinesSkeleton, QueryState } from "../../../design/states";
import { Figure, Figures, MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { totalsOf } from "./signing";

type Total = AnswerOf<"GET /v1/payouts/summary">["items"][number];

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

function Warnings({ totals }: { totals: readonly Total[] }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const words = (["heldCount", "withOpenBreakCount", "stuckCount"] as const).flatMap((name) => {
    const count = sum(totals.map((total) => total[name]));
    return count > 0 ? [t(`payouts.${name}`, { count, formatted: format.number(count) })] : [];
  });
  return words.length > 0 ? <div>{words.join(" · ")}</div> : null;
}

function StatusFigure({ totals }: { totals: readonly Total[] }) {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  const format = useFormat();
  const [first] = totals;
  if (!first) return null;
  const count = sum(totals.map((total) => total.count));
  return (
    <Figure
      label={tCommon(`status.payout.${first.status}`)}
      value={
        <PageLink to={`/finance/payouts?status=${first.status}`}>
          {t("payouts.count", { count, formatted: format.number(count) })}
        </PageLink>
      }
      text={
        <>
          {totals.map(({ total }) => (
            <div key={total.currency}>
              <MoneyText money={total} />
            </div>
          ))}
          <Warnings totals={totals} />
        </>
      }
    />
  );
}

/** Count and sums of the payouts of each status, with the way to them. */
export function PayoutTotals() {
  const { t } = useTranslation("finance");
  const summary = useRead("GET /v1/payouts/summary", {}, { isLive: true });
  return (
    <QueryState query={summary} skeleton={<LinesSkeleton lines={3} />}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon="payout" title={t("payouts.none")} text={t("payouts.noneYet")} />
        ) : (
          <Figures>
            {[...new Set(items.map(({ status }) => status))].map((status) => (
              <StatusFigure
                key={status}
                totals={items.filter((item) => item.status === status)}
              />
            ))}
          </Figures>
        )
      }
    </QueryState>
  );
}

interface FilteredTotalsProps {
  query: NonNullable<RequestOf<"GET /v1/payouts/summary">["query"]>;
  status?: string | undefined;
}

/** What the list below comes to, in one line. */
export function FilteredTotals({ query, status }: FilteredTotalsProps) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const summary = useRead("GET /v1/payouts/summary", { query }, { isLive: true });
  const items = (summary.data?.items ?? []).filter((item) => !status || item.status === status);
  if (items.length === 0) return null;
  const count = sum(items.map((item) => item.count));
  const sums = totalsOf(items.map(({ total }) => total));
  return (
    <Stack gap={0} mb="sm">
      <div>
        <strong>{t("payouts.count", { count, formatted: format.number(count) })}</strong>
        {": "}
        {sums.map((total, index) => (
          <span key={total.currency}>
            {index > 0 ? ", " : null}
            <MoneyText money={total} />
          </span>
        ))}
      </div>
      <Warnings totals={items} />
    </Stack>
  );
}
