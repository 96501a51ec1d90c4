import { Column, Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import { IdColumn, TextColumn, TimeColumn } from "../../platform/db/columns";

@Entity("exchange_rates")
export class ExchangeRateRow {
  @IdColumn("exchange_rates_pkey") id!: string;
  @TextColumn() currency!: Currency;
  @TextColumn({ name: "into_currency" }) intoCurrency!: Currency;
  @Column({ name: "rate_on", type: "date" }) rateOn!: string;
  @TextColumn() rate!: string;
  @TextColumn() source!: string;
  @TextColumn({ name: "recorded_by" }) recordedBy!: string;
  @TimeColumn({ name: "recorded_at", default: () => "now()" }) recordedAt!: Date;
}

export const exchangeRateRows = [ExchangeRateRow];
