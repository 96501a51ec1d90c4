/**
 * The interfaces of the simulated platforms, in the shapes of the real ones. All hosts live on one origin; the first part of
 * a path is the host that would be asked.
 */
import { isoMillis, isoSeconds } from "../clock";
import { escapeHtml } from "../html";
import {
  type Call,
  header,
  jsonReply,
  param,
  type Reply,
  type Route,
  route,
  textReply,
} from "../http-types";
import type { SocialCore } from "./social-core";
import { idInUrl, pictureHost, type SimPost, socialKeys } from "./social-types";

type Platform = SimPost["platform"];

const visible = (core: SocialCore, platform: Platform, id: string | undefined) => {
  const post = id === undefined ? undefined : core.post(platform, id);
  return post?.isGone ? undefined : post;
};
const asked = (core: SocialCore, platform: Platform, call: Call) =>
  visible(core, platform, idInUrl(platform, call.query.get("url") ?? ""));

const titleOf = (caption: string) => caption.split("\n", 1)[0] ?? "";
const restOf = (caption: string) => caption.split("\n").slice(1).join("\n");
const figure = (count: number | undefined) => (count === undefined ? undefined : `${count}`);
const channelOf = (handle: string) => `UC${Buffer.from(handle).toString("hex").slice(0, 22)}`;

function youtubeRoutes(core: SocialCore): Route[] {
  const guarded = (handle: (call: Call) => Reply) => (call: Call) =>
    call.query.get("key") === socialKeys.youtubeApiKey
      ? handle(call)
      : jsonReply(400, {
          error: { code: 400, status: "INVALID_ARGUMENT", message: "API key not valid." },
        });
  return [
    route(
      "GET",
      "/www.googleapis.com/youtube/v3/videos",
      guarded((call) => {
        const post = visible(core, "youtube", call.query.get("id") ?? "");
        if (!post) return jsonReply(200, { kind: "youtube#videoListResponse", items: [] });
        const { metrics, caption } = post;
        const snippet = {
          publishedAt: isoSeconds(post.publishedAtMs),
          channelId: channelOf(post.handle),
          title: titleOf(caption),
          description: restOf(caption),
          thumbnails: { default: { url: post.thumbnailUrl }, high: { url: post.thumbnailUrl } },
        };
        const statistics = {
          viewCount: figure(metrics.views),
          likeCount: figure(metrics.likes),
          commentCount: figure(metrics.comments),
        };
        return jsonReply(200, { items: [{ id: post.id, snippet, statistics }] });
      }),
    ),
    route(
      "GET",
      "/www.googleapis.com/youtube/v3/channels",
      guarded((call) => {
        const id = call.query.get("id");
        const post = core
          .posts()
          .find(({ platform, handle }) => platform === "youtube" && channelOf(handle) === id);
        const items = post ? [{ id, snippet: { customUrl: `@${post.handle.toLowerCase()}` } }] : [];
        return jsonReply(200, { items });
      }),
    ),
    route("GET", "/www.youtube.com/oembed", (call) => {
      const post = asked(core, "youtube", call);
      if (!post) return textReply(404, "text/plain", "Not Found");
      return jsonReply(200, {
        title: titleOf(post.caption),
        author_url: `https://www.youtube.com/@${encodeURIComponent(post.handle)}`,
        thumbnail_url: post.thumbnailUrl,
      });
    }),
  ];
}

function xRoutes(core: SocialCore): Route[] {
  return [
    route("GET", "/api.x.com/2/tweets/:id", (call) => {
      if (header(call, "authorization") !== `Bearer ${socialKeys.xBearerToken}`) {
        return jsonReply(401, { title: "Unauthorized", status: 401 });
      }
      const post = visible(core, "x", param(call, "id"));
      if (!post) {
        const type = "https://api.twitter.com/2/problems/resource-not-found";
        return jsonReply(200, { errors: [{ type, title: "Not Found Error" }] });
      }
      const { metrics, handle } = post;
      return jsonReply(200, {
        data: {
          id: post.id,
          text: post.caption,
          author_id: channelOf(handle),
          created_at: isoMillis(post.publishedAtMs),
          public_metrics: {
            impression_count: metrics.views,
            like_count: metrics.likes,
            reply_count: metrics.comments,
            retweet_count: metrics.shares,
            quote_count: metrics.shares === undefined ? undefined : 0,
            bookmark_count: metrics.saves,
          },
        },
        includes: {
          users: [{ id: channelOf(handle), username: handle }],
          media: post.picture === undefined ? [] : [{ type: "photo", url: post.thumbnailUrl }],
        },
      });
    }),
    route("GET", "/publish.twitter.com/oembed", (call) => {
      const post = asked(core, "x", call);
      if (!post) return textReply(404, "text/html", "<p>Sorry, that page does not exist</p>");
      const text = escapeHtml(post.caption).replaceAll("\n", "<br>");
      return jsonReply(200, {
        author_url: `https://twitter.com/${post.handle}`,
        html: `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${text}</p>&mdash; ${post.handle}</blockquote>`,
      });
    }),
  ];
}

