import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { EmptyState, QueryState } from "../../../design/states";
import { DateText, Facts } from "../../../design/values";
import classes from "./letters.module.css";
import { Prose } from "./prose";

type Letter = AnswerOf<"GET /v1/sandbox/world/letters">["items"][number];

function OpenLetter({ letter, onClose }: { letter: Letter; onClose(): void }) {
  const { t } = useTranslation("operator");
  const { t: common } = useTranslation();
  const whole = useRead("GET /v1/sandbox/world/letters/{letterId}", {
    params: { letterId: letter.id },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={letter.subject}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Facts
        items={[
          { label: t("world.letterTo"), value: letter.to },
          { label: t("world.at"), value: <DateText at={letter.writtenAt} /> },
        ]}
      />
      <div className={classes["text"]}>
        <QueryState query={whole}>{({ text }) => <Prose text={text} />}</QueryState>
      </div>
    </Modal>
  );
}

export function WorldLetters() {
  const { t } = useTranslation("operator");
  const [open, setOpen] = useState<Letter>();
  const letters = useRead("GET /v1/sandbox/world/letters", {}, { isLive: true });
  const columns: readonly Column<Letter>[] = [
    {
      id: "subject",
      header: t("world.subject"),
      isMain: true,
      cell: (letter) => (
        <button type="button" className={classes["open"]} onClick={() => setOpen(letter)}>
          {letter.subject}
        </button>
      ),
    },
    { id: "to", header: t("world.letterTo"), cell: ({ to }) => to, sortBy: ({ to }) => to },
    {
      id: "at",
      header: t("world.at"),
      cell: ({ writtenAt }) => <DateText at={writtenAt} />,
      sortBy: ({ writtenAt }) => writtenAt,
    },
  ];
  return (
    <>
      <p>{t("world.lettersText")}</p>
      <DataTable
        label={t("world.sections.letters")}
        rows={letters.data?.items ?? []}
        isPending={letters.isPending}
        error={letters.error}
        onRetry={() => void letters.refetch()}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={(letter) => setOpen(letter)}
        empty={
          <EmptyState icon="send" title={t("world.noLetters")} text={t("world.noLettersText")} />
        }
      />
      {open ? <OpenLetter letter={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}
