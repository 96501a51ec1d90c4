/**
 * State machines as data: for each state the states it may move to. A store asks {@link sourcesOf} for the WHERE clause
 * of its guarded update, so the table here is the only place that knows which moves exist.
 */

export type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>;

/** Every state from which `to` may be reached in one move. */
export function sourcesOf<S extends string>(table: Transitions<S>, to: S): S[] {
  return statesOf(table).filter((from) => table[from].includes(to));
}

export function statesOf<S extends string>(table: Transitions<S>): S[] {
  return Object.keys(table) as S[];
}

export function canMove<S extends string>(table: Transitions<S>, from: S, to: S): boolean {
  return table[from].includes(to);
}
