/** The picture a platform shows for a post. Its address comes from outside, so it goes through the same guard as pages. */
import type { PictureReading } from "./live-post";
import type { SocialClient } from "./social-client";

const redirectsMax = 2;

export async function readPicture(client: SocialClient, url: string): Promise<PictureReading> {
  const { host, pathname, search } = new URL(url);
  const request = { wantsPicture: true, redirectsMax };
  const answer = await client.ask(`${client.base(host)}${pathname}${search}`, request);
  if (answer.kind === "failed") return { kind: "none", reason: answer.reason };
  const { status, bytes } = answer;
  return bytes ? { kind: "seen", bytes } : { kind: "none", reason: `status_${status}` };
}
