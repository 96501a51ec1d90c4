/** Every error PayPal may name is sorted, and what each side reads about it. */
import {
  batchProblem,
  breakOfError,
  creatorMessage,
  type ErrorGroup,
  errorGroups,
  financeProblem,
  isForCreator,
  itemErrors,
} from "../../src/features/payouts/paypal/item-errors";
import { locales } from "../../src/kernel/locale";

/** PayPal's names for errors of items, and of whole batches, as its reference lists them. */
const documented: Readonly<Record<ErrorGroup, readonly string[]>> = {
  creator_acts: [
    "RECEIVER_UNREGISTERED",
    "RECEIVER_UNCONFIRMED",
    "RECEIVER_ACCOUNT_LOCKED",
    "RECEIVER_ACCOUNT_INVALID",
    "RECEIVER_ACCOUNT_LIMITATION",
    "RECEIVER_ACCOUNT_NOT_ELIGIBLE",
    "RECEIVER_ACCOUNT_UNVERIFIED",
    "RECEIVER_YOUTH_ACCOUNT",
    "RECEIVING_LIMIT_EXCEEDED",
    "RECEIVER_REFUSED",
    "INVALID_EMAIL",
    "PHONE_NUMBER_INVALID",
    "PHONE_NUMBER_SMS_OPTOUT",
    "UNVERIFIED_RECIPIENT_NOT_SUPPORTED",
    "PENDING_RECIPIENT_NON_HOLDING_CURRENCY_PAYMENT_PREFERENCE",
    "CURRENCY_NOT_SUPPORTED_FOR_RECEIVER",
  ],
  we_act: [
    "INSUFFICIENT_FUNDS",
    "NEGATIVE_BALANCE",
    "NON_HOLDING_CURRENCY",
    "SENDER_ACCOUNT_LOCKED",
    "SENDER_ACCOUNT_UNVERIFIED",
    "SENDER_STATE_RESTRICTED",
    "ACCOUNT_RESTRICTED",
    "ACCOUNT_UNCONFIRMED_EMAIL",
    "SPENDING_LIMIT_EXCEEDED",
    "POS_LIMIT_EXCEEDED",
    "USER_FUNDING_SOURCE_INELIGIBLE",
    "APPROVER_DENIED",
    "REFUSED_ACCESS_DENIED",
    "TRANSACTION_LIMIT_EXCEEDED",
    "USER_BUSINESS_ERROR",
    "SENDER_RESTRICTED",
    "SENDER_EMAIL_UNCONFIRMED",
    "AUTHORIZATION_ERROR",
    "REQUIRED_SCOPE_MISSING",
    "AUTHENTICATION_FAILURE",
    "VALIDATION_ERROR",
  ],
  compliance: [
    "REGULATORY_BLOCKED",
    "REGULATORY_PENDING",
    "RISK_DECLINE",
    "CURRENCY_COMPLIANCE",
    "CLOSED_MARKET",
    "RECEIVER_COUNTRY_NOT_ALLOWED",
    "RECEIVER_STATE_RESTRICTED",
    "USER_COUNTRY_NOT_ALLOWED",
    "TRANSACTION_DECLINED_BY_TRAVEL_RULE",
    "GAMER_FAILED_COUNTRY_OF_RESIDENCE_CHECK",
    "GAMING_INVALID_PAYMENT_FLOW",
  ],
  our_bug: ["SELF_PAY_NOT_ALLOWED", "ZERO_AMOUNT", "DUPLICATE_ITEM"],
  transient: [
    "INTERNAL_ERROR",
    "UNDEFINED",
    "RATE_LIMIT_VALIDATION_FAILURES",
    "RATE_LIMIT_REACHED",
  ],
};
const cases = errorGroups.flatMap((group) =>
  documented[group].map((name): [string, ErrorGroup] => [name, group]),
);
/** What our own code calls what PayPal did not say. */
const ownWords = ["duplicate_differs", "duplicate_without_link", "no_answer", "GAMING"];

test.each(cases)("%s belongs to %s", (name, group) => {
  for (const locale of locales) {
    expect(financeProblem(name, locale)).toMatchObject({ name, group });
  }
  expect(isForCreator(name)).toBe(group === "creator_acts");
});

test("the table names nothing that PayPal does not", () => {
  const known = new Set([...cases.map(([name]) => name), ...ownWords]);
  expect([...itemErrors.keys()].filter((name) => !known.has(name))).toEqual([]);
});

test("a creator cannot tell law and risk from anything else we look into", () => {
  const said = new Set(
    [...documented.compliance, ...documented.our_bug, "SENDER_RESTRICTED", "NEVER_SEEN", null].map(
      (name) => JSON.stringify(creatorMessage(name)),
    ),
  );
  expect(said.size).toBe(1);
  for (const { creator, group } of itemErrors.values()) {
    if (group === "creator_acts") continue;
    expect(Object.values(creator).join(" ")).not.toMatch(
      /complian|regulat|risk|law|block|gam(e|ing)|kepatuhan|hukum|กฎหมาย|เสี่ยง/i,
    );
  }
});

test("an error that nobody has seen before is for finance to look up", () => {
  expect(financeProblem("BRAND_NEW_ERROR", "en")).toMatchObject({
    name: "BRAND_NEW_ERROR",
    group: "we_act",
  });
  expect(isForCreator("BRAND_NEW_ERROR")).toBe(false);
});

test("which errors open a break", () => {
  const kinds = new Map(
    [...cases.map(([name]) => name), "BRAND_NEW_ERROR"].map((name) => [
      name,
      breakOfError(name)?.kind,
    ]),
  );
  for (const [name, group] of cases) {
    const expected = { compliance: "payout_item_compliance", our_bug: "payout_item_our_bug" };
    expect([name, kinds.get(name)]).toEqual([name, expected[group as keyof typeof expected]]);
  }
  expect(kinds.get("BRAND_NEW_ERROR")).toBe("payout_item_unknown_error");
});

test("a batch that was not refused simply got no usable answer", () => {
  for (const reason of ["ECONNRESET", "status 502", "unreadable answer", "no token: EAI_AGAIN"]) {
    expect(batchProblem(reason, false, "en")).toMatchObject({ name: reason, group: "transient" });
  }
  expect(batchProblem("SOMETHING_ELSE", true, "en")).toMatchObject({ group: "we_act" });
  expect(batchProblem("SENDER_RESTRICTED", true, "en")).toMatchObject({ group: "we_act" });
  expect(batchProblem("duplicate_differs", false, "th")).toMatchObject({ group: "our_bug" });
});
