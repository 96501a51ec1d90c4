import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { ProblemAlert, QueryState } from "../../../design/states";
import { Panel } from "../../../design/values";

type Choice = AnswerOf<"GET /v1/me/notification-choices">["items"][number];

const deliveries = ["at_once", "daily", "never"] as const satisfies readonly Choice["delivery"][];

/** Sentences of ours for the kinds that a brand hears of; a newer kind shows its plain name. */
function useKindName() {
  const { t, i18n } = useTranslation("brand");
  return (kind: string) => {
    const isKnown = i18n.exists(`notificationKind.${kind}`, { ns: "brand" });
    return isKnown ? t(`notificationKind.${kind as "deposit_captured"}`) : kind;
  };
}

export function Page() {
  const { t } = useTranslation("brand");
  const choices = useRead("GET /v1/me/notification-choices");
  const nameOf = useKindName();
  const write = useWrite("PUT /v1/me/notification-choices", {
    invalidates: ["GET /v1/me/notification-choices"],
    onDone: () => notice(t("choices.saved")),
  });
  return (
    <>
      <PageHeader
        title={t("choices.title")}
        text={t("choices.text")}
        crumbs={[{ label: t("notifications.title"), to: "/brand/notifications" }]}
      />
      {write.error ? <ProblemAlert error={write.error} /> : null}
      <Panel>
        <QueryState query={choices}>
          {({ items }) => (
            <RowList
              rows={items.map(({ kind, delivery }) => ({
                key: kind,
                title: nameOf(kind),
                end: (
                  <Select
                    aria-label={nameOf(kind)}
                    allowDeselect={false}
                    value={delivery}
                    data={deliveries.map((value) => ({ value, label: t(`choices.${value}`) }))}
                    onChange={(chosen) => {
                      const known = deliveries.find((value) => value === chosen);
                      if (known) write.mutate({ body: { kind, delivery: known } });
                    }}
                  />
                ),
              }))}
            />
          )}
        </QueryState>
      </Panel>
    </>
  );
}
