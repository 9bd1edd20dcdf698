export { type ChartNamespaceSpec, createChartNamespace } from "./namespace";
export { overrideMistakes } from "./overrides";
export { declareRelease, installChart } from "./release";
