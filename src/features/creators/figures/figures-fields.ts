/** Parts of schemas that an account and its days share. */
import { z } from "zod";
import { countrySchema } from "../../../platform/http/schemas";
import { followersCountMax } from "../creator";
import { ageBands, figureSources, genders, postsCountMax } from "./figures";

export { figureSources } from "./figures";

const countriesMax = 30;
const average = z.int().min(0).max(followersCountMax);
export const postsCountSchema = z
  .int()
  .min(0)
  .max(postsCountMax)
  .meta({ description: "Posts that the averages are of; 0 when nobody said" });

/** Averages of one post, as they are shown. */
export const averagesFields = {
  averageViewsCount: average.nullable(),
  averageLikesCount: average.nullable().meta({ description: "Null when only the sum is known" }),
  averageCommentsCount: average.nullable(),
  postsCount: postsCountSchema,
};

const percent = z.int().min(1).max(100);

/** Shares of one kind: each part once, together not more than everybody. */
function shares<Part extends z.ZodObject>(part: Part, lengthMax: number) {
  const isOnceEach = (items: readonly Record<string, unknown>[]) => {
    const names = items.map(({ percent: _percent, ...name }) => JSON.stringify(name));
    return new Set(names).size === names.length;
  };
  const total = (items: readonly Record<string, unknown>[]) =>
    items.reduce((sum, item) => sum + (item["percent"] as number), 0);
  return z
    .array(part)
    .max(lengthMax)
    .refine(isOnceEach, { params: { code: "itemsRepeated" } })
    .refine((items) => total(items) <= 100, { params: { code: "sharesExceed" } });
}

export const audienceSchema = z
  .strictObject({
    countries: shares(z.strictObject({ country: countrySchema, percent }), countriesMax),
    ages: shares(z.strictObject({ age: z.enum(ageBands), percent }), ageBands.length),
    genders: shares(z.strictObject({ gender: z.enum(genders), percent }), genders.length),
  })
  .meta({ id: "Audience", description: "Shares of the followers in whole percent" });

export const sourceSchema = z.enum(figureSources).meta({ description: "Who says so" });
