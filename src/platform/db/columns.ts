import { Column, type ColumnOptions, PrimaryColumn } from "typeorm";

/**
 * Postgres hands bigint over as text. These columns hold `bigint` in memory, so that no amount ever passes through a
 * floating-point number.
 */
const bigintTransformer = {
  to: (value: bigint | null | undefined) => value?.toString() ?? value,
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

export function BigintColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: "bigint", transformer: bigintTransformer, ...options });
}

/** Counts of things, kept as bigint and small enough to be plain numbers; never for money. */
const countTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};

export function CountColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: "bigint", transformer: countTransformer, ...options });
}

export function IdColumn(constraintName: string): PropertyDecorator {
  return PrimaryColumn({ type: "uuid", primaryKeyConstraintName: constraintName });
}

export function UuidColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: "uuid", ...options });
}

export function TextColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: "text", ...options });
}

export function IntColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: "integer", ...options });
}

export function TimeColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: "timestamptz", ...options });
}

export function JsonColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: "jsonb", ...options });
}
