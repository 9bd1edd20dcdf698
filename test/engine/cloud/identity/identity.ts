/** How the cloud names a resource, and when it refuses a second one. */
export interface Identity {
  id: string;
  /** The service's words for a resource of the same id. Without them the id is new each time. */
  exists?: string;
  /** Another thing that only one resource of the type may have, such as a name beside a server-side id. */
  unique?: string;
  /** A create of one that exists overwrites it, as this call of the service does. */
  upsert?: boolean;
}
