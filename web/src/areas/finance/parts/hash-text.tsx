import { Code } from "@mantine/core";

/** A hash, an id or a code of somebody else: copied, compared, never read aloud. */
export function HashText({ children }: { children: string }) {
  return <Code style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>{children}</Code>;
}
