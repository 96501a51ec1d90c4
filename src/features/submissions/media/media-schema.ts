import { z } from "zod";
import { mediaTypes } from "../../../platform/files/content-type";
import { previewSizes } from "../../../platform/files/pictures";
import { videoBytesMax } from "../../../platform/files/received-media";
import type { Contract } from "../../../platform/http/contract";
import { idSchema, paragraphSchema } from "../../../platform/http/schemas";

const altTextLengthMax = 1_000;

export const mediaSchema = z
  .strictObject({
    id: idSchema,
    contentType: z.enum(mediaTypes),
    bytesCount: z.int().meta({ description: "Of what is kept" }),
    sha256: z.string().meta({ description: "Of the file as you sent it" }),
    storedSha256: z.string().meta({ description: "Of what is kept and downloaded" }),
    width: z.int().nullable(),
    height: z.int().nullable(),
    durationMs: z
      .int()
      .nullable()
      .meta({ description: "Null for pictures, and where a video does not say" }),
    altText: z.string().nullable().meta({ description: "What it shows, in words" }),
    posterMediaId: idSchema.nullable().meta({ description: "Picture that stands for a video" }),
    hasPreview: z.boolean(),
  })
  .meta({ id: "Media" });

const params = z.strictObject({ mediaId: idSchema });

export const mediaContract = {
  uploadMedia: {
    method: "post",
    path: "/v1/media",
    summary:
      "Upload a picture or a video; pictures are written anew, places and comments in files are taken out",
    tag: "submissions",
    permission: "media.upload",
    status: 201,
    work: "steps",
    accepts: "multipart",
    fileBytesMax: videoBytesMax,
    response: mediaSchema,
    problems: [
      "media_type_unsupported",
      "media_unreadable",
      "media_too_large",
      "picture_too_large",
      "video_has_positions",
    ],
  },
  getMedia: {
    method: "get",
    path: "/v1/media/{mediaId}",
    summary: "Download a file: your own, or one handed in for your brand's campaign",
    tag: "submissions",
    permission: "media.read",
    status: 200,
    produces: "application/octet-stream",
    params,
    response: z.string(),
  },
  getMediaPreview: {
    method: "get",
    path: "/v1/media/{mediaId}/preview",
    summary: "A smaller copy of a picture, or of the picture that stands for a video",
    tag: "submissions",
    permission: "media.read",
    status: 200,
    produces: "image/webp",
    params,
    query: z.strictObject({
      size: z
        .enum(previewSizes)
        .default("small")
        .meta({ description: "At most 320 or 1,280 pixels wide" }),
    }),
    response: z.string(),
  },
  describeMedia: {
    method: "patch",
    path: "/v1/media/{mediaId}",
    summary: "Say what your file shows, or which of your pictures stands for a video",
    tag: "submissions",
    permission: "media.upload",
    status: 200,
    params,
    body: z.strictObject({
      altText: paragraphSchema(altTextLengthMax).nullable().optional(),
      posterMediaId: idSchema.nullable().optional(),
    }),
    response: mediaSchema,
    problems: ["media_in_review", "media_unknown", "poster_needs_video", "poster_is_no_picture"],
  },
} as const satisfies Contract;
