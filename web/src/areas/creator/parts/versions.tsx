import { Accordion, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { MarkedCaption } from "./lint-view";
import { MediaList } from "./media-list";
import type { Submission } from "./words";

type Version = Submission["versions"][number];

const tones = {
  approved: "good",
  changes_requested: "waiting",
  rejected: "bad",
} as const satisfies Record<NonNullable<Version["decision"]>, Tone>;

/** What the brand said to a version. */
function Decision({ version }: { version: Version }) {
  const { t } = useTranslation("creator");
  const { decision, reasonCode, note, decidedAt, isAutomatic } = version;
  if (!decision) return <Text c="dimmed">{t("versions.waiting")}</Text>;
  return (
    <div>
      <StatusBadge tone={tones[decision]} label={t(`versions.decisions.${decision}`)} />{" "}
      {decidedAt ? <DateText at={decidedAt} /> : null}
      {isAutomatic ? <Text size="sm">{t("versions.automatic")}</Text> : null}
      {reasonCode ? <Text fw={600}>{t(`reasons.${reasonCode}`)}</Text> : null}
      {note ? <Text style={{ whiteSpace: "pre-line" }}>{note}</Text> : null}
    </div>
  );
}

/** Everything that was handed in for a piece, the newest first. */
export function Versions({ submission }: { submission: Submission }) {
  const { t } = useTranslation("creator");
  const { versions, changeRounds } = submission;
  const newest = versions.at(-1);
  if (!newest) return null;
  return (
    <Panel title={t("versions.title")}>
      <Text size="sm" mb="sm">
        {t("versions.rounds", { used: changeRounds.usedCount, max: changeRounds.max })}
      </Text>
      <Accordion multiple defaultValue={[String(newest.version)]} order={3}>
        {versions.toReversed().map((version) => (
          <Accordion.Item key={version.version} value={String(version.version)}>
            <Accordion.Control>{t("versions.one", { number: version.version })}</Accordion.Control>
            <Accordion.Panel>
              <Text size="sm" c="dimmed" mb="xs">
                {t("versions.handedIn")} <DateText at={version.submittedAt} />
              </Text>
              <Decision version={version} />
              <Text fw={600} mt="md" mb={4}>
                {t("upload.caption")}
              </Text>
              <MarkedCaption caption={version.caption} findings={[]} />
              {version.translations.map(({ language, caption }) => (
                <div key={language} lang={language}>
                  <MarkedCaption caption={caption} findings={[]} />
                </div>
              ))}
              <div style={{ marginTop: "0.75rem" }}>
                <MediaList items={version.media} />
              </div>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Panel>
  );
}
