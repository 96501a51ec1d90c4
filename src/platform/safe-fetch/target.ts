/** Which addresses may be asked at all, decided by their letters before anything is resolved. */
import { isPublicHostName } from "../../kernel/host-name";

export interface Target {
  url: URL;
  /** Lower-case name, or undefined for the simulators, which have no name. */
  hostName: string | undefined;
}

/** https and 443 only. What stands between // and the first / has to be the plain name: no user, no other digits or dots. */
const shape = /^https:\/\/[a-z0-9.-]+(?::443)?(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/i;
const urlLengthMax = 4_000;

/**
 * @param hosts Names that may be asked; undefined for any public one.
 * @returns undefined for whatever is not to be asked.
 */
export function readTarget(text: string, hosts: readonly string[] | undefined): Target | undefined {
  if (text.length > urlLengthMax || !shape.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const name = url.hostname;
  // What the URL standard makes of the name has to be the name that was written.
  const written = text
    .slice("https://".length)
    .split(/[:/?#]/, 1)[0]
    ?.toLowerCase();
  if (name !== written || !isPublicHostName(name)) return undefined;
  if (hosts && !hosts.includes(name)) return undefined;
  url.hash = "";
  return { url, hostName: name };
}

/** In sandbox mode: exactly the simulators' origin. */
export function readSandboxTarget(text: string, origin: string): Target | undefined {
  if (text.length > urlLengthMax || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isThere = url.origin === origin && url.username === "" && url.password === "";
  // The same origin can be written in other ways (127.1, 0x7f000001); only the way it was given counts.
  if (!isThere || !text.startsWith(`${origin}/`)) return undefined;
  url.hash = "";
  return { url, hostName: undefined };
}
