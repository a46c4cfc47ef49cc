import type { ContextAnswer, ContextRequest, Engine, EngineStatus } from '../../../src/engine/api.ts';

const ready: EngineStatus = { state: 'ready', files: 1, done: 1, symbols: 0, skipped: {} };

/** An engine that answers with what it was told, so that tests of the wire see what came through. */
export function createTestEngine(overrides: Partial<Engine> = {}): Engine & { readonly buffers: Map<string, string> } {
  const buffers = new Map<string, string>();
  return {
    buffers,
    async open(onProgress) {
      onProgress(ready);
      return ready;
    },
    status: () => ready,
    changed: async () => {},
    async openBuffer(file, version, text) {
      buffers.set(file, `${version} ${text}`);
    },
    async closeBuffer(file) {
      buffers.delete(file);
    },
    atHand() {},
    warmUp: async () => {},
    context: async request => answerWith(buffers.get(request.file) ?? '', request),
    tree: async () => [],
    explain: async file => file,
    pause() {},
    resume() {},
    rebuild: async () => ready,
    dispose: async () => {},
    ...overrides,
  };
}

/** An answer whose prompt is `prompt`. */
export function answerWith(prompt: string, { budget }: ContextRequest): ContextAnswer {
  const pack = {
    files: [],
    omitted: [],
    redacted: [],
    held: 0,
    budget,
    tokens: 1,
    tokenizer: 'o200k_base',
    prompt,
  } as const;
  return { pack, complete: true, history: 'read', ranked: [], times: {} };
}
