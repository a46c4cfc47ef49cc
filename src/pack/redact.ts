import { lintSource } from '@secretlint/core';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { LruCache } from '../base/lru.ts';

/** A text that may leave. It has exactly the lines of its original. */
export interface RedactedText {
  readonly text: string;
  /** What was taken out: 0-based line in the file and the scanner's rule, in order of position. */
  readonly redactions: readonly { readonly line: number; readonly rule: string }[];
}

/** The gate that every text passes before it goes to a model, a prompt file, or the clipboard. */
export interface Redactor {
  /**
   * Replaces the secrets in a file's whole text. Give it the whole file: a private key that is cut in two is not
   * recognised any more. When the scanner fails, every line is replaced: better nothing than a secret.
   */
  redact(path: string, text: string): Promise<RedactedText>;
}

const CACHED_CHARACTERS = 16_000_000;

const config = {
  rules: rules
    // A comment in a repository must not be able to open the gate.
    .filter(rule => rule.meta.id !== '@secretlint/secretlint-rule-filter-comments')
    .map(rule => ({
      id: rule.meta.id,
      rule,
      ...(rule.meta.id === '@secretlint/secretlint-rule-aws' ? { options: { enableIDScanRule: true } } : {}),
    })),
};

/** Names of files that hold secrets by their nature; they never leave, whatever they contain. */
const secretFile =
  /(^|\/)(\.env(\.(?!(example|sample|template|dist)$)[^/]+)?|\.netrc|\.pgpass|\.htpasswd|id_(rsa|dsa|ecdsa|ed25519)|[^/]+\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk))$/i;

/** Whether a file is kept back by its name alone. */
export function isSecretFile(path: string): boolean {
  return secretFile.test(path);
}

export function createRedactor(): Redactor {
  const known = new LruCache<string, { text: string; redacted: RedactedText }>(
    CACHED_CHARACTERS,
    entry => entry.text.length + 256,
  );
  return {
    async redact(path, text) {
      const before = known.get(path);
      if (before && before.text === text) return before.redacted;
      const redacted = await scan(path, text);
      known.set(path, { text, redacted });
      return redacted;
    },
  };
}

async function scan(path: string, text: string): Promise<RedactedText> {
  let findings: Finding[];
  try {
    const dot = path.lastIndexOf('.');
    const result = await lintSource({
      source: { content: text, filePath: path, ext: dot < 0 ? '' : path.slice(dot), contentType: 'text' },
      options: { config, noPhysicFilePath: true },
    });
    findings = result.messages.flatMap(message => findingsOf(message, text));
  } catch {
    findings = [{ start: 0, end: text.length, rule: 'scanner failed' }];
  }
  return replace(text, findings);
}

interface Finding {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** The reported range may begin before the secret and end inside it, so the secret itself is looked up too. */
function findingsOf(message: { ruleId: string; range: readonly number[]; data?: object }, text: string): Finding[] {
  const rule = message.ruleId.replace('@secretlint/secretlint-rule-', '');
  const [start = 0, end = 0] = message.range;
  const findings = [{ start, end, rule }];
  for (const value of Object.values(message.data ?? {})) {
    if (typeof value !== 'string' || value.length < 6) continue;
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
      findings.push({ start: at, end: at + value.length, rule });
    }
  }
  return findings;
}

function replace(text: string, findings: readonly Finding[]): RedactedText {
  if (findings.length === 0) return { text, redactions: [] };
  const sorted = [...findings].sort((a, b) => a.start - b.start || b.end - a.end || (a.rule < b.rule ? -1 : 1));
  const merged: Finding[] = [];
  for (const finding of sorted) {
    const last = merged.at(-1);
    if (last && finding.start < last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, finding.end) };
    else merged.push(finding);
  }
  let result = '';
  let from = 0;
  let line = 0;
  const redactions: { line: number; rule: string }[] = [];
  for (const { start, end, rule } of merged) {
    const kept = text.slice(from, start);
    const secret = text.slice(start, end);
    line += breaksIn(kept).length;
    redactions.push({ line, rule });
    const breaks = breaksIn(secret);
    line += breaks.length;
    result += `${kept}[redacted: ${rule}]${breaks.join('')}`;
    from = end;
  }
  return { text: result + text.slice(from), redactions };
}

function breaksIn(text: string): string[] {
  return text.match(/\r\n|\r|\n/g) ?? [];
}
