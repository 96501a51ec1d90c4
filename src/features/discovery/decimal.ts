const decimals = new Intl.NumberFormat("en", {
  useGrouping: false,
  maximumFractionDigits: 6,
  signDisplay: "negative",
});

/** A figure that is no whole number, as it travels: six digits after the point at most. */
export const decimalOf = (value: number) => decimals.format(value);
