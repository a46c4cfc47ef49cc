import { type MessageConnection, ResponseError } from 'vscode-jsonrpc/node';
import { CancelledError } from '../base/cancellation.ts';
import type { ContextAnswer, Engine, EngineOptions, EngineStatus } from '../engine/api.ts';
import type { Log } from '../engine/ports.ts';
import { type BatteryPause, createBatteryPause } from './batteryPause.ts';
import {
  AtHandNotification,
  BufferCloseNotification,
  BufferEditsNotification,
  BufferLostNotification,
  BufferTextNotification,
  ChangedRequest,
  ContextQuery,
  ExplainRequest,
  InitializeRequest,
  type LogLevel,
  LogNotification,
  OpenRequest,
  PauseNotification,
  PREVIEW_LENGTH,
  REQUEST_CANCELLED,
  RebuildRequest,
  ResumeNotification,
  SLICE_LENGTH,
  type Sliced,
  SliceRequest,
  StatusNotification,
  TreeRequest,
} from './engineProtocol.ts';
import { createOpenBuffers } from './openBuffers.ts';

const NOT_INITIALIZED = -32_002;
/** Bytes of a log message or of an inline answer; the envelope has room beside them. */
const LOG_BYTES = 8_000;
const INLINE_BYTES = 200_000;
/** Long answers that are held for fetching; the oldest is dropped. */
const HELD_ANSWERS = 8;

/** Serves one engine over one connection, until the connection closes. */
export function serveEngine(
  connection: MessageConnection,
  createEngine: (options: EngineOptions, log: Log) => Engine,
  onBattery: () => Promise<boolean> = async () => false,
): { dispose(): Promise<void> } {
  let engine: Engine | undefined;
  let battery: BatteryPause | undefined;
  const log = connectionLog(connection);
  const answers = createAnswers();

  const buffers = createOpenBuffers(async (file, buffer) => {
    try {
      await (buffer ? engine?.openBuffer(file, buffer.version, buffer.text) : engine?.closeBuffer(file));
    } catch (error) {
      if (!(error instanceof CancelledError)) log.error(`Buffer ${file}: ${describe(error)}`);
    }
  });
  /** At once, but what comes while a buffer is being taken in goes together: keys may be faster than the parser. */
  let flushing = false;
  const flushSoon = async () => {
    if (flushing) return;
    flushing = true;
    await new Promise(setImmediate);
    while (buffers.dirty) await buffers.flush();
    flushing = false;
  };

  const withEngine = async <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
    if (engine === undefined) throw new ResponseError(NOT_INITIALIZED, 'The engine has not been initialized');
    try {
      await buffers.flush();
      return await work(engine);
    } catch (error) {
      if (error instanceof CancelledError) throw new ResponseError(REQUEST_CANCELLED, 'Cancelled');
      throw error;
    }
  };
  const sendStatus = (status: EngineStatus) => void connection.sendNotification(StatusNotification, status);

  connection.onRequest(InitializeRequest, async options => {
    battery?.dispose();
    await engine?.dispose();
    const created = createEngine(options, log);
    engine = created;
    battery = options.pauseOnBattery
      ? createBatteryPause(created, onBattery, () => sendStatus(created.status()))
      : undefined;
  });
  connection.onRequest(OpenRequest, (_, token) =>
    withEngine(async it => {
      await battery?.watch();
      const status = await it.open(sendStatus, token);
      setImmediate(() => void it.warmUp().catch(error => log.warn(`Warming up failed: ${error}`)));
      return status;
    }),
  );
  connection.onRequest(RebuildRequest, (_, token) =>
    withEngine(async it => {
      const rebuilt = it.rebuild(token);
      void battery?.watch();
      return rebuilt;
    }),
  );
  connection.onRequest(ChangedRequest, ({ paths }, token) =>
    withEngine(async it => {
      await it.changed(paths, token);
      sendStatus(it.status());
    }),
  );
  connection.onRequest(ContextQuery, ({ request, detail }, token) =>
    withEngine(async it => {
      const answer = await it.context(request, token);
      return answers.slice(detail === 'view' ? preview(answer) : answer);
    }),
  );
  connection.onRequest(TreeRequest, ({ id }, token) => withEngine(async it => answers.slice(await it.tree(id, token))));
  connection.onRequest(ExplainRequest, ({ file }, token) =>
    withEngine(async it => answers.slice(await it.explain(file, token))),
  );
  connection.onRequest(SliceRequest, ({ slices, offset }) => answers.fetch(slices, offset));

  connection.onNotification(AtHandNotification, ({ files }) => engine?.atHand(files));
  connection.onNotification(PauseNotification, () => {
    engine?.pause();
    if (engine) sendStatus(engine.status());
  });
  connection.onNotification(ResumeNotification, () => {
    battery?.override();
    engine?.resume();
    if (engine) sendStatus(engine.status());
  });
  connection.onNotification(BufferTextNotification, slice => {
    buffers.addText(slice);
    void flushSoon();
  });
  connection.onNotification(BufferEditsNotification, edits => {
    if (buffers.applyEdits(edits)) void flushSoon();
    else void connection.sendNotification(BufferLostNotification, { file: edits.file });
  });
  connection.onNotification(BufferCloseNotification, ({ file }) => {
    buffers.close(file);
    void flushSoon();
  });

  return {
    async dispose() {
      battery?.dispose();
      await engine?.dispose();
    },
  };
}

/** What the sidebar shows of an answer. */
function preview(answer: ContextAnswer): ContextAnswer {
  const files = answer.pack.files.map(file => ({
    ...file,
    text: '',
    items: file.items.map(item => ({ ...item, text: item.text.slice(0, PREVIEW_LENGTH) })),
  }));
  return { ...answer, ranked: [], pack: { ...answer.pack, files, prompt: '' } };
}

/** Long answers, held until they have been fetched slice by slice. */
function createAnswers() {
  const held = new Map<number, string>();
  let count = 0;
  return {
    slice<T>(value: T): Sliced<T> {
      const json = JSON.stringify(value);
      if (Buffer.byteLength(json) <= INLINE_BYTES) return { value };
      for (const oldest of held.keys()) {
        if (held.size < HELD_ANSWERS) break;
        held.delete(oldest);
      }
      count += 1;
      held.set(count, json);
      return { slices: count, length: json.length };
    },
    fetch(slices: number, offset: number): string {
      const json = held.get(slices);
      if (json === undefined) throw new ResponseError(REQUEST_CANCELLED, 'The answer has been dropped');
      const end = offset + SLICE_LENGTH;
      if (end >= json.length) held.delete(slices);
      return json.slice(offset, end);
    },
  };
}

function connectionLog(connection: MessageConnection): Log {
  const send = (level: LogLevel) => (message: string) =>
    void connection.sendNotification(LogNotification, { level, message: message.slice(0, LOG_BYTES) });
  return { debug: send('debug'), info: send('info'), warn: send('warn'), error: send('error') };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
