import { createLibrary } from '../../resolve/library.ts';

/** Types of the Java and Kotlin libraries that hold or give values of their type arguments. */
export const jvmLibrary = createLibrary({
  isOpaque: true,
  transparent: 'ThreadLocal Reference SoftReference WeakReference NotNull Nullable',
  first:
    'Callable Supplier Sequence Channel ReceiveChannel StateFlow MutableStateFlow SharedFlow MutableSharedFlow Flow',
  last:
    'Iterable Iterator ListIterator Collection List ArrayList LinkedList Vector Stack Set HashSet LinkedHashSet TreeSet ' +
    'SortedSet NavigableSet EnumSet Queue Deque ArrayDeque PriorityQueue BlockingQueue ConcurrentLinkedQueue ' +
    'CopyOnWriteArrayList CopyOnWriteArraySet Map HashMap LinkedHashMap TreeMap SortedMap NavigableMap ConcurrentMap ' +
    'ConcurrentHashMap IdentityHashMap WeakHashMap EnumMap Entry Optional Stream Future CompletableFuture ' +
    'AtomicReference Lazy Provider Array MutableList MutableSet MutableMap MutableCollection MutableIterable ' +
    'MutableIterator Deferred',
  class: '',
  elementMethods:
    'get getOrDefault next previous peek poll pop remove element first last getFirst getLast pollFirst pollLast ' +
    'removeFirst removeLast peekFirst peekLast firstElement lastElement orElse orElseThrow orElseGet getValue call ' +
    'join getAndSet put getNow getOrNull getOrElse firstOrNull lastOrNull single singleOrNull random await value max min ' +
    'elementAt find getOrPut removeAt computeIfAbsent',
  sameMethods:
    'iterator listIterator stream parallelStream filter distinct sorted limit skip findFirst findAny values subList ' +
    'descendingIterator reversed toList asSequence asIterable toSet toMutableList filterNot sortedBy drop take dropLast ' +
    'takeWhile dropWhile plus minus filterNotNull orEmpty ifEmpty distinctBy',
  common:
    'get set add put remove size isEmpty contains containsKey clear iterator next hasNext equals hashCode toString length ' +
    'charAt substring indexOf append insert format valueOf close flush read write println print run call apply accept ' +
    'test compareTo compare getName name getValue getKey value key values entrySet keySet stream map filter forEach ' +
    'collect of copy start stop join await notify wait getClass build builder',
});
