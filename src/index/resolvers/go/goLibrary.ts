import { createLibrary } from '../../resolve/library.ts';

/** Types and members of Go's own library. Slices, maps and channels have no methods. */
export const goLibrary = createLibrary({
  last: 'map chan Seq Seq2 Pointer',
  elementMethods: 'Load Swap',
  common:
    'Error Unwrap Is As String GoString Format Close Read Write ReadFrom WriteTo ReadAt WriteAt ReadByte ReadRune WriteByte WriteRune ' +
    'WriteString Seek Flush Reset Len Less Swap Cap Grow Bytes Next Scan Text Err Done Deadline Value Values Lock Unlock RLock RUnlock ' +
    'TryLock Add Wait Do Load Store Delete Range Get Set Put Push Pop Has Keys Copy Clone Equal Compare Sub Before After Unix Format ' +
    'Print Printf Println Fatal Fatalf Fatalln Panic Panicf Panicln Log Logf Errorf Skip Skipf Run Helper Cleanup TempDir Setenv Name ' +
    'Failed FailNow Fail Parallel Header Cookie Cookies Parse Execute ExecuteTemplate Lookup Funcs Handle HandleFunc ServeHTTP ' +
    'ListenAndServe Shutdown Serve Listen Accept Dial Addr LocalAddr RemoteAddr Query Exec QueryRow Begin Commit Rollback Prepare ' +
    'Marshal Unmarshal MarshalJSON UnmarshalJSON MarshalText UnmarshalText Encode Decode Encoder Decoder Stat Open Create Remove ' +
    'Size Mode ModTime IsDir Sys Kind Type Elem Field NumField Method NumMethod Interface CanSet IsNil IsValid Index Call Int Uint ' +
    'Float Bool Start Stop Send Recv Push Front Back Min Max Sum New Context Match MatchString FindString ReplaceAllString ' +
    'Replace Split Join Trim Contains HasPrefix HasSuffix Path Host Hostname Port User Root Dir Base Ext Line Pos End',
});
