import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../api/hooks";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { notice } from "../../../design/notice";
import { RowList } from "../../../design/row-list";
import { LinesSkeleton } from "../../../design/states";
import { MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { type Application, applicationReads } from "./application-reads";

/** Ending it early costs what has been done so far; the question shows it piece by piece. */
export function CancelCollaboration({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const params = { applicationId: application.id };
  const preview = useRead(
    "GET /v1/applications/{applicationId}/cancellation",
    { params },
    { isEnabled: isOpen, isLive: true },
  );
  const write = useWrite("POST /v1/applications/{applicationId}/cancel", {
    invalidates: [...applicationReads, "GET /v1/applications/{applicationId}/submissions"],
    onDone: () => {
      setOpen(false);
      notice(t("cancel.done"));
    },
  });
  const end = preview.data?.byBrand;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("cancel.open")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("cancel.open")}
        text={t(preview.data?.isDisputed ? "cancel.disputed" : "cancel.text")}
        facts={
          end
            ? [
                { label: t("cancel.fee"), value: <MoneyText money={end.fee} /> },
                ...(end.platformFee
                  ? [
                      {
                        label: t("application.platformFee"),
                        value: <MoneyText money={end.platformFee} />,
                      },
                    ]
                  : []),
                ...(end.returned
                  ? [{ label: t("cancel.returned"), value: <MoneyText money={end.returned} /> }]
                  : []),
              ]
            : []
        }
        isFinal
        confirmLabel={t("cancel.open")}
        onConfirm={() => write.mutate({ params, body: end ? { fee: end.fee } : {} })}
        isBusy={write.isPending || preview.isPending}
        error={write.error ?? preview.error}
      >
        {end ? (
          <RowList
            rows={end.pieces.map(({ deliverableId, seq, stage, shareBasisPoints, fee }) => ({
              key: deliverableId,
              title: t("pieces.piece", { number: seq }),
              text: `${t(`cancel.stage.${stage}`)} · ${format.number(shareBasisPoints / 10_000, { style: "percent" })}`,
              end: <MoneyText money={fee} />,
            }))}
          />
        ) : (
          <LinesSkeleton lines={2} />
        )}
      </ConfirmDialog>
    </>
  );
}
