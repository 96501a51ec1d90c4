import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../design/icons";
import { Timeline } from "../../../design/timeline";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import classes from "./funded.module.css";
import { type Application, usePieceName } from "./words";

type Reservation = NonNullable<Application["reservation"]>;

const tones = {
  reserved: "good",
  earned: "good",
  undone: "bad",
  released: "quiet",
} as const satisfies Record<Reservation["movements"][number]["kind"], string>;

/** The money for this work lies there already. */
export function FundedBadge({ reservation }: { reservation: Reservation }) {
  const { t } = useTranslation("creator");
  return (
    <span className={classes["badge"]}>
      <Icon name="lock" size={18} />
      <span>
        {t("funded.badge")} <MoneyText money={reservation.amount} />
      </span>
    </span>
  );
}

function Movements({ application, reservation }: FundedProps & { reservation: Reservation }) {
  const { t } = useTranslation("creator");
  const nameOf = usePieceName();
  const pieceOf = (id: string | null) => {
    const piece = application.deliverables.find((deliverable) => deliverable.id === id);
    return piece ? nameOf(piece) : null;
  };
  return (
    <Timeline
      label={t("funded.movements")}
      steps={reservation.movements.map(({ kind, amount, at, deliverableId, ledgerReference }) => ({
        key: `${at} ${kind} ${deliverableId ?? ""}`,
        title: t(`funded.kinds.${kind}`),
        at,
        tone: tones[kind],
        text: (
          <>
            <MoneyText money={amount} /> {pieceOf(deliverableId)}
            {ledgerReference ? (
              <Text size="xs" c="dimmed">
                {t("funded.reference")} <code>{ledgerReference}</code>
              </Text>
            ) : null}
          </>
        ),
      }))}
    />
  );
}

interface FundedProps {
  application: Application;
}

/** Where the reserved money stands, with every movement and its place in the books. */
export function Funded({ application }: FundedProps) {
  const { t } = useTranslation("creator");
  const { reservation } = application;
  if (!reservation) return null;
  const { reserved, earned, released, reservedAt } = reservation;
  return (
    <Panel title={t("funded.title")}>
      <FundedBadge reservation={reservation} />
      <Text my="sm">{t("funded.text")}</Text>
      <Facts
        items={[
          { label: t("funded.since"), value: <DateText at={reservedAt} /> },
          { label: t("funded.reserved"), value: <MoneyText money={reserved} /> },
          { label: t("funded.earned"), value: <MoneyText money={earned} /> },
          { label: t("funded.released"), value: <MoneyText money={released} /> },
        ]}
      />
      <details className={classes["more"]}>
        <summary>{t("funded.movements")}</summary>
        <Movements application={application} reservation={reservation} />
      </details>
    </Panel>
  );
}
