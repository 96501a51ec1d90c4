import { Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FormLayout, useRequired } from "../../../design/form";
import { fromPages } from "../../../design/from-pages";
import { notice } from "../../../design/notice";
import { EmptyState } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "../parts/action-button";
import { Below } from "../parts/below";
import { ChequesHeader } from "../parts/cheques-header";
import { RuleStatus } from "../parts/rule-status";

type Rule = ItemOf<"GET /v1/escheat-rules">;
const reads = ["GET /v1/escheat-rules"] as const;

function Decide({ rule }: { rule: Rule }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const format = useFormat();
  const approve = useWrite("POST /v1/escheat-rules/{ruleId}/approval", { invalidates: reads });
  const decline = useWrite("POST /v1/escheat-rules/{ruleId}/decline", { invalidates: reads });
  if (rule.status !== "proposed") return null;
  const isMine = rule.recordedBy.id === me.id;
  const params = { ruleId: rule.id };
  const facts = [
    { label: t("cheques.rules.place"), value: rule.jurisdiction },
    { label: t("cheques.rules.months"), value: format.number(rule.dormancyMonths) },
    { label: t("cheques.rules.from"), value: <DateText at={rule.effectiveFrom} /> },
    { label: t("cheques.rules.source"), value: rule.source },
    { label: t("payouts.after.by"), value: rule.recordedBy.name },
  ];
  return (
    <Group gap="xs">
      {hasRole("finance_checker") && !isMine ? (
        <ActionButton
          label={t("payouts.approve")}
          text={t("cheques.rules.approveText")}
          facts={facts}
          isFinal
          variant="filled"
          write={approve}
          toRequest={() => ({ params })}
        />
      ) : null}
      <ActionButton
        label={t(isMine ? "payouts.withdraw" : "payouts.decline")}
        facts={facts}
        write={decline}
        words={{ name: "reason", label: t("payouts.reason") }}
        toRequest={(reason) => ({ params, body: { reason } })}
      />
    </Group>
  );
}

function useColumns(): readonly Column<Rule>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return [
    {
      id: "place",
      header: t("cheques.rules.place"),
      isMain: true,
      sortBy: (row) => row.jurisdiction,
      cell: (row) => row.jurisdiction,
    },
    {
      id: "months",
      header: t("cheques.rules.months"),
      isNumber: true,
      sortBy: (row) => row.dormancyMonths,
      cell: (row) => format.number(row.dormancyMonths),
    },
    {
      id: "from",
      header: t("cheques.rules.from"),
      cell: (row) => <DateText at={row.effectiveFrom} />,
    },
    { id: "source", header: t("cheques.rules.source"), cell: (row) => row.source },
    {
      id: "status",
      header: t("payouts.status"),
      cell: (row) => <RuleStatus status={row.status} />,
    },
    { id: "actions", header: t("payouts.todo"), cell: (row) => <Decide rule={row} /> },
  ];
}

function NewRule() {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const form = useForm({
    initialValues: {
      jurisdiction: "",
      dormancyMonths: 36 as number | string,
      effectiveFrom: "",
      source: "",
    },
    validate: { jurisdiction: required, effectiveFrom: required, source: required },
  });
  const add = useWrite("POST /v1/escheat-rules", {
    invalidates: reads,
    onDone: () => {
      form.reset();
      notice(t("cheques.proposed"));
    },
  });
  return (
    <Panel title={t("cheques.rules.new")}>
      <FormLayout
        form={form}
        write={add}
        toRequest={(values) => ({
          body: {
            ...values,
            jurisdiction: values.jurisdiction.trim().toUpperCase(),
            dormancyMonths: Number(values.dormancyMonths),
            propertyType: "creator_fee" as const,
          },
        })}
        submitLabel={t("payouts.propose")}
      >
        <Stack maw="32rem">
          <TextInput
            label={t("cheques.rules.place")}
            description={t("cheques.rules.placeHint")}
            required
            {...form.getInputProps("jurisdiction")}
          />
          <NumberInput
            label={t("cheques.rules.months")}
            min={1}
            max={600}
            required
            {...form.getInputProps("dormancyMonths")}
          />
          <TextInput
            type="date"
            label={t("cheques.rules.from")}
            required
            {...form.getInputProps("effectiveFrom")}
          />
          <TextInput
            label={t("cheques.rules.source")}
            description={t("cheques.rules.sourceHint")}
            required
            {...form.getInputProps("source")}
          />
        </Stack>
      </FormLayout>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const columns = useColumns();
  const pages = usePages("GET /v1/escheat-rules");
  return (
    <>
      <ChequesHeader page="rules" />
      <DataTable
        label={t("cheques.rules.title")}
        {...fromPages(pages)}
        columns={columns}
        keyOf={(row) => row.id}
        empty={
          <EmptyState
            icon="scale"
            title={t("cheques.rules.none")}
            text={t("cheques.rules.noneText")}
          />
        }
      />
      {hasRole("finance_maker") ? (
        <Below>
          <NewRule />
        </Below>
      ) : null}
    </>
  );
}
