/**
 * Made-up creators at any size, to try things out: set-based, and the same for the same seed. They are marked as synthetic
 * in their profile and in the source of their figures, and nobody can log in as one of them.
 */
import { newId } from "../../kernel/ids";
import { socialPlatforms } from "../../kernel/social-platform";
import { allowLongReading, exec, one, type Tx } from "../../platform/db/sql";
import { hashPassword } from "../identity";
import { nicheCodes } from "./niches/niches";

export interface CreatorSeed {
  creatorsCount: number;
  /** Another number makes other people. */
  seed: number;
}

const given =
  "Ayu Budi Citra Dewi Eka Fajar Gita Rina Siti Wayan สมชาย มาลี อรทัย ก้อง ณัฐ Ben Zoe João Mei Lin".split(
    " ",
  );
const family = "Santoso Wijaya Putri ใจดี วงศ์ทอง Tan Smith Silva Lestari Hidayat Kim Garcia".split(
  " ",
);
const bios = [
  "Kopi, kamera, dan jalan sore",
  "ทำอาหารง่าย ๆ ที่บ้าน ทุกวันอาทิตย์",
  "Small things, looked at closely",
  "Review jujur tanpa janji",
  "รีวิวของใช้ในบ้านและต้นไม้",
  "Glass, light and laboratory stories",
];
/** Countries with those that come up more often written more often, and what is spoken there. */
const homes = "ID ID ID ID TH TH TH US US GB SG MY PH VN BR DE FR IN AU JP".split(" ");
const tongues =
  "id id,en id id,en th th th,en en en,es en en,zh ms,en tl,en vi pt de fr hi,en en ja".split(" ");

