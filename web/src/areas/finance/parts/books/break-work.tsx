/** Who works on a break, what is next, what was found out, and how it ended. */
import { Button, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../../api/contract";
import { usePages, useRead, useWrite } from "../../../../api/hooks";
import { useMe } from "../../../../app/session";
import { FormLayout, useRequired } from "../../../../design/form";
import { notice } from "../../../../design/notice";
import { RowList } from "../../../../design/row-list";
import { ErrorState, LinesSkeleton } from "../../../../design/states";
import { DateText } from "../../../../design/values";
import { afterBreak } from "./after-break";
import { useWords } from "./words";

export type Break = AnswerOf<"GET /v1/breaks/{breakId}">;
const owners = ["finance", "operator"] as const;

/** Whom the break can be given to; whoever has it already stands in the list although they may have left finance. */
function Assignee({ entry, onPick }: { entry: Break; onPick(id: string | null): void }) {
  const { t } = useTranslation("finance");
  const people = useRead("GET /v1/finance-people", {});
  const known = (people.data?.items ?? []).map(({ id, name, roles }) => ({
    value: id,
    label: `${name} (${roles.map((role) => t(`breaks.financeRole.${role}`)).join(", ")})`,
  }));
  const { assigneeId, assignee } = entry;
  const isUnknown = assigneeId !== null && !known.some(({ value }) => value === assigneeId);
  const data = isUnknown
    ? [{ value: assigneeId, label: assignee?.name ?? assigneeId }, ...known]
    : known;
  return (
    <Select
      label={t("breaks.assigneeField")}
      placeholder={t("breaks.nobodyWorks")}
      data={data}
      value={assigneeId}
      onChange={onPick}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("breaks.giveToNobody") }}
    />
  );
}

export function Assignment({ entry }: { entry: Break }) {
  const { t } = useTranslation("finance");
  const words = useWords();
  const me = useMe();
  const assign = useWrite("POST /v1/breaks/{breakId}/assignment", {
    invalidates: afterBreak,
    onDone: () => notice(t("breaks.saved")),
  });
  const params = { breakId: entry.id };
  const isMine = entry.assigneeId === me.id;
  const form = useForm({ initialValues: { owner: entry.owner, nextAction: "" } });
  return (
    <Stack>
      <Group>
        <Text>
          {entry.assignee
            ? t("breaks.worksOn", { name: entry.assignee.name })
            : t("breaks.nobodyWorks")}
        </Text>
        <Button
          variant="default"
          loading={assign.isPending}
          onClick={() => assign.mutate({ params, body: { assigneeId: isMine ? null : me.id } })}
        >
          {t(isMine ? "breaks.giveBack" : "breaks.take")}
        </Button>
      </Group>
      <Assignee
        entry={entry}
        onPick={(assigneeId) => assign.mutate({ params, body: { assigneeId } })}
      />
      <FormLayout
        form={form}
        write={assign}
        toRequest={({ owner, nextAction }) => ({
          params,
          body: {
            owner: owners.find((one) => one === owner) ?? "finance",
            ...(nextAction.trim() === "" ? {} : { nextAction }),
          },
        })}
        submitLabel={t("breaks.handOn")}
      >
        <Select
          label={t("breaks.ownerField")}
          data={owners.map((value) => ({ value, label: t(`breaks.role.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("owner")}
        />
        <TextInput
          label={t("breaks.nextField")}
          placeholder={words.nextAction(entry.nextAction)}
          maxLength={100}
          {...form.getInputProps("nextAction")}
        />
      </FormLayout>
    </Stack>
  );
}

export function Notes({ breakId }: { breakId: string }) {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const notes = usePages(
    "GET /v1/breaks/{breakId}/notes",
    { params: { breakId } },
    { isLive: true },
  );
  const form = useForm({ initialValues: { note: "" }, validate: { note: required } });
  const add = useWrite("POST /v1/breaks/{breakId}/notes", {
    invalidates: afterBreak,
    onDone: () => form.reset(),
  });
  return (
    <Stack>
      <FormLayout
        form={form}
        write={add}
        toRequest={({ note }) => ({ params: { breakId }, body: { note } })}
        submitLabel={t("breaks.addNote")}
      >
        <Textarea
          label={t("breaks.note")}
          description={t("breaks.noteText")}
          autosize
          minRows={2}
          maxLength={4000}
          {...form.getInputProps("note")}
        />
      </FormLayout>
      {notes.isPending ? <LinesSkeleton lines={2} /> : null}
      {notes.error ? <ErrorState error={notes.error} onRetry={notes.refetch} /> : null}
      <RowList
        rows={notes.items.map(({ id, author, note, createdAt }) => ({
          key: id,
          title: author.name,
          text: note,
          end: <DateText at={createdAt} />,
        }))}
      />
      {notes.hasMore ? (
        <Button variant="default" loading={notes.isLoadingMore} onClick={notes.loadMore}>
          {t("breaks.olderNotes")}
        </Button>
      ) : null}
    </Stack>
  );
}

export function Resolution({ breakId }: { breakId: string }) {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const form = useForm({ initialValues: { note: "" }, validate: { note: required } });
  const resolve = useWrite("POST /v1/breaks/{breakId}/resolution", {
    invalidates: afterBreak,
    onDone: () => notice(t("breaks.closed")),
  });
  return (
    <FormLayout
      form={form}
      write={resolve}
      toRequest={({ note }) => ({ params: { breakId }, body: { note } })}
      submitLabel={t("breaks.close")}
    >
      <Textarea
        label={t("breaks.resolutionField")}
        description={t("breaks.resolutionText")}
        autosize
        minRows={2}
        maxLength={1000}
        required
        {...form.getInputProps("note")}
      />
    </FormLayout>
  );
}
