import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const out = join(import.meta.dirname, "dist");

/** Compressed once here, so that no server does it for every browser. Small files are not worth it. */
const packed: Plugin = {
  name: "packed",
  closeBundle() {
    for (const name of readdirSync(out, { recursive: true, encoding: "utf8" })) {
      if (!/\.(js|css|html|svg|webmanifest)$/.test(name)) continue;
      const file = join(out, name);
      const bytes = readFileSync(file);
      if (bytes.length < 500) continue;
      // Quality 11 takes seconds for the layout of stations without a drawing, which is seldom loaded.
      const quality = bytes.length > 500_000 ? 6 : 11;
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  publicDir: join(import.meta.dirname, "public"),
  plugins: [packed],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2024",
    // Nothing inline: the server's content security policy forbids it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    // How long compression takes is known.
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: ["index.html", "crew/index.html"].map((page) => join(import.meta.dirname, page)),
    },
  },
});
