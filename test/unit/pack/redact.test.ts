import { beforeAll, describe, expect, test } from 'vitest';
import { createRedactor, isSecretFile } from '../../../src/pack/redact.ts';
import { pack, type TestWorkspace, workspaceOf } from './workspace.ts';

/** Made when the test runs, so that no file of this repository holds anything that looks like a secret. */
const letters = (length: number) =>
  Array.from({ length }, (_, at) => 'aB3cD4eF5gH6iJ7kL8mN9oP'[(at * 7 + (at >> 3)) % 23]).join('');
const keyBody = Array.from({ length: 12 }, (_, at) => `MII${letters(61 - (at % 2))}`).join('\n');
const secrets: Readonly<Record<string, { text: string; secret: string; rule: string }>> = {
  'AWS secret key': wrapped(letters(40), 'aws', secret => `AWS_SECRET_ACCESS_KEY = "${secret}"`),
  'AWS key id': wrapped(`AKIA${'Q3EGUZ7SYXZ4WJ7B'}`, 'aws'),
  GitHub: wrapped(`ghp_${letters(36)}`, 'github'),
  'GitHub, fine-grained': wrapped(`github_pat_${letters(82)}`, 'github'),
  Slack: wrapped(['xoxb', '123456789012', '1234567890123', letters(24)].join('-'), 'slack'),
  npm: wrapped(`npm_${letters(36)}`, 'npm'),
  OpenAI: wrapped(`sk-${letters(20)}T3Blbk${'FJ'}${letters(20)}`, 'openai'),
  Anthropic: wrapped(`sk-ant-api03-${letters(93)}AA`, 'anthropic'),
  'basic-auth URL': wrapped(
    letters(14),
    'basicauth',
    secret => `const url = 'https://deploy:${secret}@example.com/x';`,
  ),
  database: wrapped(letters(14), 'database', secret => `url = "postgres://app:${secret}@db.example.com:5432/shop"`),
  'private key': wrapped(
    keyBody,
    'privatekey',
    secret => `const key = \`-----BEGIN RSA PRIVATE ${'KEY'}-----\n${secret}\n-----END RSA PRIVATE ${'KEY'}-----\n\`;`,
  ),
};

function wrapped(secret: string, rule: string, line = (text: string) => `const token = '${text}';`) {
  return { text: line(secret), secret, rule };
}

describe('redact', () => {
  test.each(Object.entries(secrets))('%s', async (_, { text, secret, rule }) => {
    const before = `// first\n${text}\nexport const after = 1;\n`;
    const { text: after, redactions } = await createRedactor().redact('src/a.ts', before);
    for (const line of secret.split('\n')) expect(after).not.toContain(line.slice(0, 12));
    for (const line of secret.split('\n')) expect(after).not.toContain(line.slice(-12));
    expect(after.split('\n').length).toBe(before.split('\n').length);
    expect(after.startsWith('// first\n')).toBe(true);
    expect(after.endsWith('\nexport const after = 1;\n')).toBe(true);
    expect(redactions[0]?.line).toBe(1);
    expect(redactions[0]?.rule).toContain(rule);
    expect(after).toContain(`[redacted: ${redactions[0]?.rule}]`);
  });

  test('a comment in the file cannot switch it off', async () => {
    const { text } = secrets['GitHub'] ?? { text: '' };
    const { text: after } = await createRedactor().redact('a.ts', `/* secretlint-disable */\n${text}\n`);
    expect(after).toContain('[redacted: github]');
  });

  test('text without secrets is the same', async () => {
    const text = 'const a = 1;\r\nconst b = "https://example.com/a:b@c";\r';
    expect(await createRedactor().redact('a.ts', text)).toEqual({ text, redactions: [] });
  });
});

test('files that are secret by name', () => {
  const names = '.env a/.env.local key.pem .ssh/id_rsa x.p12 .netrc b/server.key .env.example env.ts id_rsa.pub key.ts';
  expect(names.split(' ').filter(isSecretFile).join(' ')).toBe(
    '.env a/.env.local key.pem .ssh/id_rsa x.p12 .netrc b/server.key',
  );
});

describe('in a pack', () => {
  let workspace: TestWorkspace;
  beforeAll(async () => {
    const bodies = Object.values(secrets).map(({ text }, at) => `export function use${at}() {\n${text}\n}\n`);
    workspace = await workspaceOf({
      'src/secrets.ts': bodies.join('\n'),
      'src/main.ts': 'export const x = 1;\n',
      '.env': 'A=1\nPLAIN=hunter2hunter2\n',
    });
  });

  test('no secret leaves, not even in part, and each is reported', async () => {
    const names = Object.keys(secrets).map((_, at) => [`src/secrets.ts use${at}`, 1] as const);
    const result = await pack(workspace, {
      task: 'edit',
      edited: 'src/main.ts',
      ranked: [...names, ['src/secrets.ts', 1], ['.env', 1]],
      budget: 8000,
    });
    const all = JSON.stringify(result);
    for (const { secret } of Object.values(secrets)) {
      for (const line of secret.split('\n')) expect(all).not.toContain(line.slice(0, 14));
    }
    expect(all).not.toContain('hunter2');
    expect(new Set(result.redacted.map(({ line }) => line)).size).toBe(names.length);
    expect(result.omitted).toMatchObject([{ path: '.env', why: 'excluded' }]);
  });
});
