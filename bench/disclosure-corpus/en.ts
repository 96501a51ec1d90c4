import type { Sample } from "./sample";

export const english: readonly Sample[] = [];
