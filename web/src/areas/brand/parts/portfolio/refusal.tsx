import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../../../api/problem";
import { useFormat } from "../../../../i18n/format";
import { useLimitOptions } from "./limit-lines";
import { limitKinds } from "./values";

interface Unmet {
  /** Kind and code, such as `country:TH`; `creators` alone is the number of creators. */
  limit: string;
  missing: number;
}

function unmetOf(error: unknown): readonly Unmet[] {
  if (!(error instanceof ApiProblem) || error.code !== "portfolio_infeasible") return [];
  return (error.document["unmet"] as Unmet[] | undefined) ?? [];
}

/** Which wishes cannot be kept, in words: the server names them by their codes. */
export function Unreachable({ error }: { error: unknown }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const options = useLimitOptions();
  const unmet = unmetOf(error);
  if (unmet.length === 0) return null;
  const nameOf = (limit: string) => {
    const [first = "", code = ""] = limit.split(":");
    const kind = limitKinds.find((known) => known === first);
    const found = kind && options[kind].find(({ value }) => value === code);
    if (kind && found) return `${t(`portfolio.kind.${kind}`)}: ${found.label}`;
    return t(first === "creator" ? "portfolio.mustHave" : "portfolio.creatorsCount");
  };
  return (
    <>
      <Text fw={600}>{t("portfolio.unreachable")}</Text>
      <List size="sm">
        {unmet.map(({ limit, missing }) => (
          <List.Item key={limit}>
            {nameOf(limit)}
            {" – "}
            {t("portfolio.missing", { count: missing, total: format.number(missing) })}
          </List.Item>
        ))}
      </List>
    </>
  );
}
