import type { Actor } from "../../features/identity";
import type { Config } from "../../platform/config";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { type ShownSetting, settingContract, shownSettings } from "./setting-schema";

/** Durations are kept in milliseconds. */
const secondMs = 1_000;

export function settingRoutes({ env }: Pick<Config, "env">): BoundOperation<Actor>[] {
  return bindContract<typeof settingContract, Actor>(settingContract, {
    listSettings: async () => ({
      items: (Object.keys(shownSettings) as ShownSetting[]).map((name) => {
        const unit = shownSettings[name];
        const values = [env[name]].flat();
        return {
          name,
          unit,
          values: unit === "seconds" ? values.map((ms) => Math.round(ms / secondMs)) : values,
        };
      }),
    }),
  });
}
