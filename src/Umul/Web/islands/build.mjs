// Bundles every island into wwwroot/islands/islands.js: each .ts file anywhere in the project that defines a custom element.
// One bundle, so that islands on one page share one instance of what they share (the run set, the live feed).
import { build, context } from "esbuild";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, "..", "..");
const skipped = new Set(["node_modules", "wwwroot", "bin", "obj"]);

function* sources(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (!skipped.has(name)) yield* sources(path);
    } else if (name.endsWith(".ts")) yield path;
  }
}

const islands = [...sources(project)].filter((path) => readFileSync(path, "utf8").includes("customElements.define("));
const watching = process.argv.includes("--watch");
const options = {
  stdin: {
    contents: islands.map((path) => `import "./${relative(project, path).replaceAll("\\", "/")}";`).join("\n"),
    resolveDir: project,
    sourcefile: "islands.ts",
  },
  outfile: join(project, "wwwroot", "islands", "islands.js"),
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: !watching,
  legalComments: "none",
  logLevel: "warning",
};

if (watching) await (await context(options)).watch();
else await build(options);
