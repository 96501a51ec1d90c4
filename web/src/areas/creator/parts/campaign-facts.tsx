import { List, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { addressFor } from "../../../api/client";
import { useNicheNames } from "../../../design/niche-names";
import { DateText, Facts, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import classes from "./campaign-facts.module.css";
import { useLanguageName } from "./languages";
import { type Campaign, usePieceName } from "./words";

export function PiecesText({ deliverables }: Pick<Campaign, "deliverables">) {
  const { t } = useTranslation("creator");
  const nameOf = usePieceName();
  return (
    <ul className={classes["plain"]}>
      {deliverables.map((piece) => (
        <li key={`${piece.platform} ${piece.kind} ${piece.from ?? ""} ${piece.until ?? ""}`}>
          {t("piece.times", { count: piece.quantity, name: nameOf(piece) })}
          {piece.from ? (
            <>
              {" · "}
              {t("piece.from")} <DateText at={piece.from} />
            </>
          ) : null}
          {piece.until ? (
            <>
              {" · "}
              {t("piece.until")} <DateText at={piece.until} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Sentences({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <Title order={3} size="h5" mt="md">
        {title}
      </Title>
      <List>
        {items.map((item) => (
          <List.Item key={item}>{item}</List.Item>
        ))}
      </List>
    </>
  );
}

function Examples({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("creator");
  const { exampleMediaIds } = campaign.brief;
  if (exampleMediaIds.length === 0) return null;
  return (
    <Text mt="md">
      {exampleMediaIds.map((mediaId, at) => (
        <a
          key={mediaId}
          className={classes["example"]}
          href={addressFor("GET /v1/campaigns/{campaignId}/examples/{mediaId}", {
            params: { campaignId: campaign.id, mediaId },
          })}
        >
          {t("campaign.example", { number: at + 1 })}
        </a>
      ))}
    </Text>
  );
}

/** What the brand wants, in its own words. */
export function Brief({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("creator");
  const { brief } = campaign;
  return (
    <Panel title={t("campaign.brief")}>
      <Text className={classes["words"] ?? ""}>{brief.goal}</Text>
      <Title order={3} size="h5" mt="md">
        {brief.product.name}
      </Title>
      <Text className={classes["words"] ?? ""}>{brief.product.description}</Text>
      <Sentences title={t("campaign.keyMessages")} items={brief.keyMessages} />
      <Sentences title={t("campaign.doList")} items={brief.doList} />
      <Sentences title={t("campaign.dontList")} items={brief.dontList} />
      <Sentences title={t("campaign.tags")} items={[...brief.hashtags, ...brief.mentions]} />
      <Sentences title={t("campaign.labels")} items={brief.disclosureTags} />
      <Examples campaign={campaign} />
    </Panel>
  );
}

/** Who may apply; nothing when everybody may. */
export function Requirements({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const { nameOf } = useNicheNames();
  const languageOf = useLanguageName();
  const { countries, languages, niches, followersMin, followersMax, engagementMinBasisPoints } =
    campaign.requirements;
  const number = (value: number) => format.number(value);
  const items = [
    { label: t("requirements.countries"), value: countries.map(format.country).join(", ") },
    { label: t("requirements.languages"), value: languages.map(languageOf).join(", ") },
    { label: t("requirements.niches"), value: niches.map(nameOf).join(", ") },
    { label: t("requirements.followersMin"), value: followersMin > 0 ? number(followersMin) : "" },
    {
      label: t("requirements.followersMax"),
      value: followersMax === null ? "" : number(followersMax),
    },
    {
      label: t("requirements.engagement"),
      value:
        engagementMinBasisPoints > 0
          ? format.number(engagementMinBasisPoints / 10_000, {
              style: "percent",
              maximumFractionDigits: 2,
            })
          : "",
    },
  ].filter(({ value }) => value !== "");
  return (
    <Panel title={t("requirements.title")}>
      {items.length === 0 ? <Text>{t("requirements.none")}</Text> : <Facts items={items} />}
    </Panel>
  );
}
