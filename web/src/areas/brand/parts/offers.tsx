import { Accordion, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { TermsView } from "./terms-view";

type Application = AnswerOf<"GET /v1/applications/{applicationId}">;

/** Every offer and counter-offer with its terms and their hash; the newest first. */
export function Offers({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const { offers, termsHash, creatorName } = application;
  return (
    <Panel title={t("offers.title")}>
      {offers.length === 0 ? <Text c="dimmed">{t("offers.none")}</Text> : null}
      <Accordion
        // A new offer opens by itself when it comes.
        key={offers.length}
        multiple
        defaultValue={offers.slice(-1).map(({ version }) => `${version}`)}
      >
        {offers.toReversed().map((offer) => (
          <Accordion.Item key={offer.version} value={`${offer.version}`}>
            <Accordion.Control>
              {t("offers.version", { version: offer.version })} ·{" "}
              {offer.madeBy === "brand"
                ? t("offers.ours")
                : t("offers.theirs", { name: creatorName })}{" "}
              · <MoneyText money={offer.fee} />
              {termsHash === offer.termsHash ? ` · ${t("offers.inForce")}` : ""}
            </Accordion.Control>
            <Accordion.Panel>
              <Text size="sm" c="dimmed">
                <DateText at={offer.createdAt} />
              </Text>
              {offer.note ? (
                <Text my="xs" style={{ whiteSpace: "pre-line" }}>
                  {offer.note}
                </Text>
              ) : null}
              <TermsView terms={offer.terms} hash={offer.termsHash} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Panel>
  );
}
