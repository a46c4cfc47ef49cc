import type { SymbolKind } from '../facts/fileFacts.ts';
import type { Match } from './captures.ts';
import { collapse } from './expressions.ts';
import { dotted, type FileContext, nameAt, ownerScope, textOf, typeText, wordAt } from './fileContext.ts';
import type { SyntaxNode } from './syntax.ts';

/** A definition before its place among the others is known. */
export interface Draft {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The definition's own node: what it encloses are its members. */
  readonly node: SyntaxNode;
  readonly start: number;
  readonly end: number;
  /** The node with `parameters`, `body`, `return_type`: the function or class itself. */
  readonly callable: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
  /** `Foo` of `Foo.bar = …`, `exports` of `exports.x = …`, `this` of `this.x = …`. */
  readonly owner?: string;
  /** The type whose member this is although it stands outside, without type arguments: `Foo` of `func (f *Foo[T]) bar()`. */
  readonly memberOf?: string;
  /** The body and the declared type where they are not fields of the node. */
  readonly bodyNode?: SyntaxNode;
  readonly typeNode?: SyntaxNode;
  /** The expression whose value a function gives. */
  readonly resultNode?: SyntaxNode;
  /** A member of the class around the enclosing function, not of that function. */
  readonly lifted?: true;
  /** Needs a symbol whose object literal holds it. */
  readonly pair?: true;
  readonly default?: true;
}

/** A symbol in the making, with the offsets that later steps need. */
export interface PlacedSymbol {
  readonly draft: Draft;
  readonly parent: number;
  /** Start of the declaration with decorators, and without them. */
  readonly start: number;
  readonly headerStart: number;
  readonly headerEnd: number;
  readonly bodyStart: number | undefined;
  readonly bodyEnd: number | undefined;
  readonly exportedWord: boolean;
  readonly defaultWord: boolean;
}

const FUNCTION_NODES = new Set([
  'arrow_function',
  'function_expression',
  'generator_function',
  'lambda',
  'func_literal',
  'closure_expression',
]);

interface Value {
  readonly node: SyntaxNode;
  readonly isFunction: boolean;
  readonly isClass: boolean;
  /** The function or class that the value is, parentheses and type assertions taken off. */
  readonly callable: SyntaxNode | undefined;
  /** Type of the node inside parentheses and assertions. */
  readonly type: string;
}

const WRAPPERS = new Set(['parenthesized_expression', 'as_expression', 'satisfies_expression', 'non_null_expression']);

function assignedValue(node: SyntaxNode | null | undefined): Value | undefined {
  if (!node) return undefined;
  let inner = node;
  let type = inner.type;
  while (WRAPPERS.has(type) && inner.firstNamedChild) {
    inner = inner.firstNamedChild;
    type = inner.type;
  }
  const isFunction = FUNCTION_NODES.has(type);
  const isClass = type === 'class';
  return { node, isFunction, isClass, callable: isFunction || isClass ? inner : undefined, type };
}

/** Turns one `symbol.*` match into a draft; `undefined` for a local variable or what is no definition. */
export function draftOf(context: FileContext, match: Match): Draft | undefined {
  const form = match.kind.slice('symbol.'.length);
  switch (form) {
    case 'variable':
      return variableDraft(context, match);
    case 'assigned':
      return assignedDraft(context, match);
    case 'pair':
      return pairDraft(context, match);
    case 'assignment':
      return assignmentDraft(context, match);
    case 'default':
      return defaultDraft(match, context);
    case 'parameterProperty':
      return { ...plainDraft(context, match, 'property'), lifted: true };
    default:
      return plainDraft(context, match, form as SymbolKind);
  }
}

function plainDraft(context: FileContext, { node, start, parts }: Match, declared: SymbolKind): Draft {
  const nameNode = parts['name'] ?? node;
  const nameStart = nameNode.startIndex;
  const { name, offset, length } = nameText(context, nameNode);
  const value =
    declared === 'property' || declared === 'enumMember'
      ? assignedValue(parts['value'] ?? node.childForFieldName('value'))
      : undefined;
  const functionValue = value?.callable;
  let kind = declared;
  if (functionValue) kind = 'method';
  if (kind === 'function' || kind === 'method') {
    if (isDirectlyInClass(context, start)) kind = 'method';
    if (kind === 'method' && context.language.constructors.includes(name)) kind = 'constructor';
  }
  // A property with accessors or a body of its own is a place where code stands.
  const isValue = (declared === 'property' || declared === 'enumMember') && !parts['body'];
  const callable = functionValue ?? (isValue ? undefined : node);
  return {
    kind,
    name,
    nameStart: nameStart + offset,
    nameEnd: nameStart + offset + length,
    node,
    start,
    end: Math.max(node.endIndex, parts['body']?.endIndex ?? 0),
    callable,
    value: value?.node,
    ...partsOf(context, parts, nameStart),
  };
}

