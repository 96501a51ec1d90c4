import { Button, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages, useRead } from "../../../../api/hooks";
import { PageLink } from "../../../../app/links";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState, ErrorState, LinesSkeleton, QueryState } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { DateText, Facts, MoneyText, Panel } from "../../../../design/values";
import { lineText } from "../../parts/books/lines-table";
import { SecondWord } from "../../parts/books/second-word";
import { MatchingTabs } from "../../parts/books/section-tabs";

type Explanation = ItemOf<"GET /v1/reconciliation/explanations">;
const states = ["proposed", "booked", "rejected", "reversed"] as const;
const tones: Record<Explanation["state"], Tone> = {
  proposed: "waiting",
  booked: "good",
  rejected: "quiet",
  reversed: "quiet",
};

function Proposal({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation("finance");
  const { lineId, state, kind, reason, proposedBy, decidedBy } = explanation;
  const line = useRead("GET /v1/reconciliation/lines/{lineId}", { params: { lineId } });
  return (
    <Panel>
      <QueryState query={line} skeleton={<LinesSkeleton lines={1} />}>
        {(data) => (
          <Stack gap="sm">
            <Facts
              items={[
                {
                  label: t("statements.line.text"),
                  value: <PageLink to={`/finance/matching/${lineId}`}>{lineText(data)}</PageLink>,
                },
                { label: t("statements.line.amount"), value: <MoneyText money={data.amount} /> },
                { label: t("matching.second.what"), value: t(`matching.explained.${kind}`) },
                {
                  label: t("statements.line.status"),
                  value: <StatusBadge tone={tones[state]} label={t(`matching.state.${state}`)} />,
                },
                { label: t("matching.second.by"), value: proposedBy.name },
                {
                  label: t("matching.second.when"),
                  value: <DateText at={explanation.createdAt} />,
                },
                ...(decidedBy
                  ? [{ label: t("matching.second.decidedBy"), value: decidedBy.name }]
                  : []),
                { label: t("matching.explain.reason"), value: reason },
              ]}
            />
            {state === "proposed" ? (
              <SecondWord
                line={data}
                explanationId={explanation.id}
                kind={kind}
                proposedBy={proposedBy}
                reason={reason}
              />
            ) : null}
          </Stack>
        )}
      </QueryState>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(["state"]);
  const state = states.find((one) => one === values.state) ?? "proposed";
  const explanations = usePages(
    "GET /v1/reconciliation/explanations",
    { query: { state } },
    { isLive: true },
  );
  const { items, isPending, error } = explanations;
  return (
    <>
      <PageHeader
        title={t("matching.waiting.title")}
        text={t("matching.waiting.text")}
        crumbs={[{ label: t("matching.title"), to: "/finance/matching" }]}
      />
      <MatchingTabs />
      <FilterBar
        filters={[
          {
            name: "state",
            label: t("statements.line.status"),
            kind: "choice",
            options: states.map((value) => ({ value, label: t(`matching.state.${value}`) })),
          },
        ]}
        values={{ state, ...values }}
        onChange={set}
        onClear={clear}
      />
      {isPending ? <LinesSkeleton /> : null}
      {error ? <ErrorState error={error} onRetry={explanations.refetch} /> : null}
      {!isPending && !error && items.length === 0 ? (
        <EmptyState
          icon="check"
          title={t("matching.waiting.none")}
          text={t("matching.waiting.noneText")}
        />
      ) : null}
      {items.map((explanation) => (
        <Proposal key={explanation.id} explanation={explanation} />
      ))}
      {explanations.hasMore ? (
        <Button
          variant="default"
          loading={explanations.isLoadingMore}
          onClick={explanations.loadMore}
        >
          {t("matching.waiting.more")}
        </Button>
      ) : null}
    </>
  );
}
