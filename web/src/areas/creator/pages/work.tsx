import { useTranslation } from "react-i18next";
import { PageButton, PageLink } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, ErrorState, LinesSkeleton } from "../../../design/states";
import { MoneyText } from "../../../design/values";
import { ClockText } from "../parts/clock-text";
import { PieceStatus } from "../parts/piece-status";
import { usePieceName } from "../parts/words";
import { clockOf, type Lane, laneOf, lanes, type Piece, useWork } from "../parts/work";
import classes from "./work.module.css";

function Card({ piece }: { piece: Piece }) {
  const { t } = useTranslation("creator");
  const nameOf = usePieceName();
  const { application, deliverable } = piece;
  const clock = clockOf(piece);
  return (
    <li className={classes["card"]}>
      <PageLink to={`/creator/work/${application.id}/${deliverable.id}`}>
        {application.campaignTitle}
      </PageLink>
      <div>
        {t("work.piece", { number: deliverable.seq, name: nameOf(deliverable) })} ·{" "}
        <MoneyText money={deliverable.fee} />
      </div>
      <div>
        <PieceStatus piece={piece} />
      </div>
      {clock ? <ClockText clock={clock} /> : null}
    </li>
  );
}

/** Earliest date first; what has none comes last. */
function byClock(one: Piece, other: Piece): number {
  return (clockOf(one)?.at ?? "9").localeCompare(clockOf(other)?.at ?? "9");
}

function LaneColumn({ lane, pieces }: { lane: Lane; pieces: readonly Piece[] }) {
  const { t } = useTranslation("creator");
  const own = pieces.filter((piece) => laneOf(piece) === lane).sort(byClock);
  return (
    <section className={classes["lane"]} aria-label={t(`work.lanes.${lane}`)}>
      <h2>
        {t(`work.lanes.${lane}`)} <span className={classes["count"]}>{own.length}</span>
      </h2>
      {own.length === 0 ? (
        <p className={classes["none"]}>{t(`work.empty.${lane}`)}</p>
      ) : (
        <ul>
          {own.map((piece) => (
            <Card key={piece.deliverable.id} piece={piece} />
          ))}
        </ul>
      )}
    </section>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const { pieces, isPending, error, refetch } = useWork({ withCompleted: true });
  const content = () => {
    if (error) return <ErrorState error={error} onRetry={refetch} />;
    if (isPending) return <LinesSkeleton />;
    if (pieces.length === 0) {
      return (
        <EmptyState
          icon="inbox"
          title={t("work.none")}
          text={t("work.noneText")}
          action={<PageButton to="/creator/campaigns">{t("applications.toFeed")}</PageButton>}
        />
      );
    }
    return (
      <div className={classes["board"]}>
        {lanes.map((lane) => (
          <LaneColumn key={lane} lane={lane} pieces={pieces} />
        ))}
      </div>
    );
  };
  return (
    <>
      <PageHeader title={t("work.title")} text={t("work.text")} />
      {content()}
    </>
  );
}
