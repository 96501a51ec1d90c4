import type { Server } from "node:http";
import { OperatorError } from "../kernel/errors";

/** @throws OperatorError when the port is taken. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      reject(
        new OperatorError(
          `Port ${port} is taken by another program. Set PORT to a free one, or to 0.`,
        ),
      );
    });
    server.listen(port, host, () => resolve());
  });
}
