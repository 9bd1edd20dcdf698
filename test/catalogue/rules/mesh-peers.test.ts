import { expect } from "chai";
import { meshPeers } from "../../../catalogue/rules/mesh-peers";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const peer = (spec?: Json): Json => ({
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata: { name: "default", namespace: "shop" },
  ...(spec === undefined ? {} : { spec }),
});
const mode = (word: unknown) => peer({ mtls: { mode: word } });
const ports = (...words: unknown[]) =>
  peer({
    mtls: { mode: "STRICT" },
    portLevelMtls: Object.fromEntries(words.map((word, index) => [String(8080 + index), { mode: word }])),
  });

const table: [what: string, object: Json, breaks: string[]][] = [
  ["STRICT", mode("STRICT"), []],
  ["UNSET", mode("UNSET"), []],
  ["no mode", peer({ mtls: {} }), []],
  ["no word of TLS", peer({}), []],
  ["no spec", peer(), []],
  ["PERMISSIVE", mode("PERMISSIVE"), ["peer-mode"]],
  ["DISABLE", mode("DISABLE"), ["peer-mode"]],
  ["a mode that nobody knows", mode("strict"), ["peer-mode"]],
  ["a number", mode(1), ["peer-mode"]],
  ["STRICT on ports", ports("STRICT", "UNSET"), []],
  ["no mode on a port", peer({ portLevelMtls: { "8080": {} } }), []],
  ["PERMISSIVE on a port", ports("PERMISSIVE"), ["peer-port-mode"]],
  ["DISABLE on the second port", ports("STRICT", "DISABLE"), ["peer-port-mode"]],
  [
    "both",
    peer({ mtls: { mode: "PERMISSIVE" }, portLevelMtls: { "1": { mode: "DISABLE" } } }),
    ["peer-mode", "peer-port-mode"],
  ],
];

describe("catalogue/rules: peers in the mesh", () => {
  for (const [what, object, breaks] of table) {
    it(`${what}: ${breaks.join(", ") || "allowed"}`, () => {
      expect(brokenIn(meshPeers, object)).to.deep.equal(breaks);
    });
  }
});
