/** What the payment service was asked and said, what was booked, and what does not add up: the same on several pages. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { RowList } from "../../../design/row-list";
import { StatusBadge } from "../../../design/status";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { HashText } from "./hash-text";

type Screen = AnswerOf<"GET /v1/payouts/{payoutId}">;

function Nothing({ text }: { text: string }) {
  return <Text c="dimmed">{text}</Text>;
}

/** Says that a part was cut, where it was. */
export function CutNotice({ incomplete, part }: { incomplete: readonly string[]; part: string }) {
  const { t } = useTranslation("finance");
  return incomplete.includes(part) ? (
    <Text size="sm" c="dimmed" mt="xs">
      {t("payouts.cut")}
    </Text>
  ) : null;
}

export function Calls({ calls }: { calls: Screen["calls"] }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return (
    <Panel title={t("payouts.calls")}>
      {calls.length === 0 ? <Nothing text={t("payouts.noCalls")} /> : null}
      <RowList
        rows={calls.map((call) => ({
          key: `${call.batchId} ${call.n}`,
          title: t("payouts.call", { n: format.number(call.n) }),
          text: (
            <>
              <DateText at={call.startedAt} />
              {call.detail ? <div>{call.detail}</div> : null}
              {call.debugId ? <HashText>{call.debugId}</HashText> : null}
            </>
          ),
          end: (
            <span>
              {call.outcome ?? t("payouts.callOpen")}
              {call.httpStatus === null ? null : ` (HTTP ${call.httpStatus})`}
            </span>
          ),
        }))}
      />
    </Panel>
  );
}

export function Events({ events }: { events: Screen["events"] }) {
  const { t } = useTranslation("finance");
  return (
    <Panel title={t("payouts.events")}>
      {events.length === 0 ? <Nothing text={t("payouts.noEvents")} /> : null}
      <RowList
        rows={events.map((event) => ({
          key: event.id,
          title: event.type,
          text: <DateText at={event.receivedAt} />,
          end: (
            <StatusBadge
              tone={event.state === "applied" ? "good" : "waiting"}
              label={t(`payouts.eventState.${event.state}`)}
            />
          ),
        }))}
      />
    </Panel>
  );
}

export function Breaks({ breaks }: { breaks: Screen["breaks"] }) {
  const { t } = useTranslation("finance");
  return (
    <Panel title={t("payouts.breaks")}>
      {breaks.length === 0 ? <Nothing text={t("payouts.noBreaks")} /> : null}
      <RowList
        rows={breaks.map((entry) => ({
          key: entry.id,
          title: entry.kind,
          text: (
            <>
              <DateText at={entry.openedAt} />
              <div>{entry.resolution ?? entry.nextAction}</div>
            </>
          ),
          end: (
            <>
              {entry.amount ? <MoneyText money={entry.amount} /> : null}
              <StatusBadge
                tone={entry.resolvedAt ? "good" : "waiting"}
                label={t(entry.resolvedAt ? "payouts.breakDone" : "payouts.breakOpen")}
              />
            </>
          ),
        }))}
      />
    </Panel>
  );
}

export function LedgerLines({ ledger }: { ledger: Screen["ledger"] }) {
  const { t } = useTranslation("finance");
  return (
    <Panel title={t("payouts.ledger")}>
      {ledger.length === 0 ? <Nothing text={t("payouts.noLedger")} /> : null}
      {ledger.map((posting) => (
        <div key={posting.id}>
          <Text fw={650} mt="sm">
            {posting.rule} · <DateText at={posting.recordedAt} />
          </Text>
          <HashText>{posting.reference}</HashText>
          <RowList
            rows={posting.entries.map((entry) => ({
              key: `${entry.account} ${entry.amount.amountMinor}`,
              title: <span style={{ overflowWrap: "anywhere" }}>{entry.account}</span>,
              end: <MoneyText money={entry.amount} />,
            }))}
          />
        </div>
      ))}
    </Panel>
  );
}
