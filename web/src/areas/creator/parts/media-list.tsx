import { ActionIcon, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addressFor } from "../../../api/client";
import type { AnswerOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { Icon } from "../../../design/icons";
import { ProblemAlert } from "../../../design/states";
import { useFormat } from "../../../i18n/format";
import classes from "./media-list.module.css";

export type Media = AnswerOf<"PATCH /v1/media/{mediaId}">;

const kilobyte = 1_000;
const megabyte = 1_000_000;

function Preview({ media }: { media: Media }) {
  const { t } = useTranslation("creator");
  if (!media.hasPreview) {
    return (
      <div className={classes["blank"]}>
        <Icon name="image" size={32} />
      </div>
    );
  }
  return (
    <img
      className={classes["picture"]}
      src={addressFor("GET /v1/media/{mediaId}/preview", { params: { mediaId: media.id } })}
      alt={media.altText ?? t("media.unnamed")}
      loading="lazy"
    />
  );
}

/** "MP4, 12 MB, 0:45". */
function useMediaFacts(): (media: Media) => string {
  const format = useFormat();
  return ({ contentType, bytesCount, width, height, durationMs }) => {
    const isLarge = bytesCount >= megabyte;
    const size = format.number(bytesCount / (isLarge ? megabyte : kilobyte), {
      style: "unit",
      unit: isLarge ? "megabyte" : "kilobyte",
      maximumFractionDigits: 1,
    });
    const seconds = durationMs === null ? null : Math.round(durationMs / 1_000);
    return [
      contentType.slice(contentType.indexOf("/") + 1).toUpperCase(),
      size,
      width && height ? `${width} × ${height}` : null,
      seconds === null
        ? null
        : format.number(seconds, { style: "unit", unit: "second", unitDisplay: "short" }),
    ]
      .filter((part) => part !== null)
      .join(" · ");
  };
}

/** What the file shows, for those who do not see it; saved when the field is left. */
function AltText({ media, onChange }: { media: Media; onChange(media: Media): void }) {
  const { t } = useTranslation("creator");
  const [text, setText] = useState(media.altText ?? "");
  const write = useWrite("PATCH /v1/media/{mediaId}", { onDone: onChange });
  const save = () => {
    const altText = text.trim() === "" ? null : text;
    if (altText === media.altText) return;
    write.mutate({ params: { mediaId: media.id }, body: { altText } });
  };
  return (
    <>
      <TextInput
        label={t("media.altText")}
        description={t("media.altTextHint")}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={save}
      />
      {write.error ? <ProblemAlert error={write.error} /> : null}
    </>
  );
}

interface MediaListProps {
  items: readonly Media[];
  /** Absent: only to look at. */
  onChange?(media: Media): void;
  onRemove?(mediaId: string): void;
}

/** Pictures and videos of one version, with what they show. */
export function MediaList({ items, onChange, onRemove }: MediaListProps) {
  const { t } = useTranslation("creator");
  const factsOf = useMediaFacts();
  if (items.length === 0) return null;
  return (
    <ul className={classes["list"]}>
      {items.map((media, at) => (
        <li key={media.id} className={classes["item"]}>
          <a
            href={addressFor("GET /v1/media/{mediaId}", { params: { mediaId: media.id } })}
            aria-label={t("media.open", { number: at + 1 })}
          >
            <Preview media={media} />
          </a>
          <div className={classes["side"]}>
            <span className={classes["facts"]}>{factsOf(media)}</span>
            {onChange ? (
              <AltText media={media} onChange={onChange} />
            ) : (
              <span>{media.altText}</span>
            )}
          </div>
          {onRemove ? (
            <ActionIcon
              aria-label={t("media.remove", { number: at + 1 })}
              onClick={() => onRemove(media.id)}
            >
              <Icon name="trash" />
            </ActionIcon>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
