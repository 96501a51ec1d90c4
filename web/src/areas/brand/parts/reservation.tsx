import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { Timeline } from "../../../design/timeline";
import type { Tone } from "../../../design/status";
import { Facts, MoneyText, Panel } from "../../../design/values";

type Reservation = NonNullable<
  AnswerOf<"GET /v1/applications/{applicationId}">["reservation"]
>;
type Movement = Reservation["movements"][number];

const tones: Record<Movement["kind"], Tone> = {
  reserved: "active",
  earned: "good",
  undone: "bad",
  released: "quiet",
};

/** The money of the agreement, step by step. */
export function ReservationPanel({ reservation }: { reservation: Reservation }) {
  const { t } = useTranslation("brand");
  const { amount, reserved, earned, released, movements } = reservation;
  return (
    <Panel title={t("reservation.title")}>
      <Facts
        items={[
          { label: t("reservation.amount"), value: <MoneyText money={amount} /> },
          { label: t("reservation.now"), value: <MoneyText money={reserved} /> },
          { label: t("reservation.earned"), value: <MoneyText money={earned} /> },
          { label: t("reservation.released"), value: <MoneyText money={released} /> },
        ]}
      />
      <Timeline
        label={t("reservation.title")}
        steps={movements.map(({ kind, amount: moved, at, ledgerReference, deliverableId }) => ({
          key: `${kind} ${at} ${deliverableId ?? ""} ${ledgerReference ?? ""}`,
          title: (
            <>
              {t(`reservation.kind.${kind}`)} <MoneyText money={moved} />
            </>
          ),
          at,
          tone: tones[kind],
          text: ledgerReference ? t("reservation.reference", { code: ledgerReference }) : null,
        }))}
      />
    </Panel>
  );
}
