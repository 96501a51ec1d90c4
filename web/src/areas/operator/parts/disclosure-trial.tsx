import { Anchor, Box, Select, SimpleGrid, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { platforms } from "../../../design/pieces";
import { RowList } from "../../../design/row-list";
import { StatusBadge, type Tone } from "../../../design/status";
import { Panel } from "../../../design/values";
import classes from "./disclosure-trial.module.css";

type Report = AnswerOf<"POST /v1/disclosure/lint">;
type Finding = Report["findings"][number];

const markets = ["US", "GB", "EU", "ID", "TH"] as const;
const connections = ["money", "product", "both"] as const;
const tones: Record<Finding["severity"], Tone> = {
  error: "bad",
  warning: "waiting",
  advice: "quiet",
};

interface Piece {
  text: string;
  isMarked: boolean;
}

/** A caption cut at the places that findings are about; of two that overlap the first counts. */
function piecesOf(caption: string, findings: readonly Finding[]): Piece[] {
  const spans = findings
    .flatMap(({ span }) => (span ? [span] : []))
    .sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of spans.filter((span) => span.end > span.start)) {
    if (start < at) continue;
    pieces.push({ text: caption.slice(at, start), isMarked: false });
    pieces.push({ text: caption.slice(start, end), isMarked: true });
    at = end;
  }
  return [...pieces, { text: caption.slice(at), isMarked: false }];
}

function Marked({ caption, findings }: { caption: string; findings: readonly Finding[] }) {
  return (
    <p className={classes["caption"]}>
      {piecesOf(caption, findings).map(({ text, isMarked }, index) =>
        isMarked ? <mark key={index}>{text}</mark> : text,
      )}
    </p>
  );
}

function Findings({ report, caption }: { report: Report; caption: string }) {
  const { t } = useTranslation("operator");
  return (
    <Box role="status" mt="lg">
      <StatusBadge
        tone={report.isClean ? "good" : "bad"}
        label={t(report.isClean ? "trial.clean" : "trial.notClean")}
      />
      <Marked caption={caption} findings={report.findings} />
      <RowList
        rows={report.findings.map((finding, index) => ({
          key: `${finding.ruleId} ${index}`,
          title: finding.message,
          text: (
            <>
              {finding.fix}{" "}
              {finding.source.url ? (
                <Anchor
                  inherit
                  href={finding.source.url}
                  rel="noreferrer noopener"
                  target="_blank"
                  lang="en"
                >
                  {finding.source.title}
                </Anchor>
              ) : (
                <span lang="en">{finding.source.title}</span>
              )}
            </>
          ),
          end: (
            <StatusBadge
              tone={tones[finding.severity]}
              label={t(`trial.severities.${finding.severity}`)}
            />
          ),
        }))}
      />
    </Box>
  );
}

/** Rules cannot be read from a list as well as from what they say about a caption. */
export function DisclosureTrial() {
  const { t } = useTranslation("operator");
  const form = useForm({
    initialValues: {
      caption: "",
      market: "TH" as (typeof markets)[number],
      platform: "instagram" as (typeof platforms)[number],
      connection: "money" as (typeof connections)[number],
    },
    validate: { caption: useRequired() },
  });
  const lint = useWrite("POST /v1/disclosure/lint");
  return (
    <Panel title={t("trial.title")}>
      <FormLayout
        form={form}
        write={lint}
        toRequest={(body) => ({ body })}
        submitLabel={t("trial.check")}
        isGuarded={false}
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Select
            label={t("trial.market")}
            data={markets.map((value) => ({ value, label: t(`trial.markets.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps("market")}
          />
          <Select
            label={t("trial.platform")}
            data={platforms.map((value) => ({ value, label: t(`platforms.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps("platform")}
          />
          <Select
            label={t("trial.connection")}
            data={connections.map((value) => ({ value, label: t(`trial.connections.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps("connection")}
          />
        </SimpleGrid>
        <Textarea
          label={t("trial.caption")}
          description={t("trial.captionText")}
          required
          autosize
          minRows={3}
          {...form.getInputProps("caption")}
        />
      </FormLayout>
      {lint.data && lint.variables ? (
        <Findings report={lint.data} caption={lint.variables.body.caption} />
      ) : null}
    </Panel>
  );
}
