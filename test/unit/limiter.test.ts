import { createLimiter } from "../../src/platform/limiter";

/** Work that ends when it is told to. */
function pending() {
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { work: () => done, finish };
}

test("runs as many at once as allowed, lets some wait in order, and turns the rest away", async () => {
  const limiter = createLimiter(1, 1);
  const first = pending();
  const order: string[] = [];
  const running = limiter.run(first.work).then(() => order.push("first"));
  const waiting = limiter.run(async () => void order.push("second"));
  await expect(limiter.run(async () => "third")).rejects.toMatchObject({
    status: 503,
    code: "service_unavailable",
  });
  first.finish();
  await Promise.all([running, waiting]);
  expect(order).toHaveLength(2);
  expect(await limiter.run(async () => "free again")).toBe("free again");
});

test("work that fails gives its place back", async () => {
  const limiter = createLimiter(1, 0);
  await expect(limiter.run(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await limiter.run(async () => 1)).toBe(1);
});
