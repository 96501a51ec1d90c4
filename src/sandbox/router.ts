/** Finds the route of a request. Small on purpose: a simulator must be able to send half an answer, which frameworks avoid. */
import type { Route } from "./http-types";

type Match =
  | { readonly kind: "found"; readonly route: Route; readonly params: Record<string, string> }
  | { readonly kind: "wrong-method" | "missing" };

export type Router = (method: string, path: string) => Match;

interface Compiled {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** A look-up over `routes`; the first one that fits wins. */
export function createRouter(routes: readonly Route[]): Router {
  const byLength = new Map<number, Compiled[]>();
  for (const route of routes) {
    const segments = route.pattern.split("/");
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { route, segments }]);
  }
  return (method, path) => {
    const given = path.split("/");
    let seen = false;
    for (const { route, segments } of byLength.get(given.length) ?? []) {
      const params = matchSegments(segments, given);
      if (!params) continue;
      if (route.method === method) return { kind: "found", route, params };
      seen = true;
    }
    return { kind: seen ? "wrong-method" : "missing" };
  };
}

function matchSegments(
  pattern: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [i, segment] of pattern.entries()) {
    const actual = given[i] ?? "";
    if (segment.startsWith(":")) {
      const value = decode(actual);
      if (value === undefined || value === "") return undefined;
      params[segment.slice(1)] = value;
    } else if (segment !== actual) return undefined;
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
