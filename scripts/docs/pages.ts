import { format } from "prettier";
import { controls, evidenceSchema, regimeIds } from "../../catalogue";
import { controlPage } from "./control-page";
import { indexPage } from "./index-page";
import { regimePage } from "./regime-page";

/** Every generated file under docs/: its path there → its text. */
export async function generatedDocs(): Promise<Map<string, string>> {
  const schema = await format(JSON.stringify(evidenceSchema), { parser: "json", printWidth: 120 });
  return new Map([
    ["controls/index.md", indexPage()],
    ...controls.map((control) => [`controls/${control.id}.md`, controlPage(control)] as const),
    ...regimeIds.map((id) => [`controls/regime-${id}.md`, regimePage(id)] as const),
    ["evidence.schema.json", schema],
  ]);
}
