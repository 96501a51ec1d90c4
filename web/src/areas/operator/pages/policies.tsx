import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { PageHeader } from "../../../design/page-header";
import { QueryState } from "../../../design/states";
import { Facts, MoneyText, Panel } from "../../../design/values";
import { exponentOf, useFormat } from "../../../i18n/format";
import { DisclosureTrial } from "../parts/disclosure-trial";
import { useDuration } from "../parts/duration";

type Setting = AnswerOf<"GET /v1/settings">["items"][number];
type Terms = AnswerOf<"GET /v1/release-terms">["items"][number];
type HoldKind = AnswerOf<"GET /v1/hold-kinds">["items"][number];

const basisPointsMax = 10_000;
const percentMax = 100;

function useSettingText(): (setting: Setting) => string {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const duration = useDuration();
  const percent = (share: number) =>
    format.number(share, { style: "percent", maximumFractionDigits: 2 });
  const one = (unit: Setting["unit"], value: number) => {
    switch (unit) {
      case "seconds":
        return value === 0 ? t("policies.none") : duration(value);
      case "percent":
        return percent(value / percentMax);
      case "basis_points":
        return percent(value / basisPointsMax);
      case "hour":
        return t("policies.hour", { hour: String(value).padStart(2, "0") });
      case "count":
        return format.number(value);
    }
  };
  return ({ unit, values }) => values.map((value) => one(unit, value)).join(", ");
}

function Settings() {
  const { t } = useTranslation("operator");
  const settings = useRead("GET /v1/settings");
  const textOf = useSettingText();
  return (
    <Panel title={t("policies.clocks")}>
      <QueryState query={settings}>
        {({ items }) => (
          <Facts
            items={items.map((setting) => ({
              label: t(`settings.${setting.name}`),
              value: textOf(setting),
            }))}
          />
        )}
      </QueryState>
      <p>{t("policies.clocksText")}</p>
    </Panel>
  );
}

function ReleaseTerms() {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const terms = useRead("GET /v1/release-terms");
  const units = (amount: string, { currency }: Terms) => (
    <MoneyText
      money={{ amountMinor: amount + "0".repeat(amount === "0" ? 0 : exponentOf(currency)), currency }}
    />
  );
  const columns: readonly Column<Terms>[] = [
    {
      id: "currency",
      header: t("policies.currency"),
      isMain: true,
      cell: ({ currency, version }) =>
        version === null
          ? currency
          : t("policies.version", { currency, version: format.number(version) }),
    },
    {
      id: "auto",
      header: t("policies.alone"),
      isNumber: true,
      cell: (one) => units(one.autoPayoutUnits, one),
    },
    {
      id: "day",
      header: t("policies.aloneDay"),
      isNumber: true,
      cell: (one) => units(one.autoCreatorDayUnits, one),
    },
    {
      id: "hold",
      header: t("policies.holdDays"),
      isNumber: true,
      cell: ({ holdDays }) => format.number(holdDays),
    },
    {
      id: "schedule",
      header: t("policies.schedule"),
      cell: ({ schedule }) => t(`policies.schedules.${schedule}`),
    },
    {
      id: "minimum",
      header: t("policies.minimum"),
      isNumber: true,
      cell: (one) => units(one.minimumUnits, one),
    },
  ];
  return (
    <Panel title={t("policies.release")}>
      <QueryState query={terms}>
        {({ items }) => (
          <DataTable
            label={t("policies.release")}
            rows={items}
            columns={columns}
            keyOf={({ currency }) => currency}
            empty={t("policies.noTerms")}
          />
        )}
      </QueryState>
    </Panel>
  );
}

function Holds() {
  const { t } = useTranslation("operator");
  const kinds = useRead("GET /v1/hold-kinds");
  const columns: readonly Column<HoldKind>[] = [
    {
      id: "title",
      header: t("policies.hold"),
      isMain: true,
      width: "16rem",
      cell: ({ title }) => title,
    },
    { id: "why", header: t("policies.why"), cell: ({ explanation }) => explanation },
    {
      id: "owner",
      header: t("policies.acts"),
      width: "10rem",
      cell: ({ owner }) => t(`policies.owners.${owner}`),
    },
    {
      id: "end",
      header: t("policies.ends"),
      width: "14rem",
      cell: ({ endedBy }) => t(`policies.endedBy.${endedBy}`),
    },
  ];
  return (
    <Panel title={t("policies.holds")}>
      <QueryState query={kinds}>
        {({ items }) => (
          <DataTable
            label={t("policies.holds")}
            rows={items}
            columns={columns}
            keyOf={({ kind }) => kind}
            empty={null}
          />
        )}
      </QueryState>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("operator");
  return (
    <>
      <PageHeader title={t("policies.title")} text={t("policies.text")} />
      <DisclosureTrial />
      <Settings />
      <ReleaseTerms />
      <Holds />
    </>
  );
}
