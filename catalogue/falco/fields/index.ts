import { FalcoSource } from "../contracts";
import { auditFields, jsonFields } from "./audit";
import { containerFields } from "./containers";
import { eventFields, syscallEventFields } from "./events";
import { byName, type FieldList } from "./field";
import { fileFields } from "./files";
import { processFields } from "./processes";

export type { FieldArgument } from "./field";

/** Every field list, by the source whose rules may use it. */
export const fieldLists: Record<FalcoSource, readonly FieldList[]> = {
  [FalcoSource.Syscall]: [eventFields, syscallEventFields, processFields, fileFields, containerFields],
  [FalcoSource.Audit]: [eventFields, auditFields, jsonFields],
};

/** By source and name, what is asked of a field's argument. */
export const fieldsOf = {
  [FalcoSource.Syscall]: byName(fieldLists[FalcoSource.Syscall]),
  [FalcoSource.Audit]: byName(fieldLists[FalcoSource.Audit]),
};

/** Fields that Falco still loads although they say nothing any more, and what to write in their place. */
export const endedFields: Record<string, string> = {
  "evt.dir": "no direction: there are only events of calls that have returned",
  "evt.latency": "no latency: there are only events of calls that have returned",
  "evt.wait_latency": "no latency: there are only events of calls that have returned",
  "container.info": "the single fields, such as container.id and container.name",
};
