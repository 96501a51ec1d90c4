/** What is not a campaign yet: saved drafts and templates. */
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePages, useWrite } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { RowList } from "../../../design/row-list";
import { DateText, Panel } from "../../../design/values";

export function Drafts({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const drafts = usePages("GET /v1/campaign-drafts", { query: { brandId } });
  if (drafts.items.length === 0) return null;
  return (
    <Panel title={t("campaigns.drafts")}>
      <RowList
        rows={drafts.items.map(({ id, name, updatedAt }) => ({
          key: id,
          title: name,
          to: `/brand/drafts/${id}`,
          end: (
            <span>
              {t("draft.lastSaved")} <DateText at={updatedAt} />
            </span>
          ),
        }))}
      />
      {drafts.hasMore ? (
        <Button variant="default" loading={drafts.isLoadingMore} onClick={drafts.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </Panel>
  );
}

function DeleteTemplate({ templateId, name }: { templateId: string; name: string }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const write = useWrite("DELETE /v1/campaign-templates/{templateId}", {
    invalidates: ["GET /v1/campaign-templates"],
    onDone: () => setOpen(false),
  });
  const title = t("campaigns.deleteTemplate", { name });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} aria-label={title}>
        {t("wizard.remove")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        text={t("campaigns.deleteTemplateText")}
        confirmLabel={t("wizard.remove")}
        onConfirm={() => write.mutate({ params: { templateId } })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

export function Templates({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const templates = usePages("GET /v1/campaign-templates", { query: { brandId } });
  if (templates.items.length === 0) return null;
  return (
    <Panel title={t("campaigns.templates")}>
      <RowList
        rows={templates.items.map(({ id, name }) => ({
          key: id,
          title: name,
          end: (
            <Group gap="xs">
              <PageButton
                to={`/brand/campaigns/new?template=${id}`}
                variant="default"
                aria-label={t("campaigns.useTemplateOne", { name })}
              >
                {t("campaigns.useTemplate")}
              </PageButton>
              <DeleteTemplate templateId={id} name={name} />
            </Group>
          ),
        }))}
      />
    </Panel>
  );
}
