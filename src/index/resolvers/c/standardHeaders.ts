const C =
  'assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbit stdbool ' +
  'stdckdint stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype';
const SYSTEM =
  'aio alloca byteswap cpio crypt dirent dlfcn elf endian err fcntl features fnmatch ftw getopt glob grp iconv ifaddrs io ' +
  'langinfo libgen malloc memory mqueue netdb nl_types poll process pthread pty pwd regex sched search semaphore spawn ' +
  'strings stropts syslog tar termios ucontext ulimit unistd utime utmp utmpx wordexp windows winsock winsock2 ws2tcpip ' +
  'winbase winioctl winternl intrin immintrin emmintrin xmmintrin cpuid direct conio tchar';
const NAMES: ReadonlySet<string> = new Set(`${C} ${SYSTEM}`.split(' '));

/** Whether `<path>` means a header of the compiler or the system, whatever file of the workspace is named like it. */
export function isStandardHeader(path: string): boolean {
  // C++'s own headers have no ending.
  if (!path.includes('.')) return !path.includes('/') || path.startsWith('experimental/');
  if (/^(?:sys|linux|asm|arpa|net|netinet|mach|bits|machine)\//.test(path)) return true;
  return path.endsWith('.h') && NAMES.has(path.slice(0, -2));
}
