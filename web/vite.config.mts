import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const outDir = path.resolve(import.meta.dirname, "../dist-web");
const compressible = /\.(js|css|svg|json)$/;
/** Eleven would save two per cent more and take ten times as long. */
const brotliQuality = 9;

/** The server never compresses: what it sends lies ready beside each file. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    closeBundle() {
      const folder = path.join(outDir, "assets");
      for (const name of readdirSync(folder).filter((file) => compressible.test(file))) {
        const file = path.join(folder, name);
        const bytes = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality };
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
      }
    },
  };
}

const barrels = ["@mantine/core", "@mantine/hooks"];

/** Name of every export of a package → the file that makes it. */
function filesOf(packageName: string): Map<string, string> {
  const folder = path.resolve(import.meta.dirname, "../node_modules", packageName, "esm");
  const text = readFileSync(path.join(folder, "index.mjs"), "utf8");
  const imports = text.matchAll(/^import \{ ([^}]+) \} from "\.\/([^"]+)";$/gm);
  return new Map(
    [...imports].flatMap(([, names = "", file = ""]) =>
      names.split(", ").map((name) => [name, path.join(folder, file)] as const),
    ),
  );
}

/**
 * Imports each component from its own file. Through the index of the library every page's components would count as
 * reachable from the first one, and all of them would be in the script that everybody loads first.
 */
function directImports(): Plugin {
  const known = new Map(barrels.map((name) => [name, filesOf(name)]));
  const pattern = /import\s*\{([^}]*)\}\s*from\s*["'](@mantine\/(?:core|hooks))["'];?/g;
  const direct = (files: Map<string, string> | undefined, name: string, from: string) => {
    const [exported = ""] = name.split(/\s+as\s+/);
    return `import { ${name} } from ${JSON.stringify(files?.get(exported) ?? from)};`;
  };
  return {
    name: "direct-imports",
    apply: "build",
    transform(code, id) {
      if (!/\.(tsx?|mjs)$/.test(id) || !code.includes("@mantine/")) return undefined;
      return code.replaceAll(pattern, (_whole, names: string, from: string) =>
        names
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== "" && !name.startsWith("type "))
          .map((name) => direct(known.get(from), name, from))
          .join(""),
      );
    },
  };
}

const api = process.env["API_URL"] ?? "http://localhost:3000";

// oxlint-disable-next-line import/no-default-export -- Vite asks for a default export here.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [directImports(), precompress()],
  server: {
    port: 5173,
    strictPort: true,
    // The API takes changes only from its own pages, so ours have to look like them.
    proxy: { "/v1": { target: api, changeOrigin: true, headers: { origin: api } } },
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    // Fonts and pictures as data: addresses would need a wider policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 800,
    reportCompressedSize: false,
    rolldownOptions: {
      // Every file of a component library says "use client", which means nothing without a server that draws.
      onLog: (level, log, handle) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
      },
    },
  },
});
