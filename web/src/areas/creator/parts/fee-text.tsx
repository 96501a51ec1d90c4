import { useTranslation } from "react-i18next";
import { MoneyText } from "../../../design/values";
import type { Campaign } from "./words";

/** What a campaign pays: a fixed fee, a price one names, or a product. */
export function FeeText({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("creator");
  const { compensation, pricing, fee, brief } = campaign;
  if (compensation === "product")
    return <>{t("campaign.productOnly", { name: brief.product.name })}</>;
  const money = pricing === "bids" ? t("campaign.bids") : <MoneyText money={fee} />;
  if (compensation === "money") return <>{money}</>;
  return (
    <span>
      {money} {t("campaign.andProduct", { name: brief.product.name })}
    </span>
  );
}
