import { falcoVersions } from "../versions";
import { below, type FieldList } from "./field";

/** Fields of the process, its ancestors, its thread and its user. */
export const processFields: FieldList = {
  of: "falco",
  version: falcoVersions.falco,
  names: [
    ...below(
      "proc",
      `name pname aname[?] exe pexe aexe[?] exepath pexepath aexepath[?] cmdline pcmdline acmdline[?] cmdnargs cmdlenargs
       exeline exe_ino exe_ino.ctime exe_ino.mtime exe_ino.ctime_duration_proc_start args cwd env[?] aenv[?] pid ppid apid[?]
       vpid pvpid sid sname sid.exe sid.exepath vpgid vpgid.name vpgid.exe vpgid.exepath pgid pgid.name pgid.exe
       pgid.exepath tty loginshellid duration ppid.duration pid.ts ppid.ts nthreads nchilds fdopencount
       is_exe_writable is_exe_upper_layer is_exe_lower_layer is_exe_from_memfd is_container_healthcheck
       is_container_liveness_probe is_container_readiness_probe is_sid_leader is_vpgid_leader is_pgid_leader
       stdin.type stdin.name stdout.type stdout.name stderr.type stderr.name pidns_init_start_ts`,
    ),
    ...below("thread", "cap_permitted cap_effective cap_inheritable tid vtid cgroups cgroup[] ismain nametid"),
    ...below("user", "uid name homedir shell loginuid loginname"),
    ...below("group", "gid name"),
  ],
};
