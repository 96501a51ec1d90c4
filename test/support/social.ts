/** Social platforms for tests that need no other simulator, and the one way in which tests publish posts on them. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { systemClock } from "../../src/kernel/clock";
import type { SocialSettings } from "../../src/platform/social-settings";
import { createSandboxClock } from "../../src/sandbox/clock";
import { startHttpServer } from "../../src/sandbox/http-server";
import { createScheduler } from "../../src/sandbox/scheduler";
import { createSocialCore } from "../../src/sandbox/social/social-core";
import { createSocialSimulator } from "../../src/sandbox/social/social-simulator";
import { socialKeys } from "../../src/sandbox/social/social-types";

export interface TestSocial {
  settings: SocialSettings;
  close(): Promise<void>;
}

/** The simulated platforms alone: quicker than a whole sandbox. */
export async function startTestSocial(): Promise<TestSocial> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "kampanye-social-"));
  const clock = createSandboxClock(systemClock, 0);
  const quiet = () => undefined;
  const core = createSocialCore(dataDir, clock);
  const server = await startHttpServer(0, quiet);
  server.serve(createSocialSimulator(core, createScheduler(clock, quiet, quiet)));
  return {
    settings: { sandboxOrigin: server.url, ...socialKeys },
    async close() {
      await server.close();
      core.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface NewPost {
  platform: string;
  url: string;
  handle: string;
  caption: string;
  publishedAt?: string;
  metrics?: object;
}

/** Lets a post appear on the simulated platforms at this origin, so that a look finds it. */
export async function publishPost(origin: string, post: NewPost): Promise<void> {
  const answer = await fetch(`${origin}/control/posts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(post),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The platforms answered ${answer.status}: ${text}`);
}
