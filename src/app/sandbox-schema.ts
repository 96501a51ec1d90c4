import { z } from "zod";
import type { Contract } from "../platform/http/contract";

/** One of each kind of people. */
const demoKinds = ["brand", "creator", "finance_maker", "finance_checker", "operator"] as const;
export type DemoKind = (typeof demoKinds)[number];

export const sandboxContract = {
  listDemoUsers: {
    method: "get",
    path: "/v1/sandbox/demo-users",
    summary: "Whom one can log in as to try the sandbox; empty anywhere else",
    tag: "sandbox",
    permission: "sandbox.visit",
    status: 200,
    response: z.strictObject({
      items: z.array(
        z
          .strictObject({
            kind: z.enum(demoKinds),
            email: z.string(),
            password: z
              .string()
              .nullable()
              .meta({ description: "Told to callers on the same machine only" }),
          })
          .meta({ id: "DemoUser" }),
      ),
    }),
  },
} as const satisfies Contract;
