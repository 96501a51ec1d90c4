import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../i18n/format";
import type { Campaign } from "./words";

interface RightsProps {
  usageRights?: Campaign["brief"]["usageRights"] | undefined;
  exclusivity?: Campaign["brief"]["exclusivity"] | undefined;
}

/** What the brand may do with the content, and whom the creator may not show. */
export function Rights({ usageRights, exclusivity }: RightsProps) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const uses = usageRights?.kinds.map((kind) => t(`usage.${kind}`)).join(", ") ?? "";
  const places = usageRights?.territories.map(format.country).join(", ") ?? "";
  return (
    <>
      <Text mt="md" size="sm">
        {usageRights
          ? t("rights.usage", {
              uses,
              places: places === "" ? t("rights.everywhere") : places,
              count: usageRights.periodDays,
            })
          : t("rights.noUsage")}
      </Text>
      <Text size="sm">
        {exclusivity
          ? t("rights.exclusivity", { category: exclusivity.category, count: exclusivity.days })
          : t("rights.noExclusivity")}
      </Text>
    </>
  );
}
