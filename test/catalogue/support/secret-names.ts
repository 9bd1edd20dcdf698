/** Names that say that the value is a secret. */
export const secretNames = [
  ...["PASSWORD", "DB_PASSWORD", "db_passwd", "PGPASSWORD", "Password", "password", "passwords", "PASSWORD_1"],
  ...["DB_PASSWORD_PROD", "SECRET", "CLIENT_SECRET", "SECRET_KEY", "DJANGO_SECRET_KEY", "secrets.yaml", "clientSecret"],
  ...["TOKEN", "AUTH_TOKEN", "GITHUB_TOKEN", "bearer-token", "accessToken", "TOKEN_A"],
  ...["API_KEY", "api-key", "api.key", "MAPS_APIKEY", "apiKey", "STRIPE_API_KEYS"],
  ...["ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "accesskey", "PRIVATE_KEY", "private-key", "privateKey"],
  ...["CREDENTIAL", "CREDENTIALS", "db-credentials", "credentials.json", "pAsSwOrD"],
];

/** Names that say no such thing, or are about a secret. */
export const plainNames = [
  ...["LEVEL", "PORT", "KEY", "PUBLIC_KEY", "HOST", "PASS", "TOKENIZER", "TOKENIZER_MODEL", "tokenizer.json"],
  ...["MAX_TOKENS", "SECRETARY", "BROKEN", "API", "KEYBOARD", "ACCESS", "APIKEYED", "token-file"],
  ...["DB_PASSWORD_FILE", "CREDENTIAL_PATH", "SECRET_NAME", "SECRET_ARN", "TOKEN_URL", "AWS_ACCESS_KEY_ID"],
  ...["TOKEN_TTL", "PASSWORD_POLICY", "password-policy.json", "TOKEN_EXPIRY_SECONDS", "PASSWORD_MIN_LENGTH"],
  ...["AWS_WEB_IDENTITY_TOKEN_FILE", "aws_web_identity_token_file", "credentials.mjs", "token.html"],
];
