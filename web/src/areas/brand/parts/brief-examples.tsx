import { useTranslation } from "react-i18next";
import { addressFor } from "../../../api/client";
import classes from "./wizard/wizard.module.css";

/** Pictures and videos of a brief. What they are the address does not say, so a link leads to each as well. */
export function BriefExamples({ campaignId, ids }: { campaignId: string; ids: readonly string[] }) {
  const { t } = useTranslation("brand");
  if (ids.length === 0) return null;
  return (
    <ul className={classes["examples"]}>
      {ids.map((mediaId, at) => {
        const address = addressFor("GET /v1/campaigns/{campaignId}/examples/{mediaId}", {
          params: { campaignId, mediaId },
        });
        return (
          <li key={mediaId}>
            <a href={address}>
              <img src={address} alt={t("wizard.example", { number: at + 1 })} />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
