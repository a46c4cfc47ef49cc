/** Types of the languages' own libraries that only wrap another type. */
const TRANSPARENT: ReadonlySet<string> = new Set(
  'Optional Partial Readonly Required NonNullable Annotated Final ClassVar Awaited Union Pick Omit DeepReadonly Required NotRequired ReadOnly Mutable Unpack'.split(
    ' ',
  ),
);

/** Types whose values hold, give or yield values of a type argument: its position, or the last one. */
const CONTAINERS: Readonly<Record<string, 'first' | 'last'>> = {
  Generator: 'first',
  AsyncGenerator: 'first',
  tuple: 'first',
  Tuple: 'first',
};
for (const name of (
  'Array ReadonlyArray Set ReadonlySet Map ReadonlyMap WeakMap WeakSet Record Promise PromiseLike Iterable Iterator ' +
  'IterableIterator AsyncIterable AsyncIterator AsyncIterableIterator ArrayLike WeakRef Ref RefObject list List set ' +
  'frozenset FrozenSet MutableSet AbstractSet dict Dict DefaultDict defaultdict OrderedDict Mapping MutableMapping ' +
  'Sequence MutableSequence Collection Container deque Deque Awaitable Coroutine Future Task ContextManager ' +
  'AsyncContextManager AbstractContextManager ChainMap Counter ContextVar ValuesView KeysView Reversible'
).split(' ')) {
  (CONTAINERS as Record<string, 'first' | 'last'>)[name] = 'last';
}

/** Methods of containers that give an element, and those that give a container of the same elements. */
const ELEMENT_METHODS: ReadonlySet<string> = new Set(
  'get pop popleft shift at find findLast next __next__ __getitem__ setdefault popitem deref result'.split(' '),
);
const SAME_METHODS: ReadonlySet<string> = new Set(
  'values items entries filter slice concat reverse sort copy toSorted toReversed splice then catch finally keys'.split(
    ' ',
  ),
);

/** How a type of the language's library relates to its arguments. */
export function wrapperOf(name: string): 'transparent' | 'first' | 'last' | 'class' | undefined {
  const simple = name.slice(name.lastIndexOf('.') + 1);
  if (TRANSPARENT.has(simple)) return 'transparent';
  if (simple === 'Type' || simple === 'type') return 'class';
  return Object.hasOwn(CONTAINERS, simple) ? CONTAINERS[simple] : undefined;
}

/** What calling the method `name` of a container gives. */
export function containerMethod(name: string): 'element' | 'same' | undefined {
  if (ELEMENT_METHODS.has(name)) return 'element';
  return SAME_METHODS.has(name) ? 'same' : undefined;
}

/** Method names so common in the languages' libraries that a name alone says nothing. */
export const COMMON_MEMBERS: ReadonlySet<string> = new Set(
  (
    'append extend insert remove pop clear index count sort reverse copy get set has add delete keys values items update setdefault ' +
    'discard union format join split strip lstrip rstrip replace startswith endswith lower upper encode decode find rfind title isdigit ' +
    'read write close open flush seek readline readlines writelines splitlines group match search sub push shift unshift slice splice concat map filter ' +
    'forEach reduce some every includes indexOf lastIndexOf keys entries length toString valueOf then catch finally call apply bind ' +
    'test exec trim padStart padEnd startsWith endsWith toLowerCase toUpperCase charAt charCodeAt on once emit off send next throw return ' +
    'log error warn info debug name value type id text data message path url key result size run start stop end ' +
    'addEventListener removeEventListener querySelector appendChild createElement setAttribute getAttribute stringify parse assign freeze ' +
    'json body headers status method exists isfile isdir dirname basename abspath getvalue isatty fileno'
  ).split(' '),
);
