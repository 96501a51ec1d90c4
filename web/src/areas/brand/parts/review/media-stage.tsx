import { Button, Group, Text, UnstyledButton } from "@mantine/core";
import { type MouseEvent, type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { addressFor } from "../../../../api/client";
import { Icon } from "../../../../design/icons";
import { EmptyState } from "../../../../design/states";
import classes from "./review.module.css";
import { type Comment, clockText, isPicture, type Medium, type Pin, pinParts } from "./types";

const previewOf = (mediaId: string, size: "small" | "large") =>
  addressFor("GET /v1/media/{mediaId}/preview", { params: { mediaId }, query: { size } });
const fileOf = (mediaId: string) => addressFor("GET /v1/media/{mediaId}", { params: { mediaId } });

interface StageProps {
  media: readonly Medium[];
  comments: readonly Comment[];
  pin: Pin;
  onPin(pin: Pin): void;
}

/** Where on the picture somebody clicked; the middle for those who press Enter. */
function placeOf(event: MouseEvent<HTMLElement>): { x: number; y: number } {
  if (event.detail === 0) return { x: pinParts / 2, y: pinParts / 2 };
  const box = event.currentTarget.getBoundingClientRect();
  const part = (at: number, from: number, size: number) =>
    Math.min(pinParts, Math.max(0, Math.round(((at - from) / size) * pinParts)));
  return {
    x: part(event.clientX, box.left, box.width),
    y: part(event.clientY, box.top, box.height),
  };
}

const percent = (parts: number) => `${parts / (pinParts / 100)}%`;

function Picture({ medium, comments, pin, onPin }: { medium: Medium } & Omit<StageProps, "media">) {
  const { t } = useTranslation("brand");
  const pinned = comments.filter((comment) => comment.pin.mediaId === medium.id);
  const source = medium.hasPreview ? previewOf(medium.id, "large") : fileOf(medium.id);
  const isHere = pin.kind === "picture" && pin.mediaId === medium.id;
  return (
    <div className={classes["picture"]}>
      <UnstyledButton
        className={classes["target"] ?? ""}
        onClick={(event) => onPin({ kind: "picture", mediaId: medium.id, ...placeOf(event) })}
        aria-label={t("stage.pinHere")}
      >
        <img src={source} alt={medium.altText ?? t("stage.picture")} />
      </UnstyledButton>
      {pinned.map(({ id, pin: place, resolvedAt }, at) => (
        <a
          key={id}
          href={`#comment-${id}`}
          className={classes["pin"]}
          data-settled={resolvedAt !== null || undefined}
          style={{ left: percent(place.x ?? 0), top: percent(place.y ?? 0) }}
          aria-label={t("stage.comment", { number: at + 1 })}
        >
          {at + 1}
        </a>
      ))}
      {isHere ? (
        <span
          className={classes["pin"]}
          data-new
          style={{ left: percent(pin.x), top: percent(pin.y) }}
          aria-hidden="true"
        >
          <Icon name="plus" size={16} />
        </span>
      ) : null}
    </div>
  );
}

interface VideoProps extends Omit<StageProps, "media" | "pin"> {
  medium: Medium;
  video: RefObject<HTMLVideoElement | null>;
}

function Video({ medium, comments, onPin, video }: VideoProps) {
  const { t } = useTranslation("brand");
  const pinned = comments.filter((comment) => comment.pin.mediaId === medium.id);
  const jump = (atMs: number) => {
    if (video.current) video.current.currentTime = atMs / 1_000;
  };
  return (
    <>
      {/* What creators hand in has no captions of its own; the post's caption stands below. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={video}
        className={classes["video"]}
        src={fileOf(medium.id)}
        controls
        preload="metadata"
        aria-label={medium.altText ?? t("stage.video")}
        {...(medium.hasPreview ? { poster: previewOf(medium.id, "large") } : {})}
      />
      <Group gap="xs" mt="xs">
        <Button
          variant="default"
          leftSection={<Icon name="chat" />}
          onClick={() => {
            const seconds = video.current?.currentTime ?? 0;
            onPin({ kind: "video", mediaId: medium.id, atMs: Math.round(seconds * 1_000) });
          }}
        >
          {t("stage.commentSecond")}
        </Button>
        {pinned.map(({ id, pin }) => (
          <Button key={id} variant="subtle" onClick={() => jump(pin.atMs ?? 0)}>
            {clockText(pin.atMs ?? 0)}
          </Button>
        ))}
      </Group>
    </>
  );
}

/** One file large, the others small beside it; a click pins a comment. */
export function MediaStage({ media, comments, pin, onPin }: StageProps) {
  const { t } = useTranslation("brand");
  const [shownId, show] = useState<string>();
  const video = useRef<HTMLVideoElement>(null);
  const shown = media.find(({ id }) => id === shownId) ?? media[0];
  if (!shown) return <EmptyState icon="image" title={t("stage.none")} />;
  return (
    <div>
      {isPicture(shown) ? (
        <Picture medium={shown} comments={comments} pin={pin} onPin={onPin} />
      ) : (
        <Video key={shown.id} medium={shown} comments={comments} onPin={onPin} video={video} />
      )}
      {isPicture(shown) ? (
        <Text size="sm" c="dimmed" mt={4}>
          {t("stage.hint")}
        </Text>
      ) : null}
      {media.length > 1 ? (
        <ul className={classes["thumbs"]}>
          {media.map((medium, at) => (
            <li key={medium.id}>
              <UnstyledButton
                className={classes["thumb"] ?? ""}
                onClick={() => show(medium.id)}
                aria-label={t("stage.file", { number: at + 1 })}
                aria-pressed={medium.id === shown.id}
              >
                {medium.hasPreview ? (
                  <img src={previewOf(medium.id, "small")} alt="" />
                ) : (
                  <Icon name="image" />
                )}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
