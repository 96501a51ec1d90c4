import { z } from "zod";
import type { Contract } from "../../platform/http/contract";

/** Settings that people work by, as the environment names them; none of them is a secret. */
export const shownSettings = {
  REVIEW_SECONDS: "seconds",
  REVIEW_REMINDER_SECONDS: "seconds",
  POST_REMINDER_SECONDS: "seconds",
  POST_GRACE_SECONDS: "seconds",
  APPEAL_SECONDS: "seconds",
  LIVE_SECONDS_MIN: "seconds",
  HOLD_PERIOD_SECONDS: "seconds",
  LIVE_POST_CHECK_SECONDS: "seconds",
  LIVE_POST_SIMILARITY_PERCENT: "percent",
  PLATFORM_FEE_BASIS_POINTS: "basis_points",
  DEPOSIT_EXPIRY_SECONDS: "seconds",
  APPROVAL_EXPIRY_SECONDS: "seconds",
  REVIEW_WINDOW_SECONDS: "seconds",
  REVIEW_REVEAL_SECONDS: "seconds",
  WATCH_CONSULTATION_SECONDS: "seconds",
  WATCH_OPINION_SECONDS: "seconds",
  DAILY_LETTER_SECONDS: "seconds",
  SESSION_IDLE_SECONDS: "seconds",
  SESSION_ABSOLUTE_SECONDS: "seconds",
  VISITOR_REQUESTS_PER_HOUR_MAX: "count",
  PAYOUT_BATCH_ITEMS_MAX: "count",
  BOOKS_CHECK_HOUR: "hour",
} as const;

export type ShownSetting = keyof typeof shownSettings;
const names = Object.keys(shownSettings) as [ShownSetting, ...ShownSetting[]];
const units = ["seconds", "percent", "basis_points", "count", "hour"] as const;

export const settingContract = {
  listSettings: {
    method: "get",
    path: "/v1/settings",
    summary: "Clocks and limits of this installation, as its environment sets them",
    tag: "machinery",
    permission: "machinery.read",
    status: 200,
    response: z.strictObject({
      items: z.array(
        z
          .strictObject({
            name: z.enum(names),
            unit: z.enum(units),
            values: z.array(z.int()).meta({ description: "Several for reminders" }),
          })
          .meta({ id: "Setting" }),
      ),
    }),
  },
} as const satisfies Contract;
