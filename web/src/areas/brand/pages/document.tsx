import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { call } from "../../../api/client";
import type { Language } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { DownloadButton } from "../../../design/download-button";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { Paper } from "../parts/paper";

export function Page() {
  const { t, i18n } = useTranslation("brand");
  const { documentId = "" } = useParams();
  const language = i18n.language as Language;
  const document = useRead("GET /v1/documents/{documentId}", {
    params: { documentId },
    query: { language },
  });
  return (
    <QueryState query={document} skeleton={<PageSkeleton />}>
      {({ code, printout, contentSha256 }) => (
        <>
          <PageHeader
            title={`${printout.title} ${code}`}
            crumbs={[{ label: t("documents.title"), to: "/brand/documents" }]}
            actions={
              <DownloadButton
                label={t("documents.pdf")}
                fileName={`${code}.pdf`}
                load={() =>
                  call("GET /v1/documents/{documentId}/pdf", {
                    params: { documentId },
                    query: { language },
                  })
                }
              />
            }
          />
          <Paper printout={printout} />
          <p>
            <small>{t("documents.hash")}</small> <code>{contentSha256}</code>
          </p>
        </>
      )}
    </QueryState>
  );
}
