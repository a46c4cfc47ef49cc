/** What resolution knows of the types in a language's own library, which the workspace does not hold. */
export interface Library {
  /** How the type of this simple name relates to its type arguments; see {@link LibraryWords}. */
  wrapper(name: string): 'transparent' | 'first' | 'last' | 'class' | undefined;
  /** What calling the method `name` of a container gives: an element, or a container of the same elements. */
  method(name: string): 'element' | 'same' | undefined;
  /** The same of what is no method but a property, and gives it without a call. */
  property(name: string): 'element' | 'same' | undefined;
  /** Whether so many types of libraries have a member of this name that the name alone says nothing. */
  isCommon(name: string): boolean;
}

/** Names separated by blanks. */
export interface LibraryWords {
  /** Types that only wrap another one: their value is used like that of the first argument which is known. */
  readonly transparent?: string;
  /** Types whose values hold or give values of their first, or their last type argument. */
  readonly first?: string;
  readonly last?: string;
  /** Types whose values are classes: `Type[Foo]`. */
  readonly class?: string;
  /** Methods of containers that give an element. */
  readonly elementMethods?: string;
  /** Methods of containers that give a container of the same elements. */
  readonly sameMethods?: string;
  /** The same as properties. */
  readonly elementProperties?: string;
  readonly sameProperties?: string;
  readonly common?: string;
}

/** Makes the tables of one language family. */
export function createLibrary(words: LibraryWords): Library {
  const wrappers = new Map<string, 'transparent' | 'first' | 'last' | 'class'>();
  for (const kind of ['transparent', 'first', 'last', 'class'] as const)
    for (const name of list(words[kind])) wrappers.set(name, kind);
  const elements = new Set(list(words.elementMethods));
  const same = new Set(list(words.sameMethods));
  const elementProperties = new Set(list(words.elementProperties));
  const sameProperties = new Set(list(words.sameProperties));
  const common = new Set(list(words.common));
  return {
    wrapper: name => wrappers.get(name.slice(name.lastIndexOf('.') + 1)),
    method: name => (elements.has(name) ? 'element' : same.has(name) ? 'same' : undefined),
    property: name => (elementProperties.has(name) ? 'element' : sameProperties.has(name) ? 'same' : undefined),
    isCommon: name => common.has(name),
  };
}

function list(words = ''): readonly string[] {
  return words.split(' ').filter(word => word !== '');
}
