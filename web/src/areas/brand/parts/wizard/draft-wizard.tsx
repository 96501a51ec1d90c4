import { Button } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../../api/hooks";
import { useGo } from "../../../../app/links";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { notice } from "../../../../design/notice";
import { useBrand } from "../brand";
import { toOutline, type WizardValues } from "./values";
import { refusedFields, Wizard } from "./wizard";

interface SavedDraft {
  id: string;
  version: number;
}

interface DraftWizardProps {
  first: WizardValues;
  /** Absent until it is saved for the first time. */
  draft?: SavedDraft;
}

const lists = ["GET /v1/campaign-drafts", "GET /v1/campaign-drafts/{draftId}"] as const;

function Discard({ draftId }: { draftId: string }) {
  const { t } = useTranslation("brand");
  const go = useGo();
  const [isOpen, setOpen] = useState(false);
  const write = useWrite("DELETE /v1/campaign-drafts/{draftId}", {
    invalidates: ["GET /v1/campaign-drafts"],
    onDone: () => go("/brand/campaigns"),
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("draft.discard")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("draft.discard")}
        text={t("draft.discardText")}
        isFinal
        confirmLabel={t("draft.discard")}
        onConfirm={() => write.mutate({ params: { draftId } })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

/** Saves it, and makes a campaign of it. */
function useDraft(form: ReturnType<typeof useForm<WizardValues>>, first: SavedDraft | undefined) {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  const go = useGo();
  const [draft, setDraft] = useState(first);
  const create = useWrite("POST /v1/campaign-drafts", { invalidates: [lists[0]] });
  const replace = useWrite("PUT /v1/campaign-drafts/{draftId}", { invalidates: lists });
  const complete = useWrite("POST /v1/campaign-drafts/{draftId}/campaign", {
    invalidates: [lists[0], "GET /v1/campaigns"],
    onDone: ({ id }) => go(`/brand/campaigns/${id}`),
  });
  const refuse = (error: Error) => form.setErrors(refusedFields(error));
  const save = (then: (saved: SavedDraft) => void) => {
    const values = form.getValues();
    const body = { name: values.title.trim() || t("sheet.untitled"), content: toOutline(values) };
    const handlers = {
      onSuccess: (saved: SavedDraft) => {
        form.resetDirty(values);
        form.clearErrors();
        setDraft(saved);
        then(saved);
      },
      onError: refuse,
    };
    if (draft) {
      const { id: draftId, version } = draft;
      replace.mutate({ params: { draftId }, body: { ...body, version } }, handlers);
    } else {
      create.mutate({ body: { ...body, brandId } }, handlers);
    }
  };
  return {
    draft,
    isBusy: create.isPending || replace.isPending || complete.isPending,
    error: create.error ?? replace.error ?? complete.error,
    save: () =>
      save(({ id }) => {
        notice(t("draft.saved"));
        // From now on it has an address of its own, so that loading the page again makes no second draft.
        if (!draft) go(`/brand/drafts/${id}${window.location.search}`, { replace: true });
      }),
    finish: () =>
      save(({ id }) =>
        complete.mutate({ params: { draftId: id }, body: {} }, { onError: refuse }),
      ),
  };
}

/** A campaign that is not finished, from the first word to the campaign that is made of it. */
export function DraftWizard({ first, draft: saved }: DraftWizardProps) {
  const { t } = useTranslation("brand");
  const { name } = useBrand();
  const form = useForm<WizardValues>({ initialValues: first });
  const { draft, isBusy, error, save, finish } = useDraft(form, saved);
  return (
    <Wizard
      form={form}
      brandName={name}
      isBusy={isBusy}
      error={error}
      saveLabel={t("draft.save")}
      onSave={save}
      finishLabel={t("draft.finish")}
      finishText={t("draft.finishText")}
      onFinish={finish}
      more={draft ? <Discard draftId={draft.id} /> : null}
    />
  );
}
