import { createLibrary } from '../resolve/library.ts';

/** Types and members of the libraries of JavaScript, TypeScript and Python, which name much alike. */
export const scriptLibrary = createLibrary({
  transparent:
    'Optional Partial Readonly Required NonNullable Annotated Final ClassVar Awaited Union Pick Omit DeepReadonly ' +
    'NotRequired ReadOnly Mutable Unpack',
  first: 'Generator AsyncGenerator tuple Tuple',
  last:
    'Promise PromiseLike WeakRef Ref RefObject Awaitable Coroutine Future Task ContextManager AsyncContextManager ' +
    'AbstractContextManager ContextVar',
  many:
    'Array ReadonlyArray Set ReadonlySet Map ReadonlyMap WeakMap WeakSet Record Iterable Iterator IterableIterator ' +
    'AsyncIterable AsyncIterator AsyncIterableIterator ArrayLike list List set frozenset FrozenSet MutableSet AbstractSet ' +
    'dict Dict DefaultDict defaultdict OrderedDict Mapping MutableMapping Sequence MutableSequence Collection Container ' +
    'deque Deque ChainMap Counter ValuesView KeysView Reversible',
  class: 'Type type',
  elementMethods: 'get pop popleft shift at find findLast next __next__ __getitem__ setdefault popitem deref result',
  sameMethods:
    'values items entries filter slice concat reverse sort copy toSorted toReversed splice then catch finally keys',
  otherMethods:
    'append extend insert appendleft extendleft push unshift map forEach some every reduce reduceRight flatMap join includes ' +
    'indexOf lastIndexOf findIndex __len__ __iter__ __contains__ __setitem__',
  firstCallbacks:
    'map forEach filter find findIndex findLast findLastIndex some every flatMap sort toSorted then finally',
  secondCallbacks: 'reduce reduceRight sort toSorted',
  common:
    'append extend insert remove pop clear index count sort reverse copy get set has add delete keys values items update setdefault ' +
    'discard union format join split strip lstrip rstrip replace startswith endswith lower upper encode decode find rfind title isdigit ' +
    'read write close open flush seek readline readlines writelines splitlines group match search sub push shift unshift slice splice concat map filter ' +
    'forEach reduce some every includes indexOf lastIndexOf entries length toString valueOf then catch finally call apply bind ' +
    'test exec trim padStart padEnd startsWith endsWith toLowerCase toUpperCase charAt charCodeAt on once emit off send next throw return ' +
    'log error warn info debug name value type id text data message path url key result size run start stop end ' +
    'addEventListener removeEventListener querySelector appendChild createElement setAttribute getAttribute stringify parse assign freeze ' +
    'json body headers status method exists isfile isdir dirname basename abspath getvalue isatty fileno',
});
