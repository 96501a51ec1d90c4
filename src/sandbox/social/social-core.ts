/** The posts of the simulated platforms and their journal. */
import { join } from "node:path";
import type { SandboxClock } from "../clock";
import { type Journal, openJournal } from "../journal";
import type { SimPost, SocialFact } from "./social-types";

export interface SocialCore {
  readonly clock: SandboxClock;
  /** Also posts that nobody sees any more. */
  post(platform: SimPost["platform"], id: string): SimPost | undefined;
  posts(): SimPost[];
  put(post: SimPost): void;
  stop(): void;
}

const nameOf = (platform: string, id: string) => `${platform} ${id}`;

/** Opens the platforms whose journal is `social.jsonl` in `dataDir`. */
export function createSocialCore(dataDir: string, clock: SandboxClock): SocialCore {
  const posts = new Map<string, SimPost>();
  const apply = ({ post }: SocialFact): void => {
    posts.set(nameOf(post.platform, post.id), post);
  };
  const journal: Journal<SocialFact> = openJournal(join(dataDir, "social.jsonl"), apply);
  return {
    clock,
    post: (platform, id) => posts.get(nameOf(platform, id)),
    posts: () => [...posts.values()],
    put: (post) => {
      const fact: SocialFact = { t: "post", post };
      journal.append(fact);
      apply(fact);
    },
    stop: () => journal.close(),
  };
}
