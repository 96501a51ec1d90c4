/** For fields beside each other: a hint above only one of them would push its box out of line. */
export const hintBelow = {
  inputWrapperOrder: ["label" as const, "input" as const, "description" as const, "error" as const],
};
