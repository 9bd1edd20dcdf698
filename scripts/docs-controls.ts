import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { generatedDocs } from "./docs/pages";

/** Writes docs/controls/ anew, so that pages of removed controls go, and docs/evidence.schema.json. */
async function main(): Promise<void> {
  const docs = join(__dirname, "..", "docs");
  const files = await generatedDocs();
  await rm(join(docs, "controls"), { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(docs, path)), { recursive: true });
    await writeFile(join(docs, path), text);
  }
  console.log(`wrote ${files.size} files under docs/`);
}

void main();
