import type { Sample } from "./sample";

export const indonesian: readonly Sample[] = [];
