/** Letters that were written into the mail folder because no mail server is configured. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { NotFoundError } from "../../kernel/errors";

export interface FolderLetter {
  id: string;
  to: string;
  subject: string;
  writtenAt: string;
  text: string;
}

const suffix = ".txt";
const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

/** As the door to mail writes them: two lines of head, an empty one, the text. */
function parse(content: string): Omit<FolderLetter, "id" | "writtenAt"> {
  const at = content.indexOf("\n\n");
  const head = content.slice(0, at);
  const valueOf = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(head)?.[1] ?? "";
  return { to: valueOf("To"), subject: valueOf("Subject"), text: content.slice(at + 2) };
}

async function readOne(folder: string, id: string): Promise<FolderLetter> {
  const file = path.join(folder, `${id}${suffix}`);
  const [content, { mtime }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
  return { id, writtenAt: mtime.toISOString(), ...parse(content) };
}

/** @throws NotFoundError */
export async function readLetter(folder: string, id: string): Promise<FolderLetter> {
  try {
    return await readOne(folder, id);
  } catch (error) {
    if (isMissing(error)) throw new NotFoundError();
    throw error;
  }
}

/** The newest first. */
export async function readLetters(folder: string, limit: number) {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const ids = names.flatMap((name) =>
    name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : [],
  );
  // Ids are ordered by time, so that no file has to be opened to find the newest.
  const newest = ids.sort().reverse().slice(0, limit);
  const letters = await Promise.all(newest.map((id) => readOne(folder, id)));
  return letters.map(({ text: _text, ...letter }) => letter);
}
