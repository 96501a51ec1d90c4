import { List, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateText, Facts, MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import type { Outline } from "./wizard/values";
import { useNiches, usePiece } from "./words";

interface SheetProps {
  outline: Outline;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h5" mt="md" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Sentences({ title, texts = [] }: { title: string; texts?: readonly string[] | undefined }) {
  if (texts.length === 0) return null;
  return (
    <Section title={title}>
      <List size="sm">
        {texts.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </Section>
  );
}

function Pay({ outline }: SheetProps) {
  const { t } = useTranslation("brand");
  const { compensation, pricing, fee, bidRange } = outline;
  if (compensation === "product") return <>{t("compensation.product")}</>;
  const more = compensation === "both" ? ` ${t("sheet.andProduct")}` : "";
  if (pricing === "bids") {
    return (
      <>
        {t("sheet.namePrice")}{" "}
        {bidRange?.min ? (
          <>
            {t("sheet.from")} <MoneyText money={bidRange.min} />
          </>
        ) : null}{" "}
        {bidRange?.max ? (
          <>
            {t("sheet.to")} <MoneyText money={bidRange.max} />
          </>
        ) : null}
        {more}
      </>
    );
  }
  return (
    <>
      {fee ? <MoneyText money={fee} /> : "–"}
      {more}
    </>
  );
}

function Pieces({ outline }: SheetProps) {
  const { t } = useTranslation("brand");
  const pieceName = usePiece();
  const pieces = outline.deliverables ?? [];
  return (
    <Section title={t("sheet.pieces")}>
      <List size="sm">
        {pieces.map((piece, at) => (
          // Two pieces may be the same; they have no name but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <List.Item key={at}>
            {piece.quantity} × {pieceName(piece)}
            {piece.from ? (
              <>
                {" "}
                {t("sheet.from")} <DateText at={piece.from} />
              </>
            ) : null}
            {piece.until ? (
              <>
                {" "}
                {t("sheet.to")} <DateText at={piece.until} />
              </>
            ) : null}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

/** Whom the campaign is for, in one list; nothing when it is for everybody. */
function Wishes({ outline }: SheetProps) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { nameOf } = useNiches();
  const { requirements: wishes } = outline;
  if (!wishes) return null;
  const languageNames = new Intl.DisplayNames(format.language, { type: "language" });
  const items = [
    ...(wishes.niches?.length ? [wishes.niches.map(nameOf).join(", ")] : []),
    ...(wishes.countries?.length ? [wishes.countries.map(format.country).join(", ")] : []),
    ...(wishes.languages?.length
      ? [wishes.languages.map((code) => languageNames.of(code) ?? code).join(", ")]
      : []),
    ...(wishes.followersMin
      ? [t("sheet.followersMin", { number: format.number(wishes.followersMin) })]
      : []),
    ...(wishes.followersMax
      ? [t("sheet.followersMax", { number: format.number(wishes.followersMax) })]
      : []),
    ...(wishes.engagementMinBasisPoints
      ? [t("sheet.engagementMin", { number: format.number(wishes.engagementMinBasisPoints / 100) })]
      : []),
  ];
  return items.length === 0 ? (
    <Section title={t("sheet.for")}>
      <Text size="sm">{t("sheet.forAll")}</Text>
    </Section>
  ) : (
    <Sentences title={t("sheet.for")} texts={items} />
  );
}

function Rights({ outline }: SheetProps) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { usageRights, exclusivity } = outline.brief ?? {};
  const texts = [
    ...(usageRights
      ? [
          t("sheet.usage", {
            kinds: usageRights.kinds.map((kind) => t(`usage.${kind}`)).join(", "),
            where:
              usageRights.territories.length === 0
                ? t("sheet.everywhere")
                : usageRights.territories.map(format.country).join(", "),
            count: usageRights.periodDays,
          }),
        ]
      : []),
    ...(exclusivity
      ? [t("sheet.exclusive", { category: exclusivity.category, count: exclusivity.days })]
      : []),
  ];
  return <Sentences title={t("sheet.rights")} texts={texts} />;
}

/** What the brief says, as its readers see it; a draft leaves out what is still missing. */
export function BriefSheet({ outline }: SheetProps) {
  const { t } = useTranslation("brand");
  const { brief = {} } = outline;
  const { product } = brief;
  return (
    <>
      {brief.goal ? <Text style={{ whiteSpace: "pre-line" }}>{brief.goal}</Text> : null}
      {product?.name ? (
        <Section title={product.name}>
          <Text size="sm" style={{ whiteSpace: "pre-line" }}>
            {product.description}
          </Text>
          {product.declaredValue ? (
            <Text size="sm">
              {t("sheet.worth")} <MoneyText money={product.declaredValue} />
            </Text>
          ) : null}
        </Section>
      ) : null}
      <Pieces outline={outline} />
      <Sentences title={t("wizard.keyMessages")} texts={brief.keyMessages} />
      <Sentences title={t("wizard.doList")} texts={brief.doList} />
      <Sentences title={t("wizard.dontList")} texts={brief.dontList} />
      <Section title={t("sheet.tags")}>
        <Text size="sm">
          {[...(brief.hashtags ?? []), ...(brief.mentions ?? [])].join(" ")}{" "}
          {t("sheet.labels", { labels: (brief.disclosureTags ?? []).join(", ") })}
        </Text>
      </Section>
      <Rights outline={outline} />
      <Wishes outline={outline} />
    </>
  );
}

/** A campaign as a creator meets it. */
export function CampaignSheet({ outline, brandName }: SheetProps & { brandName: string }) {
  const { t } = useTranslation("brand");
  const { title, applyBy, postBy, creatorsMax } = outline;
  return (
    <>
      <Text size="sm" c="dimmed">
        {brandName}
      </Text>
      <Title order={2} size="h3" mb="sm">
        {title ?? t("sheet.untitled")}
      </Title>
      <Facts
        items={[
          { label: t("sheet.pay"), value: <Pay outline={outline} /> },
          { label: t("sheet.applyBy"), value: applyBy ? <DateText at={applyBy} /> : "–" },
          { label: t("sheet.postBy"), value: postBy ? <DateText at={postBy} /> : "–" },
          { label: t("sheet.places"), value: creatorsMax ?? "–" },
        ]}
      />
      <BriefSheet outline={outline} />
    </>
  );
}
