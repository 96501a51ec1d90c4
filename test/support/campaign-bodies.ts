/** A complete campaign as a brand would send it. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export const usd = (amountMinor: bigint | number | string) => ({
  amountMinor: String(amountMinor),
  currency: "USD",
});

export function campaignBody(changes: object = {}) {
  return {
    title: "Cold brew for early risers",
    compensation: "money",
    currency: "USD",
    budget: usd(100_000),
    fee: usd(10_000),
    creatorsMax: 3,
    applyBy: dayFromNow(7),
    postBy: dayFromNow(21),
    brief: {
      goal: "Show how you start your morning with our cold brew",
      product: { name: "Cold brew 250 ml", description: "Ready to drink" },
      keyMessages: ["No sugar added"],
      hashtags: ["#kopipagi"],
      mentions: ["@warung.kopi"],
      disclosureMarket: "US",
      disclosureTags: ["#ad"],
    },
    deliverables: [{ platform: "instagram", kind: "reel", quantity: 1 }],
    requirements: { countries: ["ID"], languages: ["id"], niches: ["coffee"], followersMin: 500 },
    ...changes,
  };
}

export const productOnly = { compensation: "product", budget: undefined, fee: undefined };
