import ipaddr from "ipaddr.js";
import type { Actor } from "../features/identity";
import { type BoundOperation, bindContract } from "../platform/http/contract";
import { readDemoLogins } from "./demo-logins";
import { sandboxContract } from "./sandbox-schema";
import type { Services } from "./services";

function isOwnMachine(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}

/** Whoever sits at the machine could read the password in the terminal; a sandbox that others reach keeps it. */
export function sandboxRoutes(services: Pick<Services, "config">): BoundOperation<Actor>[] {
  return bindContract<typeof sandboxContract, Actor>(sandboxContract, {
    listDemoUsers: async ({ client }) => {
      const isNear = isOwnMachine(client.address);
      return {
        items: readDemoLogins(services).map(({ password, ...login }) => ({
          ...login,
          password: isNear ? password : null,
        })),
      };
    },
  });
}
