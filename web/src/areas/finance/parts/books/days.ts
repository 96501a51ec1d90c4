/** The calendar day now, UTC, as the books count days. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
