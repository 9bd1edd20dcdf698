export * from "./gatekeeper";
export { platformNamespaces } from "./platform-namespaces";
