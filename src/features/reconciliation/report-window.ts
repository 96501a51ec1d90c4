import { addMs, dayMs, secondMs, startOfDay } from "../../kernel/clock";

/** PayPal refuses longer windows (Transaction Search: "Date range is greater than 31 days"). */
export const reportDaysMax = 31;

/** Number of days from `from` to `to`, both included; below one when they are the wrong way round. */
export function daysCount(from: string, to: string): number {
  return (startOfDay(to).getTime() - startOfDay(from).getTime()) / dayMs + 1;
}

/** The seconds that two days enclose; PayPal counts both ends in. */
export function reportWindow(from: string, to: string): { start: Date; end: Date } {
  return { start: startOfDay(from), end: addMs(startOfDay(to), dayMs - secondMs) };
}
