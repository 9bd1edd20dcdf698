import { type Control, controlById } from "../../../catalogue";

/** The control of an id that the pack's own checks name. */
export function controlOf(id: string): Control {
  const control = controlById(id);
  if (control === undefined) throw new Error(`the catalogue holds no control ${id}`);
  return control;
}
