/** A mail server that keeps what it takes, or refuses it. */
import net from "node:net";

export interface MailServer {
  url: string;
  /** Message-IDs in the order in which they were taken. */
  taken: string[];
  /** Whether letters are taken from now on. */
  setRefusing(isRefusing: boolean): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const taken: string[] = [];
  const sockets = new Set<net.Socket>();
  let isRefusing = false;
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    let message: string[] | undefined;
    let rest = "";
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (message && line !== ".") return void message.push(line);
      if (message) {
        const id = message.find((header) => /^message-id:/i.test(header)) ?? "";
        taken.push(id.replace(/^[^<]*<([^@]*)@.*$/, "$1"));
        message = undefined;
        return void say("250 taken");
      }
      if (/^DATA/i.test(line)) {
        message = [];
        return void say("354 go on");
      }
      if (/^RCPT/i.test(line) && isRefusing) return void say("550 nobody here");
      if (/^QUIT/i.test(line)) return void socket.end("221 bye\r\n");
      say("250 ok");
    };
    socket.on("data", (bytes) => {
      const lines = (rest + bytes.toString("utf8")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) hear(line);
    });
    say("220 ready");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    taken,
    setRefusing: (refusing) => {
      isRefusing = refusing;
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
