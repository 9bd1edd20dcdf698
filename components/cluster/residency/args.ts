export interface ResidencyArgs {
  /**
   * Grounds on which data may lie where a regime in force does not let it lie by itself, by the regime's id ("gdpr",
   * "popia"): which instrument, and where it is filed, for example "standard contractual clauses with AWS, register
   * entry 12". It lifts that regime's limit for every region of the stack, its backups included. @default none
   */
  basis?: Record<string, string>;
}
