/** What links to one campaign or one creator show: their own words, as far as visitors may see them. */
import { showOpenCampaign } from "../../features/campaigns";
import { getCreator } from "../../features/creators";
import { NotFoundError } from "../../kernel/errors";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { PageText } from "./page-texts";

const descriptionLengthMax = 200;
const objectPath = /^(campaigns|creators)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Finds the words for a path after the language; undefined when there are none for visitors. */
export type FindPreview = (rest: string) => Promise<PageText | undefined>;

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  // By code points: half of a sign outside of the first plane would be no text.
  const letters = Array.from(line);
  if (letters.length <= descriptionLengthMax) return line;
  return `${letters.slice(0, descriptionLengthMax - 1).join("")}…`;
}

function textOf(name: string, description: string): PageText {
  return { title: `${name} – Kampanye`, description: shorten(description) };
}

export function createPreviews({ reader }: UnitOfWork): FindPreview {
  const find = async (kind: string, id: string): Promise<PageText> => {
    if (kind === "creators") {
      const { displayName, bio } = await getCreator(reader, id);
      return textOf(displayName, bio === "" ? displayName : bio);
    }
    const { title, brandName, goal } = await showOpenCampaign(reader, id);
    return textOf(`${title}, ${brandName}`, goal);
  };
  return async (rest) => {
    const [, kind, id] = objectPath.exec(rest) ?? [];
    if (kind === undefined || id === undefined) return undefined;
    try {
      return await find(kind, id);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  };
}
