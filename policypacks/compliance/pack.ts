import { PolicyPack } from "@pulumi/policy";
import { packName } from "../../catalogue";
import { policiesFor } from "./policies";
import { compileAhead } from "./policies/kubernetes/rulebooks";
import { listen } from "./run/listen";
import { createSession } from "./run/session";

// Importing this file serves the pack: it is what Pulumi's runner is for.
const session = createSession({
  packFolder: process.cwd(),
  environment: process.env,
  now: () => new Date(),
  whileWaiting: () => setImmediate(compileAhead),
});
const heard = listen(session);
new PolicyPack(packName, { policies: policiesFor(session, heard), description: "Controls of regulated EKS stacks" });
