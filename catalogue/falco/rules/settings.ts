/** What our rules know of a cluster. */
export interface FalcoRuleSettings {
  /** Namespaces with data that a regime protects. */
  regulatedNamespaces: string[];
  dataMounts: DataMount[];
  /** Networks, in CIDR form, that pods of regulated namespaces may connect to. */
  allowedNetworks: string[];
  /** Ports that they may connect to wherever it is. */
  allowedPorts: number[];
  /** Users of the API server that are machines; `*` at the end stands for anything. */
  automationUsers: string[];
  /** Users that are for emergencies; `*` as above. */
  breakGlassUsers: string[];
}

/** A folder with regulated data, as the containers of its namespace see it, and the programs that may read it. */
export interface DataMount {
  namespace: string;
  /** Absolute, without a slash at the end. */
  path: string;
  /** Paths of programs in the container. */
  readers: string[];
}
