import { SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { addressFor } from "../../../../api/client";
import { useRead } from "../../../../api/hooks";
import { QueryState } from "../../../../design/states";
import classes from "./review.module.css";
import type { Comparison, Medium } from "./types";

function Files({ title, media }: { title: string; media: readonly Medium[] }) {
  const { t } = useTranslation("brand");
  if (media.length === 0) return null;
  return (
    <>
      <Text size="sm" fw={650} mt="sm">
        {title}
      </Text>
      <ul className={classes["thumbs"]}>
        {media.map(({ id, altText, hasPreview, contentType }) => (
          <li key={id} className={classes["thumb"]}>
            {hasPreview ? (
              <img
                src={addressFor("GET /v1/media/{mediaId}/preview", { params: { mediaId: id } })}
                alt={altText ?? t("stage.picture")}
              />
            ) : (
              contentType
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Caption({ change, side }: { change: Comparison["captions"][number]; side: "before" | "after" }) {
  const hidden = side === "before" ? "added" : "removed";
  return (
    <p className={classes["caption"]} {...(change.language ? { lang: change.language } : {})}>
      {change.spans
        .filter(({ kind }) => kind !== hidden)
        .map(({ kind, text }, at) => {
          const key = `${at} ${kind}`;
          if (kind === "added") {
            return (
              <ins key={key} className={classes["added"]}>
                {text}
              </ins>
            );
          }
          return kind === "removed" ? (
            <del key={key} className={classes["removed"]}>
              {text}
            </del>
          ) : (
            text
          );
        })}
    </p>
  );
}

/** Two versions side by side: what went, and what came. */
export function Compare({ submissionId, from, to }: { submissionId: string; from: number; to: number }) {
  const { t } = useTranslation("brand");
  const comparison = useRead("GET /v1/submissions/{submissionId}/comparison", {
    params: { submissionId },
    query: { from: `${from}`, to: `${to}` },
  });
  return (
    <QueryState query={comparison}>
      {({ captions, media }) => (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {(["before", "after"] as const).map((side) => (
            <section key={side}>
              <Title order={3} size="h5">
                {t("review.version", { version: side === "before" ? from : to })}
              </Title>
              {captions.map((change) => (
                <Caption key={change.language ?? ""} change={change} side={side} />
              ))}
              <Files
                title={t(side === "before" ? "compare.removed" : "compare.added")}
                media={side === "before" ? media.removed : media.added}
              />
              <Files title={t("compare.kept")} media={media.kept} />
            </section>
          ))}
        </SimpleGrid>
      )}
    </QueryState>
  );
}
