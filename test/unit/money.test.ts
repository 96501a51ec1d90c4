import fc from "fast-check";
import { currencies, isoExponent, paypalExponent } from "../../src/kernel/currency";
import { AmountError } from "../../src/kernel/errors";
import {
  formatDecimal,
  formatMoney,
  fromPaypalValue,
  fromStripeAmount,
  money,
  parseDecimal,
  shareOf,
  toPaypalValue,
  toStripeAmount,
} from "../../src/kernel/money";

const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const currency = fc.constantFrom(...currencies);

test("decimal text survives the round trip for every exponent", () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 3 }), (units, exponent) => {
      expect(parseDecimal(formatDecimal(units, exponent), exponent)).toBe(units);
    }),
  );
});

test.each(["1e3", "NaN", "１", "1.234", "", " 1", "0x10", "--1", "1,000", "Infinity", "1.", ".5"])(
  "%p is no amount with two decimals",
  (text) => expect(() => parseDecimal(text, 2)).toThrow(AmountError),
);

test("decimals that are zero may be cut, others may not", () => {
  expect(parseDecimal("100.00", 0)).toBe(100n);
  expect(() => parseDecimal("100.50", 0)).toThrow(AmountError);
});

test("PayPal's text is exact, or refused where PayPal has no decimals", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), currency, (amountMinor, code) => {
      const step = 10n ** BigInt(isoExponent(code) - paypalExponent(code));
      const value = money(amountMinor, code);
      if (amountMinor % step !== 0n) {
        expect(() => toPaypalValue(value)).toThrow(AmountError);
        return;
      }
      expect(fromPaypalValue(toPaypalValue(value), code)).toEqual(value);
    }),
  );
  expect(toPaypalValue(money(1_200n, "HUF"))).toBe("12");
  expect(toPaypalValue(money(1_234n, "USD"))).toBe("12.34");
  expect(toPaypalValue(money(1_234n, "JPY"))).toBe("1234");
  expect(() => toPaypalValue(money(1_250n, "HUF"))).toThrow(AmountError);
});

test("Stripe's integers come back unchanged", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), currency, (amountMinor, code) => {
      expect(fromStripeAmount(toStripeAmount(money(amountMinor, code)), code).amountMinor).toBe(
        amountMinor,
      );
    }),
  );
});

test("a share and its rest are the whole, and the share is never off by more than half a unit", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.bigInt({ min: 0n, max: 10_000n }),
      (whole, basisPoints) => {
        const share = shareOf(whole, basisPoints);
        expect(share >= 0n && share <= whole).toBe(true);
        const error = share * 10_000n - whole * basisPoints;
        expect(error > -10_000n && error <= 5_000n).toBe(true);
      },
    ),
  );
});

test("text for people has the decimals of the currency", () => {
  expect(formatMoney(money(1_234_567n, "KWD"))).toBe("1234.567");
  expect(formatMoney(money(-5n, "USD"))).toBe("-0.05");
});
