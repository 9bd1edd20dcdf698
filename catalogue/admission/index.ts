export * from "./gatekeeper";
export * from "./kyverno";
export { platformNamespaces } from "./platform-namespaces";
