import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../api/hooks";
import type { RequestOf } from "../../../api/contract";
import { useSession } from "../../../app/session";
import { notice } from "../../../design/notice";
import { ActionButton } from "./action-button";
import { payoutReads } from "./payout-reads";

type Kinds = NonNullable<
  NonNullable<RequestOf<"POST /v1/payouts/{payoutId}/release">["body"]>["kinds"]
>;

interface ReleaseHoldProps {
  payoutId: string;
  creatorName: string;
  kind: string;
}

/** Ends one hold, where a single person may: the others end with their cause, or by two signatures. */
export function ReleaseHold({ payoutId, creatorName, kind }: ReleaseHoldProps) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const kinds = useRead("GET /v1/hold-kinds");
  const release = useWrite("POST /v1/payouts/{payoutId}/release", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.holdEnded")),
  });
  const known = kinds.data?.items.find((item) => item.kind === kind);
  const mayEnd =
    known?.endedBy === "finance" ||
    (known?.endedBy === "finance_checker" && hasRole("finance_checker"));
  if (!known || !mayEnd) return null;
  return (
    <ActionButton
      label={t("payouts.endHold")}
      text={known.explanation}
      facts={[
        { label: t("payouts.creator"), value: creatorName },
        { label: t("payouts.holdKind"), value: known.title },
      ]}
      write={release}
      toRequest={() => ({ params: { payoutId }, body: { kinds: [kind] as unknown as Kinds } })}
    />
  );
}