/** What a query says about a declaration besides its name. */
function partsOf(
  context: FileContext,
  { owner, body, type, result }: Match['parts'],
  nameStart: number,
): Partial<Draft> {
  const memberOf = owner && ownerText(context, owner, nameStart);
  return {
    ...(memberOf ? { memberOf } : {}),
    ...(body ? { bodyNode: body } : {}),
    ...(type ? { typeNode: type } : {}),
    ...(result ? { resultNode: result } : {}),
  };
}

/** The owner's name; an owner that holds the member's name, as in C++'s `A::B<T>::f`, ends before it. */
function ownerText(context: FileContext, owner: SyntaxNode, nameStart: number): string | undefined {
  if (owner.startIndex > nameStart || owner.endIndex <= nameStart)
    return typeText(context, owner)?.replace(/<[\s\S]*$/, '');
  const before = context.text.slice(owner.startIndex, nameStart).replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, '');
  return dotted(context.language, before)
    .replace(/\s+/g, '')
    .replace(/^\.+|\.+$/g, '');
}

/** Whether the function that begins at `start` stands in a class body and not in another function. */
function isDirectlyInClass(context: FileContext, start: number): boolean {
  const { scopes } = context;
  let index = scopes.innermost(start);
  while (index >= 0 && (scopes.items[index]?.start ?? 0) >= start) index = scopes.parent(index);
  while (index >= 0 && !['class', 'function'].includes(scopes.items[index]?.kind ?? '')) index = scopes.parent(index);
  return scopes.items[index]?.kind === 'class';
}

function nameText(context: FileContext, node: SyntaxNode): { name: string; offset: number; length: number } {
  const text = textOf(context, node, 200);
  if (context.language.separators?.test(text)) {
    context.language.separators.lastIndex = 0;
    return { name: dotted(context.language, text).replace(/\s+/g, ''), offset: 0, length: text.length };
  }
  if (/^operator\b./.test(text)) return { name: text.replace(/\s+/g, ''), offset: 0, length: text.length };
  const symbol = /^:([\p{ID_Start}_][\p{ID_Continue}]*[?!]?)$/u.exec(text)?.[1];
  if (symbol !== undefined) return { name: symbol, offset: 1, length: symbol.length };
  if (context.language.bareCalls) return { name: text, offset: 0, length: text.length };
  if (context.language.names) {
    const name = nameAt(context, node.startIndex);
    return { name, offset: 0, length: name.length };
  }
  const word = /^#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/u.exec(text)?.[0];
  if (word !== undefined && (word.length === text.length || text.charAt(word.length) !== '.')) {
    return { name: word, offset: 0, length: word.length };
  }
  const quoted = /^(['"`])([\s\S]*)\1$/.exec(text);
  if (quoted) return { name: quoted[2] ?? '', offset: 1, length: (quoted[2] ?? '').length };
  return { name: text, offset: 0, length: text.length };
}

function variableDraft(context: FileContext, match: Match): Draft | undefined {
  const { node, start, parts } = match;
  const nameNode = parts['name'];
  if (!nameNode) return undefined;
  const name = nameAt(context, nameNode.startIndex);
  if (name === '') return undefined;
  const owner = ownerScope(context, start);
  const ownerKind = context.scopes.items[owner]?.kind;
  const value = assignedValue(parts['value'] ?? node.childForFieldName('value') ?? node.childForFieldName('right'));
  const isFunction = value?.isFunction ?? false;
  const isClass = value?.isClass ?? false;
  if (ownerKind === 'function' && ((!isFunction && !isClass) || isSetAgain(context, node, name, owner)))
    return undefined;
  const kind = isFunction ? 'function' : isClass ? 'class' : ownerKind === 'class' ? 'property' : 'variable';
  return {
    kind: kind === 'function' && ownerKind === 'class' ? 'method' : kind,
    name,
    nameStart: nameNode.startIndex,
    nameEnd: nameNode.startIndex + name.length,
    node,
    start,
    end: node.endIndex,
    callable: value?.callable,
    value: value?.node,
    ...partsOf(context, parts, nameNode.startIndex),
  };
}

/** A local `let f = () => {}` that is given another value later: calls of it seldom reach the function it begins with. */
function isSetAgain({ text, scopes }: FileContext, node: SyntaxNode, name: string, owner: number): boolean {
  const around = scopes.items[owner];
  if (!around || !/\b(?:let|var)\s+$/.test(text.slice(Math.max(0, node.startIndex - 20), node.startIndex)))
    return false;
  const later = text.slice(node.endIndex, around.end);
  return new RegExp(`(?<![\\w$.#]|\\b(?:const|let|var)\\s+)${name.replaceAll('$', '\\$')}\\s*=(?![=>])`).test(later);
}

/** `name = () => …`: a definition only when the value is a function or class. */
function assignedDraft(context: FileContext, match: Match): Draft | undefined {
  const draft = variableDraft(context, match);
  return draft?.callable ? draft : undefined;
}

function pairDraft(context: FileContext, { node, start, parts }: Match): Draft | undefined {
  const key = parts['name'];
  const value = assignedValue(parts['value']);
  if (!key || !value || key.type === 'computed_property_name') return undefined;
  const { name, offset, length } = nameText(context, key);
  const { isFunction } = value;
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$-]*$/u.test(name)) return undefined;
  return {
    kind: isFunction ? 'method' : 'property',
    name,
    nameStart: key.startIndex + offset,
    nameEnd: key.startIndex + offset + length,
    node,
    start,
    end: node.endIndex,
    callable: value.callable,
    value: value.node,
    ...(isFunction ? {} : { pair: true }),
  };
}