/** Ids in the order of the numbers, in the form of UUID version 7; `kind` keeps tables apart. */
const id = (number: string, kind: string) => `(
  lpad(to_hex((1700000000000 + ${number})::bigint >> 16), 8, '0') || '-' ||
  lpad(to_hex((1700000000000 + ${number})::bigint & 65535), 4, '0') || '-7${kind}-8' ||
  lpad(to_hex($1::bigint & 4095), 3, '0') || '-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;

/** Between 0 and 1, by the seed, the number and what it is for. */
const chance = (number: string, salt: number) =>
  `((hashint8extended((${number})::bigint, $1::bigint * 1000 + ${salt}) & 1073741823) / 1073741824.0)`;

const pick = (list: string, number: string, salt: number) =>
  `(${list})[1 + floor(${chance(number, salt)} * cardinality(${list}))::int]`;

const values = (list: readonly string[]) =>
  `ARRAY[${list.map((text) => `'${text.replaceAll("'", "''")}'`).join(",")}]::text[]`;

const numbers = "generate_series(1, $2::bigint) AS n";
const currencyOf = `CASE c.country WHEN 'ID' THEN 'IDR' WHEN 'TH' THEN 'THB' ELSE 'USD' END`;
/** Minor units of one dollar, roughly; made-up prices need no dated rate. */
const dollar = `CASE c.country WHEN 'ID' THEN 1600000 WHEN 'TH' THEN 3500 ELSE 100 END`;

const users = `
  INSERT INTO users (id, email, password_hash, display_name, locale, roles)
  SELECT ${id("n", "a00")}, 'synthetic-' || $1::text || '-' || n || '@synthetic.invalid', $3,
         ${pick(values(given), "n", 1)} || ' ' || ${pick(values(family), "n", 2)}, 'en', ARRAY['creator']
  FROM ${numbers}`;

const creators = `
  INSERT INTO creators (id, user_id, display_name, bio, country, languages, niches, is_synthetic, created_at)
  SELECT ${id("n", "c00")}, ${id("n", "a00")}, u.display_name, ${pick(values(bios), "n", 3)},
         ${pick(values(homes), "n", 4)}, string_to_array(${pick(values(tongues), "n", 4)}, ','),
         ARRAY(SELECT DISTINCT ${pick(values(nicheCodes), "n * 4 + k", 5)} FROM generate_series(1, 1 + (n % 3)) AS k),
         true, now() - ${chance("n", 6)} * interval '900 days'
  FROM ${numbers} JOIN users u ON u.id = ${id("n", "a00")}`;

/** OFFSET 0 has each figure reckoned once. One account for each, a second for every third: few with very many followers, most with some thousands. */
const accounts = `
  INSERT INTO social_accounts (id, creator_id, platform, handle, followers_count, average_engagements_count,
    average_likes_count, average_comments_count, average_views_count, posts_count, measured_on, source)
  SELECT ${id("n * 2 + k", "b00")}, ${id("n", "c00")},
         (${values(socialPlatforms)})[1 + ((n + k * 2) % ${socialPlatforms.length})::int], 's' || $1::text || '_' || n || '_' || k,
         f, e, e - e / 12, e / 12, (f * (0.2 + ${chance("n * 2 + k", 7)}))::int,
         1 + floor(${chance("n * 2 + k", 8)} * 400)::int, '2026-11-01', 'synthetic'
  FROM ${numbers}, generate_series(0, CASE WHEN n % 3 = 0 THEN 1 ELSE 0 END) AS k,
    LATERAL (SELECT floor(least(400000000, exp(5.5 + 3.2 * sqrt(-2 * ln(${chance("n * 2 + k", 9)} + 1e-9)) * abs(cos(6.283 * ${chance("n * 2 + k", 10)})))))::int AS f OFFSET 0) AS size,
    LATERAL (SELECT floor(f * (0.004 + 0.12 * power(${chance("n * 2 + k", 11)}, 3)) * power(f + 10, -0.05))::int AS e OFFSET 0) AS reaction`;

const snapshots = `
  INSERT INTO account_snapshots (account_id, measured_on, followers_count, average_engagements_count,
    average_views_count, average_likes_count, average_comments_count, posts_count, source)
  SELECT a.id, a.measured_on, a.followers_count, a.average_engagements_count, a.average_views_count,
         a.average_likes_count, a.average_comments_count, a.posts_count, 'synthetic'
  FROM ${numbers} JOIN social_accounts a ON a.creator_id = ${id("n", "c00")}`;

/** Three of four say what a post costs; some of them what a story costs, too. */
const rates = `
  INSERT INTO creator_rates (id, creator_id, platform, kind, currency, amount_minor, set_at)
  SELECT ${id("n * 4 + k + 1", "d00")}, c.id, a.platform, CASE k WHEN 0 THEN 'post' ELSE 'story' END, ${currencyOf},
         greatest(1, (a.followers_count * (0.004 + 0.02 * ${chance("n * 4 + k", 12)}) * ${dollar})::bigint / (1 + k)),
         c.created_at
  FROM ${numbers} JOIN creators c ON c.id = ${id("n", "c00")}
    JOIN social_accounts a ON a.id = ${id("n * 2", "b00")},
    generate_series(0, (n % 2)::int) AS k
  WHERE n % 4 <> 3`;

/** @returns false when people of this seed are here already; nothing is added then. */
export async function seedCreators(tx: Tx, { creatorsCount, seed }: CreatorSeed): Promise<boolean> {
  const { known } = await one<{ known: boolean }>(
    tx,
    "SELECT EXISTS (SELECT FROM users WHERE email = 'synthetic-' || $1::text || '-1@synthetic.invalid') AS known",
    [seed],
  );
  if (known) return false;
  await allowLongReading(tx);
  // Of a password that nobody knows, and the same for all: to hash a million takes hours.
  const nobodys = await hashPassword(newId() + newId());
  await exec(tx, users, [seed, creatorsCount, nobodys]);
  for (const statement of [creators, accounts, snapshots, rates]) {
    await exec(tx, statement, [seed, creatorsCount]);
  }
  return true;
}
