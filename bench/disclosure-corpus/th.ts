import type { Sample } from "./sample";

export const thai: readonly Sample[] = [];
