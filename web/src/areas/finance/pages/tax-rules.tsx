import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "../parts/action-button";
import { Below } from "../parts/below";
import { usePercent } from "../parts/percent";
import { RuleStatus } from "../parts/rule-status";
import { TaxHeader } from "../parts/tax-header";
import { TaxRuleForm } from "../parts/tax-rule-form";

type Rule = ItemOf<"GET /v1/tax-rules">;
type Query = NonNullable<RequestOf<"GET /v1/tax-rules">["query"]>;
const statuses = ["proposed", "in_force", "void"] as const;

function useRuleFacts(): (rule: Rule) => { label: string; value: ReactNode }[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const percent = usePercent();
  return (rule) => [
    { label: t("tax.rules.authority"), value: format.country(rule.jurisdiction) },
    {
      label: t("tax.rules.creatorsOf"),
      value:
        rule.creatorCountry === "*"
          ? t("tax.rules.everywhere")
          : format.country(rule.creatorCountry),
    },
    { label: t("tax.rules.from"), value: <DateText at={rule.fromOn} /> },
    ...(rule.toOn ? [{ label: t("tax.rules.until"), value: <DateText at={rule.toOn} /> }] : []),
    { label: t("tax.rules.rate"), value: percent(rule.basisPoints) },
    {
      label: t("tax.rules.withholdAbove"),
      value: <MoneyText money={rule.withholdAbove} />,
    },
    { label: t("tax.rules.forms"), value: rule.formKinds.join(", ") || "–" },
    ...(rule.formAbove
      ? [{ label: t("tax.rules.formAbove"), value: <MoneyText money={rule.formAbove} /> }]
      : []),
    ...(rule.noFormBasisPoints === null
      ? []
      : [{ label: t("tax.rules.noFormRate"), value: percent(rule.noFormBasisPoints) }]),
    { label: t("tax.rules.source"), value: rule.source },
    { label: t("payouts.after.by"), value: rule.proposedBy.name },
  ];
}

function Decide({ rule }: { rule: Rule }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const factsOf = useRuleFacts();
  const options = { invalidates: ["GET /v1/tax-rules"] as const };
  const approve = useWrite("POST /v1/tax-rules/{taxRuleId}/approve", options);
  const decline = useWrite("POST /v1/tax-rules/{taxRuleId}/decline", options);
  const isMine = rule.proposedBy.id === me.id;
  if (rule.status !== "proposed" || isMine || !hasRole("finance_checker")) return null;
  const params = { taxRuleId: rule.id };
  return (
    <Group gap="xs">
      <ActionButton
        label={t("payouts.approve")}
        text={t("tax.rules.approveText")}
        facts={factsOf(rule)}
        hash={rule.contentHash}
        isFinal
        variant="filled"
        write={approve}
        toRequest={() => ({ params, body: { contentHash: rule.contentHash } })}
      />
      <ActionButton
        label={t("payouts.decline")}
        facts={factsOf(rule)}
        write={decline}
        toRequest={() => ({ params })}
      />
    </Group>
  );
}

function useColumns(): readonly Column<Rule>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const percent = usePercent();
  return [
    {
      id: "authority",
      header: t("tax.rules.authority"),
      isMain: true,
      sortBy: (row) => row.jurisdiction,
      cell: (row) => format.country(row.jurisdiction),
    },
    {
      id: "creators",
      header: t("tax.rules.creatorsOf"),
      cell: (row) =>
        row.creatorCountry === "*" ? t("tax.rules.everywhere") : format.country(row.creatorCountry),
    },
    {
      id: "rate",
      header: t("tax.rules.rate"),
      isNumber: true,
      sortBy: (row) => row.basisPoints,
      cell: (row) => (
        <>
          {percent(row.basisPoints)}
          {row.noFormBasisPoints === null ? null : (
            <div>{t("tax.rules.withoutForm", { rate: percent(row.noFormBasisPoints) })}</div>
          )}
        </>
      ),
    },
    {
      id: "above",
      header: t("tax.rules.withholdAbove"),
      isNumber: true,
      cell: (row) => <MoneyText money={row.withholdAbove} />,
    },
    {
      id: "forms",
      header: t("tax.rules.forms"),
      cell: (row) => row.formKinds.join(", ") || "–",
    },
    {
      id: "days",
      header: t("tax.rules.from"),
      cell: (row) => (
        <>
          <DateText at={row.fromOn} />
          {row.toOn ? (
            <>
              {" – "}
              <DateText at={row.toOn} />
            </>
          ) : null}
        </>
      ),
    },
    { id: "source", header: t("tax.rules.source"), cell: (row) => row.source },
    {
      id: "status",
      header: t("payouts.status"),
      cell: (row) => <RuleStatus status={row.status} />,
    },
    { id: "actions", header: t("payouts.todo"), cell: (row) => <Decide rule={row} /> },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const [values, set, clear] = useFilters(["status"]);
  const columns = useColumns();
  const filters: readonly Filter<"status">[] = [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: t(`tax.ruleStatus.${value}`) })),
    },
  ];
  const pages = usePages("GET /v1/tax-rules", { query: values as Query });
  return (
    <>
      <TaxHeader page="rules" />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("tax.rules.title")}
        {...fromPages(pages)}
        columns={
          hasRole("finance_checker") ? columns : columns.filter(({ id }) => id !== "actions")
        }
        keyOf={(row) => row.id}
        empty={
          <EmptyState icon="scale" title={t("tax.rules.none")} text={t("tax.rules.noneText")} />
        }
      />
      {hasRole("finance_maker") ? (
        <Below>
          <TaxRuleForm />
        </Below>
      ) : null}
    </>
  );
}
