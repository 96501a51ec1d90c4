import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { ActionButton } from "../parts/action-button";
import { PolicyForm } from "../parts/policy-form";
import { usePolicyFacts } from "../parts/policy-facts";
import { RuleStatus } from "../parts/rule-status";

type Terms = ItemOf<"GET /v1/release-terms">;
type Policy = ItemOf<"GET /v1/release-policies">;
const reads = ["GET /v1/release-terms", "GET /v1/release-policies"] as const;

function Approve({ policy }: { policy: Policy }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const factsOf = usePolicyFacts();
  const approve = useWrite("POST /v1/release-policies/{policyId}/approval", {
    invalidates: reads,
  });
  const isMine = policy.proposedBy.id === me.id;
  if (policy.status !== "proposed" || isMine || !hasRole("finance_checker")) return null;
  return (
    <ActionButton
      label={t("payouts.approve")}
      text={t("payouts.policies.approveText")}
      facts={[
        { label: t("payouts.after.by"), value: policy.proposedBy.name },
        { label: t("payouts.currency"), value: policy.currency },
        ...factsOf(policy),
      ]}
      hash={policy.contentHash}
      isFinal
      variant="filled"
      write={approve}
      toRequest={() => ({
        params: { policyId: policy.id },
        body: { contentHash: policy.contentHash },
      })}
    />
  );
}

function Versions() {
  const { t } = useTranslation("finance");
  const factsOf = usePolicyFacts();
  const pages = usePages(
    "GET /v1/release-policies",
    { query: { status: "proposed" } },
    { isLive: true },
  );
  if (pages.items.length === 0) return null;
  return (
    <Panel title={t("payouts.policies.proposed")}>
      <RowList
        rows={pages.items.map((policy) => ({
          key: policy.id,
          title: `${policy.currency} · ${t("cheques.settings.version", { version: policy.version })}`,
          text: (
            <>
              {policy.proposedBy.name}, <DateText at={policy.proposedAt} />
              {factsOf(policy).map(({ label, value }) => (
                <div key={label}>
                  {label}: {value}
                </div>
              ))}
              <Approve policy={policy} />
            </>
          ),
          end: <RuleStatus status={policy.status} />,
        }))}
      />
    </Panel>
  );
}

function useColumns(): readonly Column<Terms>[] {
  const { t } = useTranslation("finance");
  const factsOf = usePolicyFacts();
  const columnOf = (index: number, id: string, header: string): Column<Terms> => ({
    id,
    header,
    cell: (row) => factsOf(row)[index]?.value,
  });
  return [
    {
      id: "currency",
      header: t("payouts.currency"),
      isMain: true,
      sortBy: (row) => row.currency,
      cell: (row) => row.currency,
    },
    columnOf(0, "auto", t("payouts.policies.auto")),
    columnOf(1, "day", t("payouts.policies.autoDay")),
    columnOf(2, "hold", t("payouts.policies.holdDays")),
    columnOf(3, "schedule", t("payouts.policies.schedule")),
    columnOf(4, "minimum", t("payouts.policies.minimum")),
    columnOf(5, "coolOff", t("payouts.policies.coolOff")),
    {
      id: "version",
      header: t("payouts.policies.version"),
      isHiddenAtFirst: true,
      cell: (row) => row.version ?? t("payouts.policies.noVersion"),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const terms = useRead("GET /v1/release-terms");
  const columns = useColumns();
  return (
    <>
      <PageHeader title={t("payouts.policies.title")} text={t("payouts.policies.text")} />
      <Versions />
      <DataTable
        label={t("payouts.policies.title")}
        rows={terms.data?.items ?? []}
        columns={columns}
        keyOf={(row) => row.currency}
        isPending={terms.isPending}
        error={terms.error}
        onRetry={() => void terms.refetch()}
        empty={<EmptyState title={t("payouts.policies.none")} />}
      />
      {hasRole("finance_maker") && terms.data ? <PolicyForm terms={terms.data.items} /> : null}
    </>
  );
}
