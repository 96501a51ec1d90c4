/** Posts appear, change and disappear on the simulated platforms as a test or a person wishes. */
import { z } from "zod";
import { socialPlatforms } from "../../kernel/social-platform";
import { isoMillis, parseMs } from "../clock";
import { controlBody, controlError } from "../control";
import { type Call, jsonReply, type Reply, ReplyError, type Route, route } from "../http-types";
import { randomHex } from "../ids";
import type { SocialCore } from "./social-core";
import { idInUrl, metricsSchema, pictureHost, type SimPost } from "./social-types";

const pictureTextMax = 4_000_000;
const addressFields = { platform: z.enum(socialPlatforms), url: z.url() };
const instantField = z.string().refine((text) => parseMs(text) !== undefined);
const addressSchema = z.strictObject(addressFields);
const newPostSchema = z.strictObject({
  ...addressFields,
  handle: z.string().min(1),
  caption: z.string(),
  publishedAt: instantField.optional(),
  thumbnailUrl: z.url().optional(),
  picture: z.base64().max(pictureTextMax).optional(),
  metrics: metricsSchema.default({}),
});
const changeSchema = z.strictObject({
  ...addressFields,
  handle: z.string().min(1).optional(),
  caption: z.string().optional(),
  picture: z.base64().max(pictureTextMax).optional(),
  publishedAt: instantField.optional(),
  metrics: metricsSchema.optional(),
});
const labelSchema = z.strictObject({ ...addressFields, label: z.string().min(1) });

function idOf({ platform, url }: z.output<typeof addressSchema>): string {
  const id = idInUrl(platform, url);
  if (id === undefined) throw new ReplyError(controlError(400, `${url} is no post on ${platform}`));
  return id;
}

function postView({ publishedAtMs, picture: _picture, ...post }: SimPost) {
  return { ...post, publishedAt: isoMillis(publishedAtMs) };
}

/** `/control/posts` and what can happen to one. */
export function socialControlRoutes(core: SocialCore): Route[] {
  const changed = (at: z.output<typeof addressSchema>, how: (post: SimPost) => SimPost): Reply => {
    const post = core.post(at.platform, idOf(at));
    if (!post) return controlError(404, "there is no such post");
    const next = how(post);
    core.put(next);
    return jsonReply(200, postView(next));
  };
  const seen = (isGone: boolean) => (call: Call) =>
    changed(controlBody(call, addressSchema), (post) => ({ ...post, isGone }));
  return [
    route("GET", "/control/posts", () => jsonReply(200, { posts: core.posts().map(postView) })),
    route("POST", "/control/posts", (call) => {
      const { publishedAt, thumbnailUrl, ...given } = controlBody(call, newPostSchema);
      const id = idOf(given);
      const name = given.picture === undefined ? given.platform : randomHex(16);
      const post: SimPost = {
        ...given,
        id,
        publishedAtMs: parseMs(publishedAt ?? "") ?? core.clock.nowMs(),
        thumbnailUrl: thumbnailUrl ?? `https://${pictureHost}/${name}.jpg`,
        isGone: false,
      };
      core.put(post);
      return jsonReply(201, postView(post));
    }),
    route("POST", "/control/posts/change", (call) => {
      const { platform, url, publishedAt, ...given } = controlBody(call, changeSchema);
      return changed({ platform, url }, (post) => ({
        ...post,
        publishedAtMs: parseMs(publishedAt ?? "") ?? post.publishedAtMs,
        handle: given.handle ?? post.handle,
        caption: given.caption ?? post.caption,
        picture: given.picture ?? post.picture,
        metrics: { ...post.metrics, ...given.metrics },
      }));
    }),
    route("POST", "/control/posts/drop-label", (call) => {
      const { label, ...at } = controlBody(call, labelSchema);
      return changed(at, (post) => ({
        ...post,
        caption: post.caption.replaceAll(label, "").trim(),
      }));
    }),
    route("POST", "/control/posts/delete", seen(true)),
    route("POST", "/control/posts/restore", seen(false)),
  ];
}
