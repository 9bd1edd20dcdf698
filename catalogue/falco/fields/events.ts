import { falcoVersions } from "../versions";
import { below, type FieldList } from "./field";

/** Fields that every source has. */
export const eventFields: FieldList = {
  of: "falco",
  version: falcoVersions.falco,
  names: below(
    "evt",
    "num time time.s time.ns time.iso8601 datetime datetime.s rawtime rawtime.s rawtime.ns source hostname pluginname plugininfo",
  ),
};

/** Further fields of an event of the kernel. */
export const syscallEventFields: FieldList = {
  of: "falco",
  version: falcoVersions.falco,
  names: below(
    "evt",
    `type category args arg[] rawarg[] res rawres failed abspath is_open_read is_open_write is_open_exec is_open_create
     is_io is_io_read is_io_write io_dir is_wait is_syslog count cpu reltime info buffer buflen`,
  ),
};
