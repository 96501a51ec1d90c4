import fc from "fast-check";
import { influenceOf } from "../../src/features/discovery/search/influence";

const account = (followersCount: number, averageEngagementsCount: number, postsCount = 50) => ({
  followersCount,
  averageEngagementsCount,
  postsCount,
});
const scoreOf = (...accounts: ReturnType<typeof account>[]) => influenceOf(accounts).score;

test("1,000 followers with 500 reactions, then 10,000 with 1,000, then millions with 2,000", () => {
  const close = scoreOf(account(1_000, 500));
  const wider = scoreOf(account(10_000, 1_000));
  const celebrity = scoreOf(account(2_000_000, 2_000));
  expect(close).toBeGreaterThan(wider);
  expect(wider).toBeGreaterThan(celebrity);
});

test("three posts say less than three hundred", () => {
  expect(scoreOf(account(1_000, 500, 3))).toBeLessThan(scoreOf(account(1_000, 500, 300)));
  // And less against somebody, too.
  expect(scoreOf(account(1_000, 1, 3))).toBeGreaterThan(scoreOf(account(1_000, 1, 300)));
});

const followers = fc.integer({ min: 1, max: 2_000_000_000 });
const posts = fc.integer({ min: 1, max: 10_000 });

test("more reactions of the same followers are never less influence", () => {
  fc.assert(
    fc.property(followers, posts, fc.nat(), fc.nat(), (many, count, one, more) => {
      const few = one % many;
      const less = scoreOf(account(many, few, count));
      const most = scoreOf(account(many, few + (more % (many - few)), count));
      expect(most).toBeGreaterThanOrEqual(less);
    }),
  );
});

test("ten times the followers with ten times the reactions are the same influence", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), posts, fc.nat(), (many, count, some) => {
      const reactions = some % many;
      const small = scoreOf(account(many, reactions, count));
      const large = scoreOf(account(many * 10, reactions * 10, count));
      expect(large).toBeCloseTo(small, 12);
    }),
  );
});

test("one reaction more or less moves it by no more than its share", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1_000_000 }), posts, fc.nat(), (many, count, some) => {
      const reactions = some % (many - 1);
      const one = scoreOf(account(many, reactions, count));
      const next = scoreOf(account(many, reactions + 1, count));
      expect(next - one).toBeLessThanOrEqual(1 / many + 1e-12);
    }),
  );
});

test("the order of accounts does not matter, and the factors add up to the score", () => {
  const some = fc.record({
    followersCount: followers,
    averageEngagementsCount: fc.nat(),
    postsCount: fc.nat(500),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 5 }), (accounts) => {
      const { score, factors } = influenceOf(accounts);
      expect(influenceOf([...accounts].reverse()).score).toBeCloseTo(score, 12);
      const sum = factors.reduce((total, { value, weight }) => total + value * weight, 0);
      expect(sum).toBeCloseTo(score, 12);
      expect(factors.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 12);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }),
  );
});
