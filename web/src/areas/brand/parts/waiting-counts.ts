import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";

/** More are not counted one by one. */
const countedMax = 20;

interface FirstPage {
  items: readonly unknown[];
  nextCursor: string | null;
}

function countOf({ items, nextCursor }: FirstPage): string {
  return nextCursor === null ? `${items.length}` : `${items.length}+`;
}

/** How much waits in all campaigns of the brand, each with the way to the list of it. */
export function useWaitingCounts(brandId: string) {
  const { t } = useTranslation("brand");
  const params = { brandId };
  const limit = `${countedMax}`;
  const options = { isLive: true };
  const applied = useRead(
    "GET /v1/brands/{brandId}/applications",
    { params, query: { status: "applied", limit } },
    options,
  );
  const countered = useRead(
    "GET /v1/brands/{brandId}/applications",
    { params, query: { status: "countered", limit } },
    options,
  );
  const review = useRead(
    "GET /v1/brands/{brandId}/submissions",
    { params, query: { status: "in_review", limit } },
    options,
  );
  const endorse = useRead(
    "GET /v1/brands/{brandId}/submissions",
    { params, query: { status: "verified", limit } },
    options,
  );
  const rowOf = (
    key: string,
    to: string,
    page: FirstPage | undefined,
    say: (n: string) => string,
  ) => (page && page.items.length > 0 ? [{ key, to, title: say(countOf(page)) }] : []);
  return {
    isPending: [applied, countered, review, endorse].some(({ isPending }) => isPending),
    rows: [
      ...rowOf("review", "/brand/content", review.data, (number) =>
        t("waiting.review", { number }),
      ),
      ...rowOf("endorse", "/brand/content?status=verified", endorse.data, (number) =>
        t("waiting.endorse", { number }),
      ),
      ...rowOf("applied", "/brand/applications?status=applied", applied.data, (number) =>
        t("waiting.applied", { number }),
      ),
      ...rowOf("countered", "/brand/applications?status=countered", countered.data, (number) =>
        t("waiting.countered", { number }),
      ),
    ],
  };
}
