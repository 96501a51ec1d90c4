import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import type { Language } from "../../../api/contract";
import { DownloadButton } from "../../../design/download-button";

/** The paper of a document in the language of the page. */
export function DocumentPdf({ id, code }: { id: string; code: string }) {
  const { t, i18n } = useTranslation("creator");
  const language = i18n.language as Language;
  return (
    <DownloadButton
      label={t("documents.pdf", { code })}
      fileName={`${code}.pdf`}
      load={() =>
        call("GET /v1/documents/{documentId}/pdf", {
          params: { documentId: id },
          query: { language },
        })
      }
    />
  );
}
