/** What is done with many cheques at once: print them, hand them over. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf, ItemOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { fieldErrors } from "../../../design/form";
import { notice } from "../../../design/notice";
import { ActionButton } from "./action-button";
import { chequeReads } from "./cheque-reads";
import { PrintPreview } from "./print-preview";
import { addressText } from "./receiver";
import { SignedList } from "./signed-list";
import { useTotalsFacts } from "./totals-facts";

export type Cheque = ItemOf<"GET /v1/cheques">;

interface ToolProps {
  cheques: readonly Cheque[];
  variant?: "filled" | "default";
}

function ChequeList({ cheques }: ToolProps) {
  const { t } = useTranslation("finance");
  return (
    <SignedList
      label={t("payouts.payees")}
      rows={cheques.map((cheque) => ({
        id: cheque.id,
        name: `${cheque.number} · ${cheque.payeeName}`,
        to: addressText(cheque.postalAddress),
        amount: cheque.amount,
      }))}
    />
  );
}

export function PrintCheques({ cheques, variant = "default" }: ToolProps) {
  const { t } = useTranslation("finance");
  const [printing, setPrinting] = useState<AnswerOf<"POST /v1/cheques/print">>();
  const facts = useTotalsFacts(cheques.map(({ amount }) => amount));
  const print = useWrite("POST /v1/cheques/print", {
    invalidates: chequeReads,
    onDone: setPrinting,
  });
  return (
    <>
      <ActionButton
        label={t("cheques.print.do")}
        text={t("cheques.print.text")}
        facts={facts}
        variant={variant}
        isDisabled={cheques.length === 0}
        write={print}
        toRequest={() => ({ body: { chequeIds: cheques.map(({ id }) => id) } })}
      >
        <ChequeList cheques={cheques} />
      </ActionButton>
      <PrintPreview printing={printing} onClose={() => setPrinting(undefined)} />
    </>
  );
}

export function HandOver({ cheques, variant = "default" }: ToolProps) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const [issuedOn, setIssuedOn] = useState("");
  const facts = useTotalsFacts(cheques.map(({ amount }) => amount));
  const handOver = useWrite("POST /v1/cheques/handover", {
    invalidates: chequeReads,
    onDone: () => notice(t("cheques.handOver.done")),
  });
  if (!hasRole("finance_checker")) return null;
  return (
    <ActionButton
      label={t("cheques.handOver.do")}
      text={t("cheques.handOver.text")}
      facts={facts}
      isFinal
      variant={variant}
      isDisabled={cheques.length === 0}
      write={handOver}
      toRequest={() => ({
        body: {
          chequeIds: cheques.map(({ id }) => id),
          ...(issuedOn ? { issuedOn } : {}),
        },
      })}
    >
      <ChequeList cheques={cheques} />
      <TextInput
        type="date"
        label={t("cheques.handOver.date")}
        description={t("cheques.handOver.dateHint")}
        value={issuedOn}
        error={fieldErrors(handOver.error, { issuedOn })["issuedOn"]}
        onChange={(event) => setIssuedOn(event.currentTarget.value)}
      />
    </ActionButton>
  );
}
