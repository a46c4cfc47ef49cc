import { createLibrary } from '../../resolve/library.ts';

/** Types and members of Rust's standard library. Options and results count as what they hold. */
export const rustLibrary = createLibrary({
  transparent:
    'Option Result Box Rc Arc Ref RefMut Cow Pin Weak RefCell Cell Mutex RwLock MutexGuard RwLockReadGuard ' +
    'RwLockWriteGuard OnceCell OnceLock LazyLock LazyCell Lazy ManuallyDrop Reverse Future AsRef Borrow Into From ' +
    'NonNull UnsafeCell Poll',
  first:
    'Vec VecDeque LinkedList BinaryHeap HashSet BTreeSet IndexSet Iterator IntoIterator DoubleEndedIterator ' +
    'ExactSizeIterator Iter IterMut IntoIter Peekable Rev Receiver Sender SyncSender Stream SmallVec ArrayVec Drain ' +
    'FusedIterator',
  last: 'HashMap BTreeMap IndexMap FxHashMap AHashMap',
  elementMethods:
    'next next_back get get_mut first last first_mut last_mut pop pop_front pop_back front back front_mut back_mut ' +
    'peek peek_mut nth find max min max_by max_by_key min_by min_by_key recv try_recv or_insert or_insert_with ' +
    'or_default swap_remove reduce find_map remove',
  sameMethods:
    'iter iter_mut into_iter par_iter drain values values_mut into_values filter rev skip take chain cloned copied ' +
    'collect as_slice as_mut_slice to_vec peekable take_while skip_while step_by inspect chunks windows entry fuse ' +
    'cycle into_boxed_slice split_off',
  common:
    'new default clone clone_from to_string to_owned into from try_into try_from as_ref as_mut as_str as_bytes as_slice ' +
    'as_deref as_path as_os_str borrow borrow_mut deref fmt eq ne cmp partial_cmp hash drop iter iter_mut into_iter next ' +
    'next_back nth peek len is_empty push push_str push_back push_front pop pop_back pop_front insert remove get get_mut ' +
    'get_or_insert_with contains contains_key entry keys values extend append clear drain retain truncate resize reserve ' +
    'capacity with_capacity first last sort sort_by sort_by_key sort_unstable dedup reverse join concat split splitn ' +
    'rsplit split_at split_whitespace split_once lines chars char_indices bytes trim trim_start trim_end ' +
    'strip_prefix strip_suffix starts_with ends_with find rfind replace replacen repeat parse to_lowercase to_uppercase ' +
    'to_ascii_lowercase is_ascii is_alphabetic is_whitespace map map_err map_or map_or_else and_then or_else or filter ' +
    'filter_map flat_map flatten fold for_each any all position zip enumerate rev skip take take_while skip_while chain ' +
    'collect count sum product max min max_by min_by cloned copied cycle step_by windows chunks unwrap unwrap_or ' +
    'unwrap_or_else unwrap_or_default expect unwrap_err expect_err ok err ok_or ok_or_else is_some is_none is_ok is_err ' +
    'context with_context read read_to_string read_to_end read_line read_exact write write_all write_str write_fmt flush ' +
    'seek open create close lock try_lock send recv try_recv spawn wait kill output status arg args env current_dir ' +
    'stdin stdout stderr path file_name file_stem extension parent display exists is_file is_dir metadata file_type ' +
    'components ancestors canonicalize to_path_buf to_str to_string_lossy set set_extension swap take replace load store ' +
    'fetch_add abs pow sqrt floor ceil round min_by_key max_by_key wrapping_add wrapping_sub checked_add checked_sub ' +
    'saturating_add saturating_sub id name kind source description cause as_any type_id start end finish build run ' +
    'elapsed duration_since as_secs as_millis modified created permissions set_permissions readonly ' +
    'is_match captures captures_iter find_iter replace_all apply call poll await index index_mut add sub mul div neg not',
});
