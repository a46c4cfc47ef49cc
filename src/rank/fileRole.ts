import type { SourceFile } from '../files/sourceFile.ts';
import type { IndexedFile } from '../index/snapshot.ts';

const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|specs?|testing|testdata|fixtures?|__fixtures__|__mocks__|e2e)\//i;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*|conftest)\.py$|[._-](?:tests?|specs?|e2e|bench)\.\w+$|\wTests?\.(?:java|cs|php|kt)$/;
const PROSE =
  /\.(?:md|mdx|rst|adoc|txt|json[c5]?|ya?ml|toml|ini|cfg|lock|csv|tsv|xml|svg|html?|css|scss|less|snap|patch|map|log)$/i;

/** What a file is by its path. */
export interface FileRole {
  readonly test: boolean;
  readonly prose: boolean;
  /** One word per group of languages that import one another. */
  readonly family: string;
  /** The name that a source file and its tests have in common. */
  readonly subject: string;
}

const roles = new WeakMap<SourceFile, FileRole>();

/** The role of a file; remembered as long as the file is. */
export function roleOf({ source }: IndexedFile): FileRole {
  let role = roles.get(source);
  if (role === undefined) {
    const { relative } = source.path;
    role = {
      test: isTest(relative),
      prose: isProse(relative),
      family: languageFamily(relative),
      subject: testSubject(relative),
    };
    roles.set(source, role);
  }
  return role;
}

/** Whether the file holds tests or what only tests need, by its path. */
function isTest(relativePath: string): boolean {
  return TEST_FOLDER.test(relativePath) || TEST_FILE.test(relativePath);
}

/** Documentation, data and styles: text without definitions that code could name. */
function isProse(relativePath: string): boolean {
  return PROSE.test(relativePath);
}

/** Languages that can name one another's definitions, by file name ending. */
const FAMILIES: readonly (readonly string[])[] = [
  ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte', 'astro'],
  ['py', 'pyi', 'pyx', 'ipynb'],
  ['c', 'h', 'cc', 'cpp', 'cxx', 'hpp', 'hh', 'hxx', 'inl', 'm', 'mm'],
  ['java', 'kt', 'kts', 'scala', 'groovy'],
  ['cs', 'vb', 'fs'],
];
const familyOfEnding = new Map(FAMILIES.flatMap((endings, family) => endings.map(e => [e, String(family)] as const)));

/** One word per group of languages that import one another. */
function languageFamily(relativePath: string): string {
  const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
  return familyOfEnding.get(ending) ?? `.${ending}`;
}

/** File name without its endings: `foo` for `src/foo.test.ts`. */
function stemOf(relativePath: string): string {
  const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  const dot = name.indexOf('.', 1);
  return dot < 0 ? name : name.slice(0, dot);
}

/** What the file is called by those who import it: its stem, or its folder for `index`, `__init__` and `mod`. */
export function moduleName(relativePath: string): string {
  const stem = stemOf(relativePath);
  if (stem !== 'index' && stem !== '__init__' && stem !== 'mod') return stem;
  return relativePath.split('/').at(-2) ?? stem;
}

function testSubject(relative: string): string {
  const name = moduleName(relative);
  return name.replace(/^tests?[_-]|(?:[_-](?:tests?|spec)|(?<=[a-z0-9])Tests?|Spec)$/g, '').toLowerCase();
}

/** How much a file of this class is worth to an edit, 0 … 1. */
export function classFactor(file: IndexedFile): number {
  switch (file.source.class) {
    case 'source':
      return 1;
    case 'generated':
    case 'vendored':
      return 0.5;
    case 'large':
      return 0.5;
    case 'minified':
      return 0.1;
    case 'binary':
      return 0;
  }
}
