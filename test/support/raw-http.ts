/** HTTP requests byte by byte, for what no well-behaved client would send. */
import http from "node:http";

export interface RawRequest {
  method: string;
  /** Sent as it is, so that a test can send `%ff`. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface RawAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { pointer: string; detail: string }[];
}

export interface Sender {
  send(request: RawRequest): Promise<RawAnswer>;
  close(): void;
}

export function createSender(url: string): Sender {
  const { hostname, port } = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  async function once({ method, path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
    return await new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
      const call = http.request(
        { agent, hostname, port, method, path, headers: { ...length, ...headers } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: Buffer.concat(chunks).toString("utf8"),
            }),
          );
        },
      );
      call.on("error", (error: NodeJS.ErrnoException) =>
        reject(Object.assign(error, { isReused: call.reusedSocket })),
      );
      call.end(body);
    });
  }
  return {
    async send(request) {
      try {
        return await once(request);
      } catch (error) {
        // The server may close an idle connection in the moment in which it is used again.
        if (!(error as { isReused?: boolean }).isReused) throw error;
        return await once(request);
      }
    },
    close: () => agent.destroy(),
  };
}

const stackOrSql = /\bat .+:\d+:\d+|node_modules|SELECT |INSERT |QueryFailed|\.ts\b|\.js\b/;

/** The problem document of an answer, which must be one in every respect. */
export function problemOf(answer: RawAnswer, hint = ""): ProblemDocument {
  const seen = { hint, status: answer.status, type: answer.headers["content-type"] };
  expect(seen).toEqual({ ...seen, type: "application/problem+json; charset=utf-8" });
  const problem = JSON.parse(answer.text) as ProblemDocument;
  expect({ hint, ...problem }).toMatchObject({
    type: `urn:kampanye:problem:${problem.code}`,
    status: answer.status,
    code: expect.stringMatching(/^[a-z][a-z0-9_]+$/),
    title: expect.stringMatching(/\S/),
    detail: expect.stringMatching(/\S/),
  });
  expect(problem.title).not.toContain(problem.code);
  expect(answer.text).not.toMatch(stackOrSql);
  return problem;
}

/** Runs `work` for every item, a few at a time, in order. Answers how many there were, so that none is noticed. */
export async function eachOf<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
  width = 8,
): Promise<number> {
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < items.length; at = next++) await work(items[at] as T, at);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return items.length;
}