function assignmentDraft(context: FileContext, { node, start, parts }: Match): Draft | undefined {
  const nameNode = parts['name'];
  const ownerNode = parts['owner'];
  if (!nameNode || !ownerNode) return undefined;
  const value = assignedValue(parts['value'] ?? node.childForFieldName('right'));
  const name = wordAt(context.text, nameNode.startIndex);
  const owner = collapse(textOf(context, ownerNode, 200)).replace(/\.prototype$/, '');
  if (name === '' || !/^[\w$.]+$/.test(owner)) return undefined;
  const isFunction = value?.isFunction ?? false;
  const isClass = value?.isClass ?? false;
  const inFunction = context.scopes.items[ownerScope(context, start)]?.kind === 'function';
  const own = /^(?:this|self|cls)$/.test(owner);
  const module = owner === 'module' && name === 'exports';
  const exported = owner === 'exports' || owner === 'module.exports';
  if (own ? !inFunction : inFunction && !isFunction && !isClass) return undefined;
  if (module && !isFunction && !isClass) return undefined;
  if ((exported || module) && /^(?:identifier|member_expression)$/.test(value?.type ?? '')) return undefined;
  const ownName = module ? value?.callable?.childForFieldName('name') : undefined;
  const nameAt = ownName ?? nameNode;
  const finalName = module ? (ownName ? wordAt(context.text, ownName.startIndex) : 'exports') : name;
  const plain = exported || module ? 'variable' : 'property';
  const functionKind = exported || module ? 'function' : 'method';
  return {
    kind: isFunction ? functionKind : isClass ? 'class' : plain,
    name: finalName,
    nameStart: nameAt.startIndex,
    nameEnd: nameAt.startIndex + wordAt(context.text, nameAt.startIndex).length,
    node,
    start,
    end: node.endIndex,
    callable: value?.callable,
    value: value?.node,
    ...(module ? { default: true as const } : {}),
    ...(own ? { lifted: true as const } : module ? {} : { owner }),
  };
}

function defaultDraft({ node, start, parts }: Match, context: FileContext): Draft | undefined {
  const value = parts['value'];
  if (!value) return undefined;
  const nameNode = value.childForFieldName('name');
  const type = value.type;
  const at = nameNode?.startIndex ?? start + Math.max(0, context.text.slice(start, start + 60).search(/\bdefault\b/));
  const name = nameNode ? wordAt(context.text, at) : 'default';
  return {
    kind: type === 'class' ? 'class' : type === 'object' ? 'variable' : 'function',
    name,
    nameStart: at,
    nameEnd: at + name.length,
    node,
    start,
    end: node.endIndex,
    callable: type === 'object' ? undefined : value,
    value,
    default: true,
  };
}
