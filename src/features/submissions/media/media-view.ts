import { isPictureType } from "../../../platform/files/content-type";
import type { MediaRow } from "./media-row";

export function mediaView(row: MediaRow) {
  const { id, contentType, bytesCount, sha256, storedSha256 } = row;
  const { width, height, durationMs, altText, posterMediaId } = row;
  const hasPreview = posterMediaId !== null || (isPictureType(contentType) && width !== null);
  return {
    id,
    contentType,
    bytesCount,
    sha256,
    storedSha256,
    width,
    height,
    durationMs,
    altText,
    posterMediaId,
    hasPreview,
  };
}
