import { present } from "../../../kernel/invariant";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { MediaKeeper } from "../../../platform/files/received-media";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import type { Actor } from "../../identity";
import { mediaContract } from "./media-schema";
import { describeMedia, downloadMedia, downloadPreview, uploadMedia } from "./media-service";
import { mediaView } from "./media-view";

export interface MediaOptions extends MediaKeeper {
  unitOfWork: UnitOfWork;
}

export function mediaRoutes(options: MediaOptions): BoundOperation<Actor>[] {
  const { unitOfWork, media } = options;
  return bindContract<typeof mediaContract, Actor>(mediaContract, {
    uploadMedia: async ({ actor, spooled }) =>
      mediaView(await uploadMedia(unitOfWork, options, actor, present(spooled, "The upload"))),
    getMedia: async ({ tx, actor, params }) =>
      await downloadMedia(tx, media, actor, params.mediaId),
    getMediaPreview: async ({ tx, actor, params, query }) =>
      await downloadPreview(tx, media, actor, { ...params, ...query }),
    describeMedia: async ({ tx, actor, params, body }) =>
      mediaView(await describeMedia(tx, actor, params.mediaId, body)),
  });
}
