/** Sends one webhook. Only the status matters; redirects are not followed and count as a failure, as at both providers. */
import { Agent, type ClientRequest, request } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";

const postTimeoutMs = 10_000;

export interface Poster {
  /** HTTP status, or 0 when there was no answer in time. Never rejects. */
  post(url: string, body: Buffer, headers: Readonly<Record<string, string>>): Promise<number>;
  close(): void;
}

/** @param socketsMax Connections open at the same time. */
export function createPoster(socketsMax: number): Poster {
  const plain = new Agent({ keepAlive: true, maxSockets: socketsMax });
  const secure = new TlsAgent({ keepAlive: true, maxSockets: socketsMax });

  function once(
    url: URL,
    body: Buffer,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ status: number; isStale: boolean }> {
    return new Promise((resolve) => {
      const options = {
        method: "POST",
        headers: { ...headers, "content-length": body.length },
        timeout: postTimeoutMs,
      };
      const sent: ClientRequest =
        url.protocol === "https:"
          ? tlsRequest(url, { ...options, agent: secure })
          : request(url, { ...options, agent: plain });
      sent.on("response", (response) => {
        response.resume();
        response.on("end", () => resolve({ status: response.statusCode ?? 0, isStale: false }));
        response.on("error", () => resolve({ status: 0, isStale: false }));
      });
      sent.on("timeout", () => sent.destroy(new Error("timed out")));
      sent.on("error", (error: NodeJS.ErrnoException) =>
        resolve({ status: 0, isStale: sent.reusedSocket && error.code === "ECONNRESET" }),
      );
      sent.end(body);
    });
  }

  return {
    post: async (target, body, headers) => {
      const url = URL.canParse(target) ? new URL(target) : undefined;
      if (!url || !/^https?:$/.test(url.protocol)) return 0;
      const first = await once(url, body, headers);
      // The receiver closed an idle connection just as it was used again; that is no failed delivery.
      return first.isStale ? (await once(url, body, headers)).status : first.status;
    },
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}
