/** Figures of a post, and what is odd about them. Odd figures are kept and named, never refused and never an accusation. */
export const metricNames = ["views", "likes", "comments", "shares", "saves"] as const;
export type MetricName = (typeof metricNames)[number];
export type Metrics = Partial<Record<MetricName, number | null | undefined>>;

/** Nobody does more than look, so nothing may be above the views. */
const belowViews: readonly MetricName[] = ["likes", "comments", "shares", "saves"];

export type MetricFinding = `${MetricName}_above_views` | `${MetricName}_fell`;

/** @param before The figures of the same source before these, when there are any. */
export function oddities(now: Metrics, before: Metrics | null): MetricFinding[] {
  const views = now.views ?? null;
  const above = belowViews
    .filter((name) => views !== null && (now[name] ?? 0) > views)
    .map((name): MetricFinding => `${name}_above_views`);
  const fell = metricNames
    .filter((name) => (now[name] ?? Number.POSITIVE_INFINITY) < (before?.[name] ?? 0))
    .map((name): MetricFinding => `${name}_fell`);
  return [...above, ...fell];
}

export function hasMetrics(metrics: Metrics): boolean {
  return metricNames.some((name) => typeof metrics[name] === "number");
}
