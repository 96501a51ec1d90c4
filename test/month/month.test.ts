import { runMonth } from "./run";

const payouts = 50;

test("a month of mixed traffic reconciles, and twenty planted discrepancies are found, no more", async () => {
  const { clean, spoiled, figures } = await runMonth(1, payouts);
  expect(clean.findings).toEqual([]);
  expect(spoiled.findings).toEqual([]);
  expect(figures.planted).toBe(20);
  const openLines = Object.keys(figures.lines).filter((name) => name.endsWith("open"));
  expect(openLines).toEqual([]);
}, 400_000);
