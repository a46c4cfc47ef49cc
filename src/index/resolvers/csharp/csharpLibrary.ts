import { createLibrary } from '../../resolve/library.ts';

/** Types and members of .NET's base class library. */
export const csharpLibrary = createLibrary({
  transparent: 'Nullable Ref',
  first:
    'Task ValueTask Lazy ThreadLocal AsyncLocal WeakReference IOptions IOptionsMonitor IOptionsSnapshot Expression',
  last:
    'IEnumerable IEnumerator IAsyncEnumerable IAsyncEnumerator ICollection IReadOnlyCollection IList IReadOnlyList List ' +
    'ISet IReadOnlySet HashSet SortedSet Queue Stack LinkedList ConcurrentBag ConcurrentQueue ConcurrentStack Collection ' +
    'ReadOnlyCollection ObservableCollection ImmutableArray ImmutableList ImmutableHashSet Dictionary IDictionary ' +
    'IReadOnlyDictionary ConcurrentDictionary SortedDictionary SortedList ImmutableDictionary Span ReadOnlySpan Memory ' +
    'ReadOnlyMemory ArraySegment IQueryable IOrderedEnumerable IOrderedQueryable Channel ChannelReader',
  elementMethods:
    'First FirstOrDefault Single SingleOrDefault Last LastOrDefault ElementAt ElementAtOrDefault Min Max MinBy MaxBy ' +
    'Aggregate Find FindLast Pop Peek Dequeue GetValueOrDefault GetOrAdd AddOrUpdate GetAwaiter GetResult Get',
  elementProperties: 'Result Value Current',
  sameProperties: 'Values',
  sameMethods:
    'Where OrderBy OrderByDescending ThenBy ThenByDescending Reverse Skip SkipWhile Take TakeWhile TakeLast SkipLast ' +
    'Distinct DistinctBy Concat Union Intersect Except Append Prepend ToArray ToList ToHashSet AsEnumerable AsQueryable ' +
    'AsReadOnly DefaultIfEmpty FindAll GetRange Slice AsSpan GetEnumerator Keys AsTask Preserve',
  otherMethods:
    'Add AddRange Remove ' +
    'RemoveAt RemoveAll Insert Clear Contains ContainsKey ContainsValue TryGetValue TryAdd TryRemove TryUpdate Count Length ' +
    'Any All Select SelectMany GroupBy ToDictionary ToLookup Sum Average Zip Cast OfType ForEach Sort CopyTo IndexOf ' +
    'SequenceEqual Push Enqueue TryDequeue TryPop TryPeek Exists ConvertAll BinarySearch ContinueWith Wait IsCompleted',
  firstCallbacks:
    'Where Any All Select SelectMany First FirstOrDefault Single SingleOrDefault Last LastOrDefault OrderBy ' +
    'OrderByDescending ThenBy ThenByDescending GroupBy ToDictionary ToLookup Sum Min Max MinBy MaxBy Average Count ' +
    'SkipWhile TakeWhile DistinctBy ForEach Find FindAll FindLast RemoveAll Exists ConvertAll',
  common:
    'Add AddRange Remove RemoveAt Clear Contains ContainsKey TryGetValue Count Any All Select SelectMany Where First ' +
    'FirstOrDefault Single SingleOrDefault Last LastOrDefault ToArray ToList ToString Equals GetHashCode GetType CompareTo ' +
    'Dispose DisposeAsync Invoke BeginInvoke Append AppendLine Format Join Split Trim Replace Substring StartsWith EndsWith ' +
    'IndexOf Length Parse TryParse Write WriteLine WriteAsync Read ReadLine ReadAsync ReadToEnd Flush FlushAsync Close Open ' +
    'Seek CopyTo CopyToAsync Get Set GetValue SetValue GetProperty GetMethod GetMethods GetProperties GetField ' +
    'GetCustomAttribute GetCustomAttributes IsAssignableFrom MakeGenericType MakeGenericMethod CreateInstance Start Stop Run ' +
    'Wait WaitAsync Cancel Reset Release Delay WhenAll WhenAny FromResult ConfigureAwait GetAwaiter GetResult ContinueWith ' +
    'AsTask Preserve Next NextDouble Sleep Sum Min Max Average Aggregate Zip Concat Cast OfType Insert Push Pop Peek Enqueue Dequeue Sort ' +
    'Reverse Compile Send SendAsync GetAsync PostAsync Create Build Configure GetService GetRequiredService AddSingleton ' +
    'AddScoped AddTransient Log LogInformation LogWarning LogError LogDebug Now Value Key Name Clone MoveNext GetEnumerator',
});
