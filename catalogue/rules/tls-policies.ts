/**
 * Names of the security policies of load balancers that take TLS 1.2 and later only, as a regular expression. What comes
 * after TLS13 in a name is the oldest version that the policy takes:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const modernTlsPolicy = "^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-";
