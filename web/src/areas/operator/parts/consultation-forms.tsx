/** What is written about a request: the answer that is sent, notes for the staff, and who works on it. */
import { Select, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";

interface FormProps {
  request: AnswerOf<"GET /v1/consultations/{consultationId}">;
}

const refreshed = ["GET /v1/consultations", "GET /v1/consultations/{consultationId}"] as const;

export function AnswerForm({ request }: FormProps) {
  const { t } = useTranslation("operator");
  const form = useForm({ initialValues: { answer: "" }, validate: { answer: useRequired() } });
  const answer = useWrite("POST /v1/consultations/{consultationId}/answer", {
    invalidates: refreshed,
    onDone: () => notice(t("consultation.sent")),
  });
  return (
    <Panel title={t("consultation.answer")}>
      <FormLayout
        form={form}
        write={answer}
        toRequest={(body) => ({ params: { consultationId: request.id }, body })}
        submitLabel={t("consultation.send")}
      >
        <Textarea
          label={t("consultation.answerLabel", {
            language: t(`languages.${request.locale}`),
          })}
          description={t("consultation.answerText", { email: request.email })}
          required
          autosize
          minRows={5}
          {...form.getInputProps("answer")}
        />
      </FormLayout>
    </Panel>
  );
}

export function NoteForm({ request }: FormProps) {
  const { t } = useTranslation("operator");
  const form = useForm({ initialValues: { text: "" }, validate: { text: useRequired() } });
  const note = useWrite("POST /v1/consultations/{consultationId}/notes", {
    invalidates: refreshed,
    onDone: () => {
      form.reset();
      notice(t("consultation.noted"));
    },
  });
  return (
    <Panel title={t("consultation.note")}>
      <FormLayout
        form={form}
        write={note}
        toRequest={(body) => ({ params: { consultationId: request.id }, body })}
        submitLabel={t("consultation.addNote")}
      >
        <Textarea
          label={t("consultation.noteLabel")}
          description={t("consultation.noteText")}
          required
          autosize
          minRows={2}
          {...form.getInputProps("text")}
        />
      </FormLayout>
    </Panel>
  );
}

export function OwnerForm({ request }: FormProps) {
  const { t } = useTranslation("operator");
  const operators = usePages("GET /v1/users", { query: { role: "operator", isDisabled: "false" } });
  const form = useForm({
    initialValues: { ownerId: request.ownerId ?? "" },
    validate: { ownerId: useRequired() },
  });
  const assign = useWrite("POST /v1/consultations/{consultationId}/owner", {
    invalidates: refreshed,
    onDone: () => notice(t("consultation.handedOn")),
  });
  return (
    <Panel title={t("consultation.handOn")}>
      <FormLayout
        form={form}
        write={assign}
        toRequest={(body) => ({ params: { consultationId: request.id }, body })}
        submitLabel={t("consultation.handOn")}
        isGuarded={false}
      >
        <Select
          label={t("consultations.owner")}
          data={operators.items.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          allowDeselect={false}
          {...form.getInputProps("ownerId")}
        />
      </FormLayout>
    </Panel>
  );
}
