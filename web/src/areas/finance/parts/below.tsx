import { Box } from "@mantine/core";
import type { ReactNode } from "react";

/** Keeps what follows a table away from it. */
export function Below({ children }: { children: ReactNode }) {
  return <Box mt="lg">{children}</Box>;
}
