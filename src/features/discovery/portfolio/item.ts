import { InvariantError } from "../../../kernel/errors";

/** What stands at a place that is known to be there. @throws InvariantError when it is not. */
export function item<T>(list: ArrayLike<T>, index: number): T {
  const found = list[index];
  if (found === undefined) throw new InvariantError(`Nothing stands at ${index}`);
  return found;
}
