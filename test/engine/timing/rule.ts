/**
 * What must be done before something else begins. Both are `<type> <name>`, of which all that match count; where both have
 * a group, those in which it matched the same text.
 */
export interface Order {
  first: RegExp;
  then: RegExp;
  why: string;
}
