import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "./action-button";
import { HashText } from "./hash-text";

export type TaxForm = ItemOf<"GET /v1/tax-forms">;
const reads = ["GET /v1/tax-forms"] as const;

/** The whole number, which is kept encrypted; each reading stands in the audit trail. */
function ReadNumber({ form }: { form: TaxForm }) {
  const { t } = useTranslation("finance");
  const read = useWrite("POST /v1/tax-forms/{taxFormId}/number-readings");
  if (read.data) return <HashText>{read.data.number}</HashText>;
  return (
    <ActionButton
      label={t("tax.forms.readNumber")}
      text={t("tax.forms.readNumberText")}
      facts={[{ label: t("tax.forms.legalName"), value: form.legalName }]}
      write={read}
      toRequest={() => ({ params: { taxFormId: form.id } })}
    />
  );
}

function useFormFacts(): (form: TaxForm) => { label: string; value: string }[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return (form) => [
    { label: t("tax.forms.legalName"), value: form.legalName },
    { label: t("tax.forms.kind"), value: form.kind },
    { label: t("tax.forms.country"), value: format.country(form.country) },
    { label: t("tax.forms.number"), value: `…${form.numberEnd}` },
    { label: t("tax.forms.from"), value: format.day(form.fromOn) },
    ...(form.untilOn ? [{ label: t("tax.forms.until"), value: format.day(form.untilOn) }] : []),
  ];
}

/** Two looks by two people, or a refusal with words that the creator can act on. */
export function TaxFormActions({ form }: { form: TaxForm }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const factsOf = useFormFacts();
  const options = { invalidates: reads };
  const review = useWrite("POST /v1/tax-forms/{taxFormId}/review", options);
  const verify = useWrite("POST /v1/tax-forms/{taxFormId}/verify", options);
  const reject = useWrite("POST /v1/tax-forms/{taxFormId}/reject", options);
  const params = { taxFormId: form.id };
  const isOpen = form.status === "submitted" || form.status === "reviewed";
  const isChecker = hasRole("finance_checker") && form.reviewedBy?.id !== me.id;
  return (
    <Group gap="xs">
      {form.status === "submitted" && hasRole("finance_maker") ? (
        <ActionButton
          label={t("tax.forms.review")}
          text={t("tax.forms.reviewText")}
          facts={factsOf(form)}
          variant="filled"
          write={review}
          toRequest={() => ({ params })}
        />
      ) : null}
      {form.status === "reviewed" && isChecker ? (
        <ActionButton
          label={t("tax.forms.verify")}
          text={t("tax.forms.verifyText")}
          facts={factsOf(form)}
          isFinal
          variant="filled"
          write={verify}
          toRequest={() => ({ params })}
        />
      ) : null}
      {isOpen && isChecker ? (
        <ActionButton
          label={t("tax.forms.reject")}
          text={t("tax.forms.rejectText")}
          facts={factsOf(form)}
          write={reject}
          words={{ name: "reason", label: t("payouts.reason") }}
          toRequest={(reason) => ({ params, body: { reason } })}
        />
      ) : null}
      <ReadNumber form={form} />
    </Group>
  );
}
