import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { DateText, Facts, MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { usePiece } from "./words";

type Terms = AnswerOf<"GET /v1/applications/{applicationId}">["offers"][number]["terms"];

/** Exactly what the hash is of, in words. */
export function TermsView({ terms, hash }: { terms: Terms; hash: string }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const pieceName = usePiece();
  const { usageRights, exclusivity, product, changeRoundsMax } = terms;
  return (
    <>
      <Facts
        items={[
          { label: t("wizard.compensation"), value: t(`compensation.${terms.compensation}`) },
          { label: t("application.fee"), value: <MoneyText money={terms.fee} /> },
          {
            label: t("sheet.pieces"),
            value: terms.deliverables
              .map((piece) => `${piece.quantity} × ${pieceName(piece)}`)
              .join(", "),
          },
          { label: t("sheet.postBy"), value: <DateText at={terms.postBy} /> },
          { label: t("wizard.labels"), value: terms.disclosureTags.join(", ") },
          ...(product ? [{ label: t("wizard.product"), value: product.name }] : []),
          ...(usageRights
            ? [
                {
                  label: t("sheet.rights"),
                  value: t("sheet.usage", {
                    kinds: usageRights.kinds.map((kind) => t(`usage.${kind}`)).join(", "),
                    where:
                      usageRights.territories.length === 0
                        ? t("sheet.everywhere")
                        : usageRights.territories.map(format.country).join(", "),
                    count: usageRights.periodDays,
                  }),
                },
              ]
            : []),
          ...(exclusivity
            ? [
                {
                  label: t("terms.exclusivity"),
                  value: t("sheet.exclusive", {
                    category: exclusivity.category,
                    count: exclusivity.days,
                  }),
                },
              ]
            : []),
          ...(changeRoundsMax === undefined
            ? []
            : [{ label: t("wizard.rounds"), value: changeRoundsMax }]),
          { label: t("campaign.briefVersion"), value: terms.briefVersion },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        SHA-256: <code>{hash}</code>
      </Text>
    </>
  );
}
