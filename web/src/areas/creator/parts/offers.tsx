import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../api/hooks";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { notice } from "../../../design/notice";
import { RowList } from "../../../design/row-list";
import { ProblemAlert } from "../../../design/states";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { applicationReads } from "./application-reads";
import { CounterForm } from "./counter-form";
import { Rights } from "./rights";
import { type Application, usePieceName } from "./words";

type Offer = Application["offers"][number];

/** The facts of one set of terms, as they are hashed. */
export function TermsFacts({ terms }: { terms: Offer["terms"] }) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const nameOf = usePieceName();
  const pieces = terms.deliverables.map((piece) =>
    t("piece.times", { count: piece.quantity, name: nameOf(piece) }),
  );
  return (
    <>
      <Facts
        items={[
          { label: t("offer.fee"), value: <MoneyText money={terms.fee} /> },
          ...(terms.product ? [{ label: t("offer.product"), value: terms.product.name }] : []),
          { label: t("offer.pieces"), value: pieces.join(", ") },
          { label: t("offer.postBy"), value: <DateText at={terms.postBy} /> },
          { label: t("offer.labels"), value: terms.disclosureTags.join(" ") },
          ...(terms.changeRoundsMax === undefined
            ? []
            : [{ label: t("offer.rounds"), value: format.number(terms.changeRoundsMax) }]),
          { label: t("offer.briefVersion"), value: format.number(terms.briefVersion) },
        ]}
      />
      <Rights usageRights={terms.usageRights} exclusivity={terms.exclusivity} />
    </>
  );
}

function AcceptDialog({ offer, application, isOpen, onClose }: AcceptProps) {
  const { t } = useTranslation("creator");
  const accept = useWrite("POST /v1/applications/{applicationId}/accept", {
    invalidates: applicationReads,
    onDone: () => {
      notice(t("offer.accepted"));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("offer.acceptTitle")}
      text={t("offer.acceptText")}
      hash={offer.termsHash}
      isFinal
      confirmLabel={t("offer.accept")}
      isBusy={accept.isPending}
      error={accept.error}
      onConfirm={() =>
        accept.mutate({
          params: { applicationId: application.id },
          body: { version: offer.version },
        })
      }
    >
      <TermsFacts terms={offer.terms} />
    </ConfirmDialog>
  );
}

interface AcceptProps {
  offer: Offer;
  application: Application;
  isOpen: boolean;
  onClose(): void;
}

/** Accept, answer with another fee, or say no. */
function Answer({ offer, application }: { offer: Offer; application: Application }) {
  const { t } = useTranslation("creator");
  const [open, setOpen] = useState<"accept" | "counter" | "decline">();
  const campaign = useRead("GET /v1/campaigns/{campaignId}", {
    params: { campaignId: application.campaignId },
  });
  const decline = useWrite("POST /v1/applications/{applicationId}/decline", {
    invalidates: applicationReads,
    onDone: () => setOpen(undefined),
  });
  const close = () => setOpen(undefined);
  const hasFee = offer.fee.amountMinor !== "0";
  return (
    <>
      <Group mt="md">
        <Button onClick={() => setOpen("accept")}>{t("offer.accept")}</Button>
        {hasFee ? (
          <Button variant="default" onClick={() => setOpen("counter")}>
            {t("offer.counter")}
          </Button>
        ) : null}
        <Button variant="subtle" color="red" onClick={() => setOpen("decline")}>
          {t("offer.decline")}
        </Button>
      </Group>
      <AcceptDialog
        offer={offer}
        application={application}
        isOpen={open === "accept"}
        onClose={close}
      />
      {open === "counter" ? (
        <CounterForm
          applicationId={application.id}
          offer={offer}
          campaign={campaign.data}
          onClose={close}
        />
      ) : null}
      <ConfirmDialog
        isOpen={open === "decline"}
        onClose={close}
        title={t("offer.declineTitle")}
        text={t("offer.declineText")}
        confirmLabel={t("offer.decline")}
        isBusy={decline.isPending}
        error={decline.error}
        onConfirm={() => decline.mutate({ params: { applicationId: application.id } })}
      />
    </>
  );
}

/** For an invitation, which holds no terms yet. */
function Invitation({ application }: { application: Application }) {
  const { t } = useTranslation("creator");
  const decline = useWrite("POST /v1/applications/{applicationId}/decline", {
    invalidates: applicationReads,
  });
  return (
    <Panel title={t("offer.invitedTitle")}>
      <Text mb="md">{t("offer.invitedText")}</Text>
      {decline.error ? <ProblemAlert error={decline.error} /> : null}
      <Button
        variant="default"
        loading={decline.isPending}
        onClick={() => decline.mutate({ params: { applicationId: application.id } })}
      >
        {t("offer.decline")}
      </Button>
    </Panel>
  );
}

function History({ offers }: { offers: readonly Offer[] }) {
  const { t } = useTranslation("creator");
  if (offers.length < 2) return null;
  return (
    <Panel title={t("offer.history")}>
      <RowList
        rows={offers.toReversed().map(({ version, madeBy, fee, note, createdAt }) => ({
          key: String(version),
          title: t(madeBy === "brand" ? "offer.byBrand" : "offer.byMe", { version }),
          text: (
            <>
              <DateText at={createdAt} /> {note}
            </>
          ),
          end: <MoneyText money={fee} />,
        }))}
      />
    </Panel>
  );
}

/** The terms on the table, whose turn it is, and how they came about. */
export function Offers({ application }: { application: Application }) {
  const { t } = useTranslation("creator");
  const { offers, status } = application;
  if (status === "invited") return <Invitation application={application} />;
  const latest = offers.at(-1);
  if (!latest) return null;
  const isOpen = status === "offered" || status === "countered";
  return (
    <>
      <Panel title={t(isOpen ? "offer.title" : "offer.agreed")}>
        {status === "countered" ? <Text mb="md">{t("offer.waiting")}</Text> : null}
        {latest.note === "" ? null : (
          <Text mb="md" fs="italic">
            {latest.note}
          </Text>
        )}
        <TermsFacts terms={latest.terms} />
        {status === "offered" ? <Answer offer={latest} application={application} /> : null}
      </Panel>
      <History offers={offers} />
    </>
  );
}
