import fc from "fast-check";
import { newReferenceCode, referenceCodesIn } from "../../src/features/funding/deposit";
import { outcomeOf, splitRefund } from "../../src/features/funding/refund";

describe("a refund is split over deposits", () => {
  const deposits = fc.array(
    fc.record({ depositId: fc.uuid(), leftMinor: fc.bigInt({ min: 0n, max: 1_000n }) }),
    { maxLength: 8 },
  );

  test("in their order, never above what is left, adding up exactly, or not at all", () => {
    fc.assert(
      fc.property(deposits, fc.bigInt({ min: 1n, max: 5_000n }), (list, amountMinor) => {
        const heldMinor = list.reduce((sum, deposit) => sum + deposit.leftMinor, 0n);
        const parts = splitRefund(list, amountMinor);
        if (heldMinor < amountMinor) return expect(parts).toBeUndefined();
        if (!parts) throw new Error("It is covered");
        expect(parts.reduce((sum, part) => sum + part.amountMinor, 0n)).toBe(amountMinor);
        const order = parts.map((part) => list.findIndex((d) => d.depositId === part.depositId));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        for (const [n, part] of parts.entries()) {
          const left = list[order[n] ?? -1]?.leftMinor ?? 0n;
          expect(part.amountMinor).toBeGreaterThan(0n);
          // All but the last part empty their deposit.
          if (n < parts.length - 1) expect(part.amountMinor).toBe(left);
          expect(part.amountMinor <= left).toBe(true);
        }
      }),
    );
  });
});

test("a refund is over when its parts are, and failed when one of them is", () => {
  expect(outcomeOf(["succeeded", "sending"])).toBeUndefined();
  expect(outcomeOf(["failed", "pending"])).toBeUndefined();
  expect(outcomeOf(["succeeded", "succeeded"])).toBe("succeeded");
  expect(outcomeOf(["succeeded", "failed"])).toBe("failed");
});

describe("reference codes", () => {
  test("are found in whatever a bank makes of the text", () => {
    const noise = fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[kmp]/gi, ""));
    const separators = fc.array(fc.constantFrom("", " ", "-", "/", "\n"), {
      minLength: 13,
      maxLength: 13,
    });
    fc.assert(
      fc.property(noise, noise, separators, fc.boolean(), (before, after, between, isLower) => {
        const code = newReferenceCode();
        const printed = Array.from(code, (letter, n) => letter + (between[n] ?? "")).join("");
        const text = `${before} ${isLower ? printed.toLowerCase() : printed} ${after}`;
        expect(referenceCodesIn(text)).toContain(code);
      }),
    );
  });

  test("do not repeat and need all their letters", () => {
    const codes = new Set(Array.from({ length: 10_000 }, newReferenceCode));
    expect(codes.size).toBe(10_000);
    expect(referenceCodesIn("KMP123456789")).toEqual([]);
    expect(referenceCodesIn("INVOICE 4711")).toEqual([]);
    const [a, b] = [newReferenceCode(), newReferenceCode()];
    expect(referenceCodesIn(`${a}${b}`)).toEqual([a, b]);
  });
});
