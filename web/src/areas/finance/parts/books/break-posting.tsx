import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../../api/hooks";
import { useSession } from "../../../../app/session";
import { notice } from "../../../../design/notice";
import { afterBreak } from "./after-break";
import type { Break } from "./break-work";
import { PostingForm, type PostingValues, toPostingBody, usePostingForm } from "./posting-form";

/** The account that the break speaks of; the other side is the person's choice. */
function suspenseOf({ objectType, objectId, details }: Break): string {
  if (objectType === "account") return objectId.split(" ")[0] ?? "";
  if (objectType === "statement_line") return `assets:suspense:${details["source"]}`;
  return objectType === "cheque" ? "assets:suspense:bank" : "assets:suspense:stripe";
}

/** More in suspense than belongs there is written off as a loss, less as a gain. */
function firstValues(entry: Break): Partial<PostingValues> {
  const amountMinor = entry.amount?.amountMinor ?? "0";
  const currency = entry.amount?.currency ?? "USD";
  const suspense = suspenseOf(entry);
  const isBelowZero = amountMinor.startsWith("-");
  return {
    amount: { amountMinor: amountMinor.replace("-", ""), currency },
    debitAccount: isBelowZero ? suspense : "expenses:write-off",
    creditAccount: isBelowZero ? "expenses:write-off" : suspense,
  };
}

const postable = new Set([
  "account",
  "statement_line",
  "cheque",
  "stripe_transaction",
  "chargeback",
]);

/** Breaks that a posting can settle; others are settled where they belong. */
export const isPostable = ({ objectType, amount }: Break) =>
  amount !== null && postable.has(objectType);

export function BreakPosting({ entry }: { entry: Break }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const currency = entry.amount?.currency ?? "USD";
  const form = usePostingForm(firstValues(entry));
  const post = useWrite("POST /v1/breaks/{breakId}/postings", {
    invalidates: afterBreak,
    onDone: ({ status }) =>
      notice(t(status === "posted" ? "breaks.posting.posted" : "breaks.posting.proposed")),
  });
  if (!hasRole("finance_maker")) return <Text>{t("breaks.posting.makerOnly")}</Text>;
  return (
    <PostingForm
      form={form}
      currency={currency}
      write={post}
      toRequest={(values) => ({
        params: { breakId: entry.id },
        body: {
          ...toPostingBody(values, currency),
          ...(values.reference ? { reference: values.reference } : {}),
        },
      })}
    />
  );
}
