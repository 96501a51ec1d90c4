interface Audience {
  platform: string;
  followersCount: number;
}

/** Followers, those of each platform once: whoever has two accounts there has much the same people. */
export function reachOf(accounts: readonly Audience[]): number {
  const most = new Map<string, number>();
  for (const { platform, followersCount } of accounts)
    most.set(platform, Math.max(most.get(platform) ?? 0, followersCount));
  return [...most.values()].reduce((sum, count) => sum + count, 0);
}
