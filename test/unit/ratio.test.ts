/** Exact quotients, and the one place where they are rounded. */
import fc from "fast-check";
import {
  compareRatios,
  decimalText,
  dividedBy,
  ratio,
  ratioOfDecimal,
  roundHalfEven,
  times,
  wholePart,
} from "../../src/kernel/ratio";

const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const divisor = whole.filter((n) => n !== 0n);

test.each([
  [5n, 2n, 0, "2"],
  [7n, 2n, 0, "4"],
  [-5n, 2n, 0, "-2"],
  [-7n, 2n, 0, "-4"],
  [1n, 8n, 2, "0.12"],
  [3n, 8n, 2, "0.38"],
  [-1n, 3n, 4, "-0.3333"],
  [60_500n, 350n, 4, "172.8571"],
  [0n, 7n, 4, "0.0000"],
])("%s / %s with %s digits is %s", (numerator, denominator, digits, text) => {
  expect(decimalText(ratio(numerator, denominator), digits)).toBe(text);
});

test("rounding takes the nearest, of two equally near ones the even one", () => {
  fc.assert(
    fc.property(
      whole,
      divisor,
      fc.integer({ min: 0, max: 8 }),
      (numerator, denominator, digits) => {
        const exact = times(ratio(numerator, denominator), ratio(10n ** BigInt(digits)));
        const rounded = roundHalfEven(ratio(numerator, denominator), digits);
        const off = (candidate: bigint) => {
          const distance = ratio(
            exact.numerator - candidate * exact.denominator,
            exact.denominator,
          );
          return distance.numerator < 0n
            ? ratio(-distance.numerator, distance.denominator)
            : distance;
        };
        const isHalf = compareRatios(off(rounded), ratio(1n, 2n));
        expect(isHalf <= 0n).toBe(true);
        if (isHalf === 0n) expect(rounded % 2n).toBe(0n);
        const part = wholePart(exact);
        expect(compareRatios(ratio(part), exact) <= 0n).toBe(true);
        expect(compareRatios(ratio(part + 1n), exact) > 0n).toBe(true);
      },
    ),
  );
});

test("dividing undoes multiplying, and nothing is divided by nothing", () => {
  fc.assert(
    fc.property(whole, divisor, divisor, (a, b, c) => {
      const back = dividedBy(times(ratio(a, b), ratio(c)), ratio(c));
      expect(compareRatios(back, ratio(a, b))).toBe(0n);
    }),
  );
  expect(() => ratio(1n, 0n)).toThrow(/nothing below the line/);
  expect(() => dividedBy(ratio(1n), ratio(0n))).toThrow(/nothing below the line/);
  expect(ratioOfDecimal("0.25")).toEqual({ numerator: 25n, denominator: 100n });
  expect(ratioOfDecimal("12")).toEqual({ numerator: 12n, denominator: 1n });
});
