import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageLink } from "../../../app/links";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { type OpenCampaign, usePieceName } from "./words";

/** What a campaign pays, as visitors may know it. */
export function CampaignFee({ campaign }: { campaign: OpenCampaign }) {
  const { t } = useTranslation("public");
  const { compensation, fee, productName } = campaign;
  const product = t("campaigns.product", { name: productName });
  if (compensation === "product") return <>{product}</>;
  return (
    <>
      {fee ? <MoneyText money={fee} /> : t("campaigns.bids")}
      {compensation === "both" ? ` + ${product}` : null}
    </>
  );
}

export function CampaignCard({ campaign }: { campaign: OpenCampaign }) {
  const { t } = useTranslation("public");
  const nameOf = usePieceName();
  const { id, title, brandName, applyBy, deliverables } = campaign;
  return (
    <Panel>
      <Title order={3} size="h4">
        <PageLink to={`/campaigns/${id}`}>{title}</PageLink>
      </Title>
      <Text c="dimmed" size="sm">
        {brandName}
      </Text>
      <Text mt="xs" fw={600}>
        <CampaignFee campaign={campaign} />
      </Text>
      <Text size="sm">
        {deliverables.map((piece) => `${piece.quantity} × ${nameOf(piece)}`).join(", ")}
      </Text>
      <Text size="sm">
        {t("campaigns.applyBy")} <DateText at={applyBy} />
      </Text>
    </Panel>
  );
}
