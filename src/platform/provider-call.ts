/** One request to a service outside, as those who count such requests see it. */
export interface ProviderCall {
  /** Method and the fixed part of the path; never an id. */
  operation: string;
  /** `2xx` … `5xx`, `not_sent` or `lost`. */
  outcome: string;
  /** The service proved that it is there and lets us in. */
  isContact: boolean;
  durationMs: number;
}

export type OnProviderCall = (call: ProviderCall) => void;

/** `2xx` for 201, and whether such an answer counts as contact. */
export function outcomeOfStatus(status: number): Pick<ProviderCall, "outcome" | "isContact"> {
  const isContact = status < 500 && status !== 401 && status !== 403;
  return { outcome: `${String(status).charAt(0)}xx`, isContact };
}

/** Method and the first `parts` of a path, which hold no ids. */
export function operationOf(method: string, path: string, parts: number): string {
  const fixed =
    path
      .split("?", 1)[0]
      ?.split("/")
      .slice(1, parts + 1) ?? [];
  return `${method} /${fixed.join("/")}`;
}
