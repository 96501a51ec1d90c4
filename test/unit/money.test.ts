import { formatDecimal, parseDecimal } from "../../src/kernel/money";

test("a decimal text survives the round trip", () => {
  expect(formatDecimal(parseDecimal("12.34", 2), 2)).toBe("12.34");
});
