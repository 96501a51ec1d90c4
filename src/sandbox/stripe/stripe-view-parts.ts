/** Pieces of Stripe's objects, expansion of references, and lists. */
import type { JsonObject } from "../json";
import { isObject } from "../json";
import { badParam } from "./stripe-errors";
import type { StripeStore } from "./stripe-store";

export interface ViewContext {
  readonly store: StripeStore;
  /** Origin of the hosted page. */
  readonly origin: string;
  nowMs(): number;
}

/** The test card every buyer pays with. */
export function cardDetails(): JsonObject {
  return {
    card: {
      brand: "visa",
      country: "US",
      exp_month: 12,
      exp_year: 2034,
      funding: "credit",
      last4: "4242",
      network: "visa",
    },
    type: "card",
  };
}

/**
 * Replaces references by the objects they name. `paths` are Stripe's expand values, such as
 * `latest_charge.balance_transaction`, or `data.charge` in a list.
 * @throws ReplyError with 400 when a path names something that cannot be expanded.
 */
export function expand(
  value: JsonObject,
  paths: readonly string[],
  lookUp: (id: string) => JsonObject | undefined,
): JsonObject {
  for (const path of paths) expandPath(value, path.split("."), path, lookUp);
  return value;
}

function expandPath(
  value: unknown,
  path: readonly string[],
  whole: string,
  lookUp: (id: string) => JsonObject | undefined,
): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (Array.isArray(value)) {
    for (const one of value) expandPath(one, path, whole, lookUp);
    return;
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) {
    throw badParam("expand", `This property cannot be expanded (${whole}).`);
  }
  const reference = value[key];
  if (typeof reference === "string") {
    const found = lookUp(reference);
    if (!found) throw badParam("expand", `This property cannot be expanded (${whole}).`);
    value[key] = found;
  }
  // Nothing there is fine: an intent without a charge has no balance transaction either.
  if (value[key] !== null && value[key] !== undefined) expandPath(value[key], rest, whole, lookUp);
}
