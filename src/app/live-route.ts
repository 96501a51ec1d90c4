/**
 * `GET /v1/live`: server-sent events for open pages. An event names what may be read again: the kinds of objects for
 * finance and operators, and for everybody that they have a new notice. It never says more, so it can leak nothing.
 */
import type { Express, Request, Response } from "express";
import { type Actor, authorise } from "../features/identity";
import { staffRoles } from "../features/staff";
import { AppError } from "../kernel/errors";
import type { LiveChange, LiveHub } from "../platform/live/live-hub";

/** Each open page holds a connection; a browser with many tabs must not hold them all. */
export const liveStreamsPerUserMax = 8;
export const liveStreamsMax = 2_000;
/** Changes that come together are told together. */
const gatherMs = 300;
/** Proxies close what is silent for a minute. */
const heartbeatMs = 20_000;
/** Whoever lost the session or a role stops hearing within this time: the stream ends and the page opens it anew. */
const streamMs = 60_000;

export interface LiveOptions {
  hub: LiveHub;
  authenticate(request: Request): Promise<Actor>;
}

interface Streams {
  /** @throws AppError 429 when the user or the process has too many open. */
  open(userId: string): () => void;
}

function countStreams(): Streams {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    open(userId) {
      const count = counts.get(userId) ?? 0;
      if (count >= liveStreamsPerUserMax || total >= liveStreamsMax) {
        throw new AppError(429, "too_many_streams", {}, { retryAfterSeconds: streamMs / 1000 });
      }
      counts.set(userId, count + 1);
      total += 1;
      return () => {
        total -= 1;
        const left = (counts.get(userId) ?? 1) - 1;
        if (left === 0) counts.delete(userId);
        else counts.set(userId, left);
      };
    },
  };
}

const anything = "*";
const ownNotice = "notice";

/** What a change means to this caller; undefined when it is not theirs to know. */
function topicFor(actor: Actor, change: LiveChange): string | undefined {
  if (change.audience === "everybody") return anything;
  if (change.audience === "user") return change.userId === actor.userId ? ownNotice : undefined;
  return staffRoles.some((role) => actor.roles.has(role)) ? change.kind : undefined;
}

function startStream(response: Response, hub: LiveHub, actor: Actor, onEnd: () => void): void {
  response.locals["isStream"] = true;
  response.writeHead(200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  });
  response.write("retry: 2000\n\n");
  const topics = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;
  const send = () => {
    gathering = undefined;
    response.write(`event: changed\ndata: ${JSON.stringify({ topics: [...topics] })}\n\n`);
    topics.clear();
  };
  const stopListening = hub.listen({
    tell(change) {
      const topic = topicFor(actor, change);
      if (topic === undefined) return;
      topics.add(topic);
      gathering ??= setTimeout(send, gatherMs);
    },
    close: () => response.end(),
  });
  const heartbeat = setInterval(() => response.write(": still here\n\n"), heartbeatMs);
  const end = setTimeout(() => response.end(), streamMs);
  response.once("close", () => {
    stopListening();
    clearInterval(heartbeat);
    clearTimeout(end);
    clearTimeout(gathering);
    onEnd();
  });
}

/** @throws AppError 401 when nobody is logged in, 429 when too many pages are open. */
export function mountLive(app: Express, { hub, authenticate }: LiveOptions): void {
  const streams = countStreams();
  app.get("/v1/live", async (request, response) => {
    const actor = await authenticate(request);
    authorise(actor, "identity.self");
    startStream(response, hub, actor, streams.open(actor.userId as string));
  });
}
