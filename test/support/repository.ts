/** The repository as text, for tests about the sources themselves. */
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";

/** Folder with package.json; the compiled test lies in dist/test/support, of this checkout or linked to it. */
export const repositoryRoot = path.dirname(
  realpathSync(path.resolve(__dirname, "../../../package.json")),
);

export function readRepositoryFile(name: string): string {
  return readFileSync(path.join(repositoryRoot, name), "utf8");
}

export interface SourceFile {
  /** Path from the root with forward slashes, such as `src/kernel/money.ts`. */
  name: string;
  text: string;
}

/** Every TypeScript file below these folders, in a stable order. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => path.posix.join(folder, name.replaceAll(path.sep, "/"))),
    )
    .sort()
    .map((name) => ({ name, text: readRepositoryFile(name) }));
}