function tiktokRoutes(core: SocialCore): Route[] {
  return [
    route("GET", "/www.tiktok.com/oembed", (call) => {
      const post = asked(core, "tiktok", call);
      if (!post) return jsonReply(400, { code: 400, message: "Something went wrong" });
      return jsonReply(200, {
        version: "1.0",
        type: "video",
        title: post.caption,
        author_url: `https://www.tiktok.com/@${post.handle}`,
        author_unique_id: post.handle,
        thumbnail_url: post.thumbnailUrl,
      });
    }),
  ];
}

const graphError = (code: number, message: string) =>
  jsonReply(400, { error: { message, type: "OAuthException", code } });

function oembedRoute(core: SocialCore, platform: Platform, endpoint: string): Route {
  return route("GET", `/graph.facebook.com/:version/${endpoint}`, (call) => {
    if (call.query.get("access_token") !== socialKeys.metaOembedToken) {
      return graphError(190, "Invalid OAuth access token.");
    }
    const post = asked(core, platform, call);
    if (!post) return graphError(24, "(#24) The requested resource does not exist");
    // Author and picture are left out since November 2025.
    return jsonReply(200, {
      version: "1.0",
      provider_name: platform,
      type: "rich",
      html: "<blockquote></blockquote>",
    });
  });
}

const discovery = /^business_discovery\.username\(([A-Za-z0-9._]+)\)\{username,media/;

function discoveryRoute(core: SocialCore): Route {
  return route("GET", "/graph.facebook.com/:version/:user", (call) => {
    const { userId, accessToken } = socialKeys.instagram;
    if (param(call, "user") !== userId || call.query.get("access_token") !== accessToken) {
      return graphError(190, "Invalid OAuth access token.");
    }
    const name = discovery.exec(call.query.get("fields") ?? "")?.[1]?.toLowerCase();
    const all = core
      .posts()
      .filter(({ platform, handle }) => platform === "instagram" && handle.toLowerCase() === name);
    if (all.length === 0) return graphError(110, "Invalid user id");
    const data = all
      .filter(({ isGone }) => !isGone)
      .map((post) => ({
        permalink: `https://www.instagram.com/p/${post.id}/`,
        caption: post.caption,
        timestamp: isoSeconds(post.publishedAtMs).replace("Z", "+0000"),
        like_count: post.metrics.likes,
        comments_count: post.metrics.comments,
        media_url: post.thumbnailUrl,
      }));
    return jsonReply(200, { business_discovery: { username: name, media: { data } }, id: userId });
  });
}

/** Pictures of posts, at the addresses that the interfaces name. */
function pictureRoute(core: SocialCore): Route {
  return route("GET", `/${pictureHost}/:name`, (call) => {
    const found = core.posts().find(({ thumbnailUrl }) => thumbnailUrl === `https:/${call.path}`);
    if (found?.picture === undefined || found.isGone) return textReply(404, "text/plain", "Gone");
    const body = Buffer.from(found.picture, "base64");
    const type = body.at(0) === 0xff ? "jpeg" : body.at(0) === 0x89 ? "png" : "webp";
    return { status: 200, headers: { "content-type": `image/${type}` }, body };
  });
}

const blogSegmentsMax = 8;

/** Every other path is a page of a blog; its first part is the blog's host. */
function blogRoutes(core: SocialCore): Route[] {
  const page = (call: Call): Reply => {
    const post = visible(core, "blog", decodeURI(call.path).slice(1).replace(/\/$/, ""));
    if (!post) return textReply(404, "text/html; charset=utf-8", "<h1>Nothing here</h1>");
    const paragraphs = post.caption.split("\n").map((line) => `<p>${escapeHtml(line)}</p>`);
    return textReply(
      200,
      "text/html; charset=utf-8",
      `<!doctype html><html><head><title>A blog</title><style>p{}</style>
<meta property="article:published_time" content="${isoSeconds(post.publishedAtMs)}">
<meta property="og:image" content="${escapeHtml(post.thumbnailUrl)}"></head><body><nav><a href="/">Home</a></nav>
<article>${paragraphs.join("\n")}</article><footer>Thank you for reading.</footer><script>"#ad"</script></body></html>`,
    );
  };
  return Array.from({ length: blogSegmentsMax }, (_, count) =>
    route(
      "GET",
      `/:host${Array.from({ length: count }, (_each, at) => `/:p${at}`).join("")}`,
      page,
    ),
  );
}

export function socialApiRoutes(core: SocialCore): Route[] {
  return [
    ...youtubeRoutes(core),
    ...xRoutes(core),
    ...tiktokRoutes(core),
    oembedRoute(core, "instagram", "instagram_oembed"),
    oembedRoute(core, "facebook", "oembed_post"),
    oembedRoute(core, "facebook", "oembed_video"),
    discoveryRoute(core),
    pictureRoute(core),
    ...blogRoutes(core),
  ];
}
