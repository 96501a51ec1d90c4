import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../api/hooks";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { ProblemAlert, QueryState } from "../../../design/states";
import { Panel } from "../../../design/values";
import { inOrderOfWork, useKindName } from "../parts/notification-kinds";
import classes from "./choices.module.css";

const deliveries = ["at_once", "daily", "never"] as const;
type Delivery = (typeof deliveries)[number];

/** For each kind of letter: at once, gathered once a day, or never. The list in the console has them all. */
export function Page() {
  const { t } = useTranslation("creator");
  const nameOf = useKindName();
  const choices = useRead("GET /v1/me/notification-choices");
  const choose = useWrite("PUT /v1/me/notification-choices", {
    invalidates: ["GET /v1/me/notification-choices"],
    onDone: () => notice(t("saved")),
  });
  const options = deliveries.map((value) => ({ value, label: t(`choices.deliveries.${value}`) }));
  return (
    <>
      <PageHeader
        title={t("choices.title")}
        text={t("choices.text")}
        crumbs={[{ label: t("notifications.title"), to: "/creator/notifications" }]}
      />
      {choose.error ? <ProblemAlert error={choose.error} /> : null}
      <Panel>
        <QueryState query={choices}>
          {({ items }) => (
            <div className={classes["grid"]}>
              {inOrderOfWork(items).map(({ kind, delivery }) => (
                <Select
                  key={kind}
                  label={nameOf(kind)}
                  data={options}
                  value={delivery}
                  allowDeselect={false}
                  onChange={(chosen) => {
                    if (chosen && chosen !== delivery) {
                      choose.mutate({ body: { kind, delivery: chosen as Delivery } });
                    }
                  }}
                />
              ))}
            </div>
          )}
        </QueryState>
      </Panel>
    </>
  );
}
