import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/hooks";
import { notice } from "../../design/notice";
import { PageHeader } from "../../design/page-header";
import { EmptyState, ProblemAlert, QueryState } from "../../design/states";
import { Panel } from "../../design/values";
import { useCurrentArea } from "../current-area";
import classes from "./choices-page.module.css";

const deliveries = ["at_once", "daily", "never"] as const;

/** For each kind of letter: at once, gathered once a day, or never. The list in the console has them all. */
export function Page() {
  const { t } = useTranslation("shared");
  const area = useCurrentArea();
  const choices = useRead("GET /v1/me/notification-choices");
  const choose = useWrite("PUT /v1/me/notification-choices", {
    invalidates: ["GET /v1/me/notification-choices"],
    onDone: () => notice(t("choices.saved")),
  });
  const options = deliveries.map((value) => ({ value, label: t(`choices.${value}`) }));
  return (
    <>
      <PageHeader
        title={t("choices.title")}
        text={t("choices.text")}
        crumbs={[{ label: t("notifications.title"), to: `/${area}/notifications` }]}
      />
      {choose.error ? <ProblemAlert error={choose.error} /> : null}
      <Panel>
        <QueryState query={choices}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t("choices.none")} text={t("choices.noneText")} />
            ) : (
              <div className={classes["grid"]}>
                {items.map(({ kind, delivery }) => (
                  <Select
                    key={kind}
                    label={t(`letters.${kind}`)}
                    data={options}
                    value={delivery}
                    allowDeselect={false}
                    onChange={(chosen) => {
                      const known = deliveries.find((value) => value === chosen);
                      if (known && known !== delivery) {
                        choose.mutate({ body: { kind, delivery: known } });
                      }
                    }}
                  />
                ))}
              </div>
            )
          }
        </QueryState>
      </Panel>
    </>
  );
}
