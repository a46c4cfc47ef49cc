import { join } from 'node:path';
import { languageOf } from '../../../grammars/index.ts';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { lexicalFacts } from '../../../src/facts/lexicalFacts.ts';
import { unpackFacts } from '../../../src/facts/packedFacts.ts';
import { readDigest } from '../../../src/index/digest.ts';
import { parsedFile } from '../../../src/index/parsedFile.ts';
import { fileOf, indexOf, type Snapshot, type SymbolId } from '../../../src/index/snapshot.ts';
import type { StoredFacts } from '../../../src/index/storedFacts.ts';
import { createWorkspaceIndex, type FileChange, type WorkspaceIndex } from '../../../src/index/workspaceIndex.ts';
import { extractFacts } from '../../../src/parse/extractFacts.ts';
import { type LoadedLanguage, loadLanguage, sourceGrammars } from '../../../src/parse/loadLanguage.ts';

const loaded = new Map<string, LoadedLanguage>();

/** Loads once the grammars of files named like these; call in `beforeAll`. */
export async function loadGrammars(...more: readonly string[]): Promise<void> {
  for (const path of ['a.ts', 'a.tsx', 'a.js', 'a.py', ...more]) {
    const language = languageOf(path);
    if (language && !loaded.has(language.id)) {
      loaded.set(language.id, await loadLanguage(language, sourceGrammars(join(import.meta.dirname, '../../..'))));
    }
  }
}

/** A workspace of one root held in memory. */
export interface TestWorkspace {
  readonly index: WorkspaceIndex;
  /** Writes texts, or removes files where the text is `undefined`. */
  write(files: Readonly<Record<string, string | undefined>>): Snapshot;
}

export interface TestOptions {
  /** Facts are packed, and decoded when asked; bytes of decoded facts that are kept. */
  readonly decodedFacts?: number;
  /** Asked when packed facts are decoded: whether those of the file are gone. */
  readonly isLost?: (relative: string) => boolean;
  readonly onLost?: (relative: string) => void;
}

export function createWorkspace({ decodedFacts, isLost, onLost }: TestOptions = {}): TestWorkspace {
  const texts = new Map<string, string>();
  const index = createWorkspaceIndex({
    roots: ['/w'],
    readConfig: path => texts.get(path.relative),
    ...(decodedFacts !== undefined && { decodedFacts }),
    onLost: ({ relative }) => onLost?.(relative),
  });
  const stored = (relative: string, facts: FileFacts): StoredFacts => {
    const parsed = parsedFile(facts);
    const digest = readDigest(parsed.digest);
    if (!digest) throw new Error('no digest');
    return { digest, load: () => (isLost?.(relative) ? undefined : unpackFacts(parsed.facts)) };
  };
  return {
    index,
    write(files) {
      const changes: FileChange[] = [];
      for (const [relative, text] of Object.entries(files)) {
        const path = { root: 0, relative };
        if (text === undefined) {
          texts.delete(relative);
          changes.push({ path });
          continue;
        }
        texts.set(relative, text);
        const language = loaded.get(languageOf(relative)?.id ?? '');
        const plain = language ? extractFacts(language, text) : lexicalFacts('');
        const facts = decodedFacts === undefined ? plain : stored(relative, plain);
        changes.push({ path, source: { path, class: 'source', size: text.length, modified: 0, hash: text }, facts });
      }
      return index.update(changes, true);
    },
  };
}

/** `a.ts:Foo.bar`, or the file alone for a module. */
export function describeSymbol(snapshot: Snapshot, id: SymbolId): string {
  const path = snapshot.file(fileOf(id))?.source.path.relative ?? '?';
  return indexOf(id) < 0 ? path : `${path}:${snapshot.symbol(id)?.qualifiedName}`;
}

/** Everything that a snapshot answers, as text, free of ids. */
export function dump(snapshot: Snapshot): string {
  const lines: string[] = [];
  const name = (id: SymbolId | undefined): string => (id === undefined ? '-' : describeSymbol(snapshot, id));
  for (const { id, source, facts } of snapshot.files) {
    lines.push(source.path.relative);
    for (const { fact, target, definitions } of snapshot.imports(id)) {
      const where = target.kind === 'file' ? snapshot.file(target.file)?.source.path.relative : target.kind;
      lines.push(`  import ${fact.specifier} ${where} ${definitions.map(name).join(' ')}`);
    }
    for (const { from, to, kind, rule, line } of snapshot.references(id)) {
      lines.push(`  ${line} ${name(from)} ${kind} ${name(to)} ${rule}`);
    }
    lines.push(`  importers ${snapshot.importers(id).map(file => name(file * 2 ** 20))}`);
    facts.symbols.forEach((symbol, index) => {
      const symbolId = id * 2 ** 20 + index + 1;
      const uses = snapshot.uses(symbolId).map(edge => `${name(edge.from)}@${edge.line}`);
      lines.push(`  ${symbol.name} uses ${uses} bases ${snapshot.bases(symbolId).map(name)}`);
      lines.push(`  named ${snapshot.named(symbol.name).map(name)}`);
    });
  }
  return lines.join('\n');
}
