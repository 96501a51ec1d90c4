/** One logged-in person for each role, and somebody with none. */
import type { Role } from "../../src/features/identity";
import type { Client, TestApp } from "./app";
import { type Brand, type Creator, createMarketplace } from "./marketplace";
import { newMember, newStaff } from "./people";

type LoggedInRole = Exclude<Role, "public">;

export interface Everybody {
  brand: Brand;
  creator: Creator;
  /** Logged in, and nothing else. */
  nobody: Client;
  clients: Readonly<Record<LoggedInRole, Client>>;
}

export async function newEverybody(app: TestApp): Promise<Everybody> {
  const market = createMarketplace(app);
  const brand = await market.brand();
  const creator = await market.creator();
  const staff = async (role: Role) => (await newStaff(app, [role])).client;
  return {
    brand,
    creator,
    nobody: (await newStaff(app, [])).client,
    clients: {
      brand_manager: brand.client,
      brand_member: await newMember(app, brand.id),
      creator: creator.client,
      finance_maker: await staff("finance_maker"),
      finance_checker: await staff("finance_checker"),
      operator: await staff("operator"),
    },
  };
}
