import { falcoVersions } from "../versions";
import { below, type FieldList } from "./field";

/** Fields of what a process has open: files and connections; and of paths that a call names. */
export const fileFields: FieldList = {
  of: "falco",
  version: falcoVersions.falco,
  names: [
    ...below(
      "fd",
      `num type types[?] typechar name nameraw directory filename ip cip sip lip rip port cport sport lport rport net cnet snet
       lnet rnet cip.name sip.name lip.name rip.name proto cproto sproto lproto rproto l4proto sockfamily is_server
       connected name_changed uid containername containerdirectory ino dev dev.major dev.minor is_upper_layer is_lower_layer`,
    ),
    ...below("fs.path", "name nameraw source sourceraw target targetraw"),
  ],
};
