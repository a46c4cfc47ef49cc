import type { EmbeddedCode } from '../../../grammars/language.ts';

/** A component file, taken apart. Both texts are as long as the file: what is not theirs is blank, so that offsets hold. */
export interface Component {
  /** The script blocks. */
  readonly code: string;
  /** The markup, without scripts, styles and comments. */
  readonly markup: string;
  /** What the script blocks say of their language: the richest one where they differ. */
  readonly lang: 'ts' | 'tsx' | 'js';
  /** `[start, end]` of the opening tag that stands for the component itself. */
  readonly tag: readonly [start: number, end: number];
}

type ComponentForm = Extract<EmbeddedCode, { form: 'component' }>;

interface Region {
  readonly start: number;
  readonly end: number;
}

const PART = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b((?:"[^"]*"|'[^']*'|[^'">]){0,1000})>/gi;
const FRONT_MATTER = /^\s*---[ \t]*\r?\n([\s\S]*?)(---[ \t]*(?:\r?\n|$))/;
const SCRIPT_TYPE = /^(?:module|(?:text|application)\/(?:java|type|ecma)script)$/i;

/** Takes a component apart: script blocks, markup. An unclosed block reaches to the end of the file. */
export function readComponent(text: string, form: ComponentForm): Component {
  const scripts: Region[] = [];
  const others: Region[] = [];
  const langs = new Set<string>();
  let tag: readonly [number, number] | undefined;
  const front = form.frontMatter ? FRONT_MATTER.exec(text) : null;
  if (front) {
    const start = front[0].length - (front[1] ?? '').length - (front[2] ?? '').length;
    scripts.push({ start, end: start + (front[1] ?? '').length });
    others.push({ start: 0, end: front[0].length });
    langs.add('ts');
    const dashes = text.indexOf('---');
    tag = [dashes, dashes + 3];
  }
  PART.lastIndex = front?.[0].length ?? 0;
  for (let match = PART.exec(text); match; match = PART.exec(text)) {
    const end = match.index + match[0].length;
    const [, name, attributes = ''] = match;
    if (name === undefined || attributes.endsWith('/')) {
      others.push({ start: match.index, end });
      continue;
    }
    const close = closingTag(text, name, end);
    others.push({ start: match.index, end: close });
    PART.lastIndex = close;
    const lang = name.toLowerCase() === 'script' ? scriptLang(attributes) : undefined;
    if (lang === undefined) continue;
    scripts.push({ start: end, end: close });
    langs.add(lang);
    if (!tag || /\bsetup\b/.test(attributes)) tag = [match.index, end];
  }
  const tsx = langs.has('tsx') || (langs.has('jsx') && langs.has('ts'));
  return {
    code: only(text, scripts),
    markup: without(text, others),
    lang: tsx ? 'tsx' : langs.has('ts') ? 'ts' : 'js',
    tag: tag ?? [0, /^.*/.exec(text)?.[0].length ?? 0],
  };
}

/** The regions of the markup that hold expressions. */
export function expressionRegions(markup: string, { expressions }: ComponentForm): readonly Region[] {
  if (expressions === 'braces') return bracedRegions(markup);
  const regions: Region[] = [];
  for (const match of markup.matchAll(expressions)) {
    const code = match.slice(1).find(group => group !== undefined);
    if (code === undefined) continue;
    const start = match.index + match[0].lastIndexOf(code);
    regions.push({ start, end: start + code.length });
  }
  return regions;
}

function bracedRegions(markup: string): readonly Region[] {
  const regions: Region[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: brace, index } of markup.matchAll(/[{}]/g)) {
    if (brace === '{') {
      if (depth === 0) start = index + 1;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) regions.push({ start, end: index });
    }
  }
  return regions;
}

/** `undefined` for a block that is no script: data, templates, languages that compile to JavaScript. */
function scriptLang(attributes: string): string | undefined {
  const attribute = (name: string): string | undefined =>
    new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i')
      .exec(attributes)
      ?.slice(1)
      .find(value => value !== undefined);
  const type = attribute('type');
  const lang = attribute('lang')?.toLowerCase() ?? (/typescript$/i.test(type ?? '') ? 'ts' : undefined);
  if (lang === undefined) return type === undefined || SCRIPT_TYPE.test(type) ? 'js' : undefined;
  if (/^(?:ts|typescript)$/.test(lang)) return 'ts';
  return /^(?:js|javascript)$/.test(lang) ? 'js' : /^(?:tsx|jsx)$/.test(lang) ? lang : undefined;
}

/** Where the closing tag of a block begins that is open at `from`. */
function closingTag(text: string, name: string, from: number): number {
  const close = new RegExp(`</${name}\\b`, 'gi');
  close.lastIndex = from;
  return close.exec(text)?.index ?? text.length;
}

/** Blanks of the same length, lines kept. */
function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function only(text: string, regions: readonly Region[]): string {
  return pieces(text, regions, blank, part => part);
}

function without(text: string, regions: readonly Region[]): string {
  return pieces(text, regions, part => part, blank);
}

function pieces(
  text: string,
  regions: readonly Region[],
  outside: (part: string) => string,
  inside: (part: string) => string,
): string {
  let result = '';
  let at = 0;
  for (const { start, end } of regions) {
    result += outside(text.slice(at, start)) + inside(text.slice(start, end));
    at = end;
  }
  return result + outside(text.slice(at));
}
