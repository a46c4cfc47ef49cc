/** What resolution knows of the types in a language's own library, which the workspace does not hold. */
export interface Library {
  /** How the type of this simple name relates to its type arguments; see {@link LibraryWords}. */
  wrapper(name: string): Wrapper | undefined;
  /** What calling the method `name` of a container gives: an element, a container of the same elements, or something else. */
  method(name: string): 'element' | 'same' | 'other' | undefined;
  /** What a property of a container gives, without a call. */
  property(name: string): 'element' | 'same' | undefined;
  /** Whether the method `name` of a container hands an element to parameter number `parameter` of its callback. */
  isElement(name: string, parameter: number): boolean;
  /** Whether a value of a library type has none of the members of what it holds: no promise is read through. */
  readonly isOpaque: boolean;
  /** Whether so many types of libraries have a member of this name that the name alone says nothing. */
  isCommon(name: string): boolean;
}

type Wrapper = 'transparent' | 'first' | 'last' | 'many' | 'class';

/** Names separated by blanks. */
export interface LibraryWords {
  /** Types that only wrap another one: their value is used like that of the first argument which is known. */
  readonly transparent?: string;
  /** Types whose values hold or give values of their first, or their last type argument. */
  readonly first?: string;
  readonly last?: string;
  /** Like `last`, of types that hold many: their values have none of the members of what they hold. */
  readonly many?: string;
  /** Types whose values are classes: `Type[Foo]`. */
  readonly class?: string;
  /** Methods of containers that give an element. */
  readonly elementMethods?: string;
  /** Methods of containers that give a container of the same elements. */
  readonly sameMethods?: string;
  /** The same as properties. */
  readonly elementProperties?: string;
  readonly sameProperties?: string;
  /** Other methods that only containers of many elements have: they are never meant for the one element of a promise. */
  readonly otherMethods?: string;
  /** Methods of containers that hand an element to their callback first, second, or first and second. */
  readonly firstCallbacks?: string;
  readonly secondCallbacks?: string;
  readonly common?: string;
  readonly isOpaque?: true;
}

/** Makes the tables of one language family. */
export function createLibrary(words: LibraryWords): Library {
  const wrappers = new Map<string, Wrapper>();
  for (const kind of ['transparent', 'first', 'last', 'many', 'class'] as const)
    for (const name of list(words[kind])) wrappers.set(name, kind);
  const elements = new Set(list(words.elementMethods));
  const same = new Set(list(words.sameMethods));
  const other = new Set(list(words.otherMethods));
  const elementProperties = new Set(list(words.elementProperties));
  const sameProperties = new Set(list(words.sameProperties));
  const callbacks = [new Set(list(words.firstCallbacks)), new Set(list(words.secondCallbacks))];
  const common = new Set(list(words.common));
  return {
    wrapper: name => wrappers.get(name.slice(name.lastIndexOf('.') + 1)),
    method: name => (elements.has(name) ? 'element' : same.has(name) ? 'same' : other.has(name) ? 'other' : undefined),
    property: name => (elementProperties.has(name) ? 'element' : sameProperties.has(name) ? 'same' : undefined),
    isElement: (name, parameter) => callbacks[parameter]?.has(name) ?? false,
    isOpaque: words.isOpaque ?? false,
    isCommon: name => common.has(name),
  };
}

function list(words = ''): readonly string[] {
  return words.split(' ').filter(word => word !== '');
}
