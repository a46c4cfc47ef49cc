import { NotificationType, RequestType } from 'vscode-jsonrpc/node';
import type { ContextAnswer, ContextRequest, EngineOptions, EngineStatus, TreeNode } from '../engine/api.ts';

/**
 * The contract between the editor and the engine process: JSON-RPC over Node's IPC channel.
 * No message is larger than {@link MESSAGE_LIMIT} in either direction. What can grow travels in slices: buffers as
 * `buffer/text`, long answers as {@link Sliced}, lists of paths cut up by {@link pathPages}.
 */

/** Bytes. */
export const MESSAGE_LIMIT = 256 * 1024;

/** UTF-16 code units of text in one message: JSON needs at most 6 bytes for each, and there is room for the rest. */
export const SLICE_LENGTH = 40_000;

/** An answer: whole, or `length` UTF-16 units of JSON text to be fetched with {@link SliceRequest}. */
export type Sliced<T> = { readonly value: T } | { readonly slices: number; readonly length: number };

/** `view`: excerpts cut to a preview, without the prompt and the ranked paths. `pack`: everything. */
export type Detail = 'view' | 'pack';

/** UTF-16 units of an excerpt's preview in the `view` detail. */
export const PREVIEW_LENGTH = 1_200;

export const InitializeRequest = new RequestType<EngineOptions, void, void>('engine/initialize');
export const OpenRequest = new RequestType<null, EngineStatus, void>('engine/open');
export const RebuildRequest = new RequestType<null, EngineStatus, void>('engine/rebuild');
export const ChangedRequest = new RequestType<{ readonly paths: readonly string[] }, void, void>('engine/changed');
export const ContextQuery = new RequestType<
  { readonly request: ContextRequest; readonly detail: Detail },
  Sliced<ContextAnswer>,
  void
>('engine/context');
export const TreeRequest = new RequestType<{ readonly id: string }, Sliced<readonly TreeNode[]>, void>('engine/tree');
export const ExplainRequest = new RequestType<{ readonly file: string }, Sliced<string>, void>('engine/explain');
/** One slice of a long answer, by its number and the offset in UTF-16 units. Fails when the answer has been dropped. */
export const SliceRequest = new RequestType<{ readonly slices: number; readonly offset: number }, string, void>(
  'engine/slice',
);

/** Files that the user has at hand, as `Engine.atHand` takes them; those that fit one message. */
export const AtHandNotification = new NotificationType<{ readonly files: readonly string[] }>('engine/atHand');
export const PauseNotification = new NotificationType<null>('engine/pause');
export const ResumeNotification = new NotificationType<null>('engine/resume');

/** A slice of a buffer's text. The slices of one version come in order; the buffer is complete with the `last` one. */
export interface BufferText {
  readonly file: string;
  readonly version: number;
  readonly text: string;
  readonly first: boolean;
  readonly last: boolean;
}

/** One replacement, by UTF-16 offset; several are applied one after the other. */
export interface BufferEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export interface BufferEdits {
  readonly file: string;
  /** Version that the edits turn into `version`. An engine that does not hold it answers with `buffer/lost`. */
  readonly from: number;
  readonly version: number;
  readonly edits: readonly BufferEdit[];
}

export const BufferTextNotification = new NotificationType<BufferText>('buffer/text');
export const BufferEditsNotification = new NotificationType<BufferEdits>('buffer/edits');
export const BufferCloseNotification = new NotificationType<{ readonly file: string }>('buffer/close');
/** Engine to editor: send the whole text of this buffer again. */
export const BufferLostNotification = new NotificationType<{ readonly file: string }>('buffer/lost');

export const StatusNotification = new NotificationType<EngineStatus>('engine/status');

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export interface LogMessage {
  readonly level: LogLevel;
  readonly message: string;
}
export const LogNotification = new NotificationType<LogMessage>('engine/log');

/** Error code of an answer to a request that its sender cancelled; the language server protocol's. */
export const REQUEST_CANCELLED = -32_800;

/** How long the editor waits for an answer. `silence`: the time counts from the last message of any kind. */
export interface Deadline {
  readonly milliseconds: number;
  readonly counts: 'total' | 'silence';
}

const seconds = (count: number): Deadline => ({ milliseconds: count * 1000, counts: 'total' });

/** Deadlines by method: every request has one. */
export const deadlines = {
  initialize: seconds(20),
  open: { milliseconds: 120_000, counts: 'silence' },
  rebuild: { milliseconds: 120_000, counts: 'silence' },
  changed: { milliseconds: 60_000, counts: 'silence' },
  context: seconds(15),
  tree: seconds(15),
  explain: seconds(20),
  slice: seconds(5),
} as const satisfies Record<string, Deadline>;

/** Cuts `text` into slices of at most {@link SLICE_LENGTH}; one empty slice for an empty text. */
export function slicesOf(text: string): readonly string[] {
  const slices: string[] = [];
  for (let start = 0; start < text.length; start += SLICE_LENGTH) slices.push(text.slice(start, start + SLICE_LENGTH));
  return slices.length > 0 ? slices : [''];
}

/** Cuts a list of paths into lists that each fit one message. */
export function pathPages(paths: readonly string[]): readonly (readonly string[])[] {
  const pages: string[][] = [];
  let page: string[] = [];
  let length = 0;
  for (const path of paths) {
    if (length + path.length > SLICE_LENGTH && page.length > 0) {
      pages.push(page);
      page = [];
      length = 0;
    }
    page.push(path);
    length += path.length + 4;
  }
  if (page.length > 0) pages.push(page);
  return pages;
}
