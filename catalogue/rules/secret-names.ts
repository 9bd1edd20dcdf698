/**
 * Patterns by which a name tells that its value is a secret, and a text that it holds one; they mean the same to RE2 and to
 * JavaScript. Those of names are read without regard to the case of letters.
 */
const separator = "[_.-]?";
const key = `${separator}keys?`;

const words = [
  "passwords?",
  "passwd",
  "secrets?",
  "token",
  `api${key}`,
  `access${key}`,
  `private${key}`,
  "credentials?",
];

/** What stands at the end of a name that is about a secret and holds none. */
const abouts = [
  ...["file", "path", "dir", "name", "arn", "url", "uri", "endpoint", "host", "port", "id", "ref", "type", "version"],
  ...["ttl", "age", "expiry", "expiration", "lifetime", "timeout", "interval", "seconds", "minutes", "hours", "days"],
  ...["policy", "length", "limit", "issuer", "audience", "header", "prefix", "region", "model", "enabled", "required"],
];

/** A word of these stands in the name as a whole: not the beginning of a longer one, such as tokenizer. */
const secret = `(${words.join("|")})([^a-z]|$)`;

/** Files of programs and pages, which deal with secrets. */
const programs = ["js", "mjs", "cjs", "ts", "py", "rb", "go", "lua", "sh", "sql", "rego", "tpl", "html", "md"];

/** The name is about a secret: it ends in such a word, perhaps with that of a kind of file behind it, or is a program's. */
const about = `[^a-z](${abouts.join("|")})([.][a-z]+)?$|[.](${programs.join("|")})$`;

/** A private key as PEM writes it, of whatever algorithm. */
const privateKey = "-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----";

export const secretPatterns = { secret, about, privateKey } as const;

/** Texts that no secret is: nothing at all, and switches. */
export const noSecrets = ["", "true", "false"] as const;
