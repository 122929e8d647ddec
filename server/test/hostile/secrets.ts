/** What a secret looks like when somebody leaves it in a file. */
const SECRETS: Record<string, RegExp> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'a cloud key': /\b(?:AKIA|ASIA|LTAI)[0-9A-Za-z]{12,20}\b/,
  'a token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|npm_[A-Za-z0-9]{36}|xox[bap]-[\w-]{20,}|sk-[A-Za-z0-9]{32,})\b/,
  'a signed token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'a password in an address': /\b[a-z]+:\/\/[\w.-]+:(?!\$|password@|campus@|postgres@|x@)[^@\s'"`${}/]{4,}@/,
  'a password':
    /\b(?:password|passwd|secret|token|api_?key)\b['"]?\s*[:=]\s*['"](?=[^'"]*\d)(?=[^'"]*[a-z])(?=[^'"]*[A-Z])[\w+/=]{12,}['"]/i,
};

/** @returns file and kind of each; never the secret itself */
export const secretsIn = (file: string, text: string): string[] =>
  Object.entries(SECRETS).flatMap(([kind, pattern]) => (pattern.test(text) ? [`${file}: ${kind}`] : []));
