import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { AnswerOf } from "../../../../api/contract";
import { useRead, useWrite } from "../../../../api/hooks";
import { useGo } from "../../../../app/links";
import { useSession } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { DayInput } from "../../../../design/day-input";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState, QueryState } from "../../../../design/states";
import { Panel } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { Matters, Proofs } from "../../parts/books/period-parts";
import { PeriodTabs } from "../../parts/books/section-tabs";

type Preview = AnswerOf<"GET /v1/period-preview">;

function Propose({ preview }: { preview: Preview }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const go = useGo();
  const { hasRole } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { throughOn, fromOn, proofs, matters } = preview;
  const openCount = matters.filter(({ reason }) => reason === null).length;
  const propose = useWrite("POST /v1/periods", {
    invalidates: ["GET /v1/periods", "GET /v1/period-preview"],
    onDone: ({ id }) => go(`/finance/periods/${id}`),
  });
  if (!hasRole("finance_maker")) return <Text mb="md">{t("periods.makerProposes")}</Text>;
  return (
    <Group mb="md">
      <Button onClick={() => setOpen(true)} disabled={openCount > 0}>
        {t("periods.propose")}
      </Button>
      {openCount > 0 ? <Text>{t("periods.explainFirst", { count: openCount })}</Text> : null}
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("periods.propose")}
        text={t("periods.proposeText")}
        facts={[
          {
            label: t("periods.days"),
            value: `${fromOn ? format.day(fromOn) : t("periods.beginning")} – ${format.day(throughOn)}`,
          },
          { label: t("periods.proofs"), value: format.number(proofs.length) },
          { label: t("periods.explained"), value: format.number(matters.length) },
        ]}
        confirmLabel={t("periods.propose")}
        onConfirm={() => propose.mutate({ body: { throughOn } })}
        isBusy={propose.isPending}
        error={propose.error}
      />
    </Group>
  );
}

function PreviewOf({ throughOn }: { throughOn: string }) {
  const preview = useRead("GET /v1/period-preview", { query: { throughOn } });
  return (
    <QueryState query={preview}>
      {(data) => (
        <>
          <Matters matters={data.matters} throughOn={throughOn} />
          <Propose preview={data} />
          <Proofs proofs={data.proofs} on={throughOn} />
        </>
      )}
    </QueryState>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const [search, setSearch] = useSearchParams();
  const throughOn = search.get("throughOn");
  return (
    <>
      <PageHeader
        title={t("periods.closeThrough")}
        text={t("periods.closeText")}
        crumbs={[{ label: t("periods.title"), to: "/finance/periods" }]}
      />
      <PeriodTabs />
      <Panel>
        <DayInput
          label={t("periods.lastDay")}
          description={t("periods.lastDayText")}
          value={throughOn}
          onChange={(day) => setSearch(day ? { throughOn: day } : {}, { replace: true })}
        />
      </Panel>
      {throughOn ? (
        <PreviewOf key={throughOn} throughOn={throughOn} />
      ) : (
        <EmptyState icon="lock" title={t("periods.chooseDay")} text={t("periods.chooseDayText")} />
      )}
    </>
  );
}
