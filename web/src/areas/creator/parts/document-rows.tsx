import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { RowList } from "../../../design/row-list";
import { QueryState } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";

/** The papers of one payout. */
export function DocumentRows({ payoutId }: { payoutId: string }) {
  const { t } = useTranslation("creator");
  const documents = useRead("GET /v1/documents", { query: { payoutId } }, { isLive: true });
  return (
    <Panel title={t("documents.title")}>
      <QueryState query={documents}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{t("documents.afterPayment")}</Text>
          ) : (
            <RowList
              rows={items.map(({ id, code, issuedAt }) => ({
                key: id,
                title: code,
                to: `/creator/documents/${id}`,
                text: <DateText at={issuedAt} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}
