import { useEffect } from "react";

/** Rows that are drawn beyond those in sight. */
export const rowsAhead = 8;

/** Calls for more when the last rows come near. */
export function useEnd(lastShown: number, count: number, onEnd: (() => void) | undefined): void {
  const isNear = count > 0 && lastShown >= count - rowsAhead;
  useEffect(() => {
    if (isNear) onEnd?.();
  }, [isNear, onEnd]);
}
