import { utf16Order } from './decode.ts';
import type { FileClass } from './sourceFile.ts';

export interface ClassifyOptions {
  /** Files of more bytes than this are `large`, and their text is not kept. */
  readonly largeBytes: number;
}

export const defaultClassifyOptions: ClassifyOptions = { largeBytes: 1024 * 1024 };

/** What the path alone says; `source` means that the content has to decide, see {@link classifyText}. */
export function classifyPath(relative: string): Exclude<FileClass, 'large'> {
  const names = relative.toLowerCase().split('/');
  const name = names.pop() ?? '';
  if (BINARY_EXTENSIONS.has(extension(name))) return 'binary';
  if (GENERATED_NAMES.has(name) || GENERATED_NAME.test(name)) return 'generated';
  if (MINIFIED_NAME.test(name)) return 'minified';
  if (names.some(folder => VENDOR_FOLDERS.has(folder))) return 'vendored';
  return 'source';
}

/** Whether bytes are no text: a NUL among the first 8,000, as git decides it, unless they are UTF-16. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0) && utf16Order(bytes) === undefined;
}

/** What the content of a file says that its path calls `source`. */
export function classifyText(relative: string, text: string): 'source' | 'generated' | 'minified' {
  if (hasGeneratedMark(text)) return 'generated';
  return !PROSE_NAME.test(relative) && isMinified(text) ? 'minified' : 'source';
}

/** A tool's mark in a comment near the top of the file. */
function hasGeneratedMark(text: string): boolean {
  const head = text.slice(0, MARK_CHARACTERS);
  if (!GENERATED_WORD.test(head)) return false;
  return head.split('\n', MARK_LINES).some(line => GENERATED_MARK.test(COMMENT.exec(line)?.[1] ?? ''));
}

/** Lines of an average length that no one writes, or one line that is most of the file (a bundle under its licence). */
function isMinified(text: string): boolean {
  if (text.length < 1024) return false;
  // A line that is more than half of the text lies across its middle.
  const middle = text.length >> 1;
  const end = text.indexOf('\n', middle);
  const length = (end < 0 ? text.length : end) - text.lastIndexOf('\n', middle - 1) - 1;
  if (length > 5000 && length > text.length / 2) return true;
  // Of most texts the first part has lines enough for all.
  const enough = text.length / 300;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < text.length - 1 && lines < enough; at = text.indexOf('\n', at + 1))
    lines++;
  return lines < enough;
}

function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1) : '';
}

const MARK_CHARACTERS = 4000;
const MARK_LINES = 30;
const COMMENT = /^\s*(?:\/\/|\/\*|\*|#|--|;|%|<!--|"""|''')[\s*/#-]*(.*)/;
const GENERATED_WORD = /generated/i;
const GENERATED_MARK =
  /(?:^|\s)@generated\b|<auto-?generated|\bgenerated\b.*\bdo not (?:edit|modify|change)\b|\bdo not (?:edit|modify|change)\b.*\bgenerated\b|^this (?:file|code|module) (?:is|was|has been) (?:auto|automatically|machine)[ -]?generated\b/i;

const GENERATED_NAMES = new Set(
  `package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock deno.lock poetry.lock pdm.lock uv.lock
  pipfile.lock cargo.lock go.sum composer.lock gemfile.lock podfile.lock packages.lock.json pubspec.lock mix.lock
  flake.lock gradle.lockfile package.resolved`.split(/\s+/),
);
const GENERATED_NAME =
  /\.(?:map|snap|ambr|pb\.go|pb\.cc|pb\.h|pb\.ts|g\.dart|g\.cs|designer\.cs)$|_pb2(?:_grpc)?\.pyi?$/;
const MINIFIED_NAME = /[.-]min\.(?:js|cjs|mjs|css|html)$/;
/** Their lines may be long without any tool's work: paragraphs, and pictures in notebooks. */
const PROSE_NAME = /\.(?:md|mdx|markdown|txt|rst|adoc|tex|org|ipynb)$/i;

const VENDOR_FOLDERS = new Set(
  `vendor vendored _vendor third_party third-party thirdparty bower_components jspm_packages web_modules
  site-packages pods carthage godeps .yarn`.split(/\s+/),
);

const BINARY_EXTENSIONS = new Set(
  `png jpg jpeg gif bmp ico icns webp avif tif tiff psd heic mp3 mp4 m4a m4v wav ogg oga ogv flac aac webm mov avi mkv
  woff woff2 ttf otf eot pdf doc docx xls xlsx ppt pptx odt ods zip gz tgz bz2 xz zst 7z rar tar jar war ear whl egg
  nupkg vsix deb rpm dmg iso exe dll so dylib a lib o obj pdb class pyc pyo pyd wasm node bin dat db sqlite sqlite3
  parquet npy npz pkl pickle onnx pt pth safetensors gguf h5 mo swf keystore jks p12 pfx der`.split(/\s+/),
);
